import Clause6

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a command prints to, and what it knows about it: results to ``out``, everything else to ``err``.
///
/// A command prints to ``current``, which a test replaces:
///
/// ```swift
/// let terminal = Terminal.inMemory(width: 80)
/// await Terminal.$current.withValue(terminal) { await run(command) }
/// let printed = terminal.out.takeText()
/// ```
///
/// Task-locals do not follow a closure to a connection's own queue, so take ``current`` before `database.read`.
struct Terminal: Sendable {
  @TaskLocal static var current = Terminal.process

  let out: TextStream
  let err: TextStream
  /// Columns of the terminal, or `COLUMNS`; `nil` is unlimited.
  let width: Int?
  /// Whether results go to a terminal.
  let isTerminal: Bool
  /// Whether messages go to a terminal, so that a progress bar makes sense.
  let errIsTerminal: Bool
  /// Whether results may be coloured.
  let useColor: Bool
  /// Whether messages may be coloured.
  let errUsesColor: Bool

  /// A line of results.
  func print(_ line: String) { out.write(line + "\n") }

  /// A line for the person: a message, a count, a warning. Results printed before it appear before it.
  func note(_ line: String) { note(styled: TextWidth.visibleLines(line)) }

  /// The same of a text that has colours, and in which what a terminal would obey is made visible already.
  func note(styled line: String) {
    out.flush()
    err.write(line + "\n")
  }

  func flush() {
    out.flush()
    err.flush()
  }
}

extension Terminal {
  /// The process's own; flushed when the process exits.
  static let process: Terminal = {
    atexit { Terminal.process.flush() }
    return Terminal(
      out: TextStream(descriptor: 1, capacity: 64 * 1024), err: TextStream(descriptor: 2, capacity: 0),
      width: processWidth(), outIsTerminal: isatty(1) == 1, errIsTerminal: isatty(2) == 1, color: .auto,
      environment: environmentVariable)
  }()

  /// Keeps what is printed, for tests.
  static func inMemory(
    width: Int? = nil, isTerminal: Bool = false, errIsTerminal: Bool = false, color: ColorChoice = .never
  ) -> Terminal {
    Terminal(
      out: TextStream(descriptor: nil, capacity: 0), err: TextStream(descriptor: nil, capacity: 0), width: width,
      outIsTerminal: isTerminal, errIsTerminal: errIsTerminal, color: color, environment: { _ in nil })
  }

  /// The same streams after `--color` was read.
  func with(color: ColorChoice) -> Terminal {
    Terminal(
      out: out, err: err, width: width, outIsTerminal: isTerminal, errIsTerminal: errIsTerminal, color: color,
      environment: environmentVariable)
  }

  /// The same, but that results go to a file: neither coloured nor cut.
  func writing(to file: TextStream) -> Terminal {
    Terminal(
      out: file, err: err, width: nil, outIsTerminal: false, errIsTerminal: errIsTerminal, color: .never,
      environment: { _ in nil })
  }

  private init(
    out: TextStream, err: TextStream, width: Int?, outIsTerminal: Bool, errIsTerminal: Bool, color: ColorChoice,
    environment: (String) -> String?
  ) {
    self.out = out
    self.err = err
    self.width = width
    self.isTerminal = outIsTerminal
    self.errIsTerminal = errIsTerminal
    useColor = color.allows(isTerminal: outIsTerminal, environment: environment)
    errUsesColor = color.allows(isTerminal: errIsTerminal, environment: environment)
  }
}

private func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

private func processWidth() -> Int? {
  var size = winsize()
  if isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
  return environmentVariable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
}
