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
        let escaped = value.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\(key)='\(String(escaped))'"
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

  public var isReadable: Bool {
    guard let options = PQconninfoParse(text, nil) else { return false }
    PQconninfoFree(options)
    return true
  }

  /// The same address with some settings replaced.
  public func with(_ changes: [String: String]) -> ConnectionInfo {
    let merged = settings.merging(changes) { _, new in new }.sorted { $0.key < $1.key }
    return ConnectionInfo(
      merged.map { ConnectionInfo([$0.key: $0.value]).text }.joined(separator: " "))
  }

  /// The settings without anything secret.
  public var description: String {
    settings.filter { !$0.key.contains("password") && !$0.key.hasPrefix("ssl") && $0.key != "options" }
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
