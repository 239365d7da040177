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
    exit(run(arguments: Array(CommandLine.arguments.dropFirst()), invocation: .process()))
  }
}
