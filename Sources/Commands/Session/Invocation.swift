#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// What a command line runs in: its environment, and whether it is a process of its own.
public struct Invocation: Sendable {
  @TaskLocal static var current = Invocation(environment: [:], ownsProcess: false)

  public var environment: [String: String]
  /// Whether Ctrl-C is ours to handle; not inside a test.
  public var ownsProcess: Bool

  public init(environment: [String: String], ownsProcess: Bool) {
    self.environment = environment
    self.ownsProcess = ownsProcess
  }

  /// The process's own.
  public static func process() -> Invocation {
    var environment: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      // By the system's functions: every command starts with this, and there may be hundreds.
      if let equals = strchr(text, 0x3D) {
        let name = UnsafeRawBufferPointer(start: text, count: equals - text)
        environment[String(decoding: name, as: UTF8.self)] = String(cString: equals + 1)
      }
      entry += 1
    }
    return Invocation(environment: environment, ownsProcess: true)
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Folders that were named, else those in a variable, separated by colons.
  func folders(_ named: [String], orOf name: String) -> [String] {
    named.isEmpty ? variable(name).map { $0.split(separator: ":").map(String.init) } ?? [] : named
  }

  /// The login of whoever runs the command.
  static var login: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(geteuid())"
  }
}
