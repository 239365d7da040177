/// What can go wrong between us and the server.
public enum PostgresError: Error, Sendable {
  /// No session: unreachable, refused, wrong password, no such database. The text is libpq's, which never holds a password.
  case connection(String)
  /// The session ended under a statement. Whether a transaction that was being committed got through is not known.
  case connectionLost(String)
  /// The server refused a statement.
  case server(ServerError)
  /// A column's text was not of the type asked for. The text itself is left out: it may be confidential.
  case decoding(column: String, expected: String)
  /// The number of rows was not the one the caller can work with.
  case unexpectedRowCount(Int)
  /// Somebody asked for the work to stop; its transaction was rolled back.
  case cancelled

  /// Whether the same transaction may succeed when it is run again: SQLSTATE 40001 and 40P01.
  public var isRetryable: Bool {
    if case .server(let error) = self { error.sqlState == "40001" || error.sqlState == "40P01" } else { false }
  }

  /// The five characters of the server's report, when it was the server that refused.
  public var sqlState: String? {
    if case .server(let error) = self { error.sqlState } else { nil }
  }
}

/// PostgreSQL's own report of an error, whole.
///
/// `message` and `detail` may quote values of the row, so they are for the person who sent it; ``description`` leaves
/// such values out and is fit for a log.
public struct ServerError: Error, Sendable, CustomStringConvertible {
  /// `ERROR`, `FATAL` or `PANIC`; for notices `NOTICE`, `WARNING` and so on.
  public var severity: String
  /// SQLSTATE, five characters: https://www.postgresql.org/docs/current/errcodes-appendix.html
  public var sqlState: String
  public var message: String
  public var detail: String?
  public var hint: String?
  /// Where in the functions and triggers it happened.
  public var context: String?
  public var schema: String?
  public var table: String?
  public var column: String?
  public var constraint: String?
  /// Position in the statement, in characters from 1.
  public var position: Int?

  public var description: String {
    var text = "\(severity) \(sqlState)"
    if let constraint { text += " constraint \(constraint)" }
    if let table { text += " table \(table)" }
    // Class 22 (data exceptions) and 23 (constraints) quote the offending value in their messages.
    if !sqlState.hasPrefix("22"), !sqlState.hasPrefix("23") { text += ": \(message)" }
    return text
  }
}

extension PostgresError: CustomStringConvertible {
  /// Fit for a log: holds no value that was bound.
  public var description: String {
    switch self {
    case .connection(let text): "no connection: \(text)"
    case .connectionLost(let text): "connection lost: \(text)"
    case .server(let error): error.description
    case .decoding(let column, let expected): "column \(column) is not \(expected)"
    case .unexpectedRowCount(let count): "\(count) rows where one was expected"
    case .cancelled: "cancelled"
    }
  }
}
