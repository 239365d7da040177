import CLibpq

/// What libpq understands as the address of a database: `host=… dbname=…` or `postgresql://…`.
public struct ConnectionInfo: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  /// The empty text means the PG* environment variables and libpq's defaults.
  public init(_ text: String = "") { self.text = text }

  /// Keyword–value pairs, quoted as libpq wants them; `nil` values are left out.
  public init(_ settings: KeyValuePairs<String, String?>) {
    text = settings.compactMap { key, value in
      value.map { value in
        // By scalars: a quote and a combining mark after it are one character, and yet the quote would end the value.
        let escaped = value.unicodeScalars.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\(key)='\(String(String.UnicodeScalarView(escaped)))'"
      }
    }.joined(separator: " ")
  }

  /// The settings given in the text, without the environment's. Empty when libpq cannot read it.
  public var settings: [String: String] {
    guard let options = PQconninfoParse(text, nil) else { return [:] }
    defer { PQconninfoFree(options) }
    var settings: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { settings[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return settings
  }

  /// Whether libpq understands the text, and as it was meant: an `@` or a `/` of a password that is not
  /// percent-encoded makes the rest of the password a host or a port, which libpq's messages would then quote.
  public var isReadable: Bool {
    guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return false }
    PQconninfoFree(options)
    let settings = settings
    let hostIsSound = settings["host"].map { !$0.dropFirst().contains("@") } ?? true
    let portIsSound = settings["port"].map { $0.utf8.allSatisfy { $0 == 0x2C || (0x30...0x39).contains($0) } } ?? true
    return hostIsSound && portIsSound
  }

  /// The same address with some settings replaced.
  public func with(_ changes: [String: String]) -> ConnectionInfo {
    let merged = settings.merging(changes) { _, new in new }.sorted { $0.key < $1.key }
    return ConnectionInfo(
      merged.map { ConnectionInfo([$0.key: $0.value]).text }.joined(separator: " "))
  }

  /// The settings without anything secret.
  public var description: String {
    guard isReadable else { return "an unreadable address" }
    return settings.filter { !$0.key.contains("password") && !$0.key.hasPrefix("ssl") && $0.key != "options" }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  /// Whether a server answers at the address, without a session.
  public enum Answer: Sendable { case ready, startingUp, none, unreadable }

  /// Asks the server once, as `pg_isready` does.
  public func ping() -> Answer {
    switch PQping(text) {
    case PQPING_OK: .ready
    case PQPING_REJECT: .startingUp
    case PQPING_NO_ATTEMPT: .unreadable
    default: .none
    }
  }
}
