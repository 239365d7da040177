#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Clause6Command {
  /// Runs the process's own command line and ends the process.
  public static func runProcess() -> Never {
    keepStandardDescriptors()
    guard !CommandLine.arguments.contains(where: { $0.contains("\u{FFFD}") }) else {
      Terminal.current.note("error: An argument is not UTF-8: check the language settings of the shell.")
      exit(64)
    }
    let code = run(arguments: Array(CommandLine.arguments.dropFirst()), invocation: .process())
    // All is written by now; the libraries' own clean-up of memory that goes anyway would only cost time.
    _exit(code)
  }

  /// Where stdout is closed, the next file to be opened would get its number, and a database would get our output.
  private static func keepStandardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
    }
  }
}
