/// What can go wrong between us and the server.
public enum PostgresError: Error, Sendable {
  /// No session: unreachable, refused, wrong password, no such database. The text is libpq's, which never holds a password.
  case connection(String)
  /// The session ended under a statement; a transaction that was open was undone. For a statement outside of one it is not
  /// known whether it was done.
  /// - afterCommit: whether the session had changed something for good before.
  case connectionLost(String, afterCommit: Bool)
  /// The session ended under a COMMIT, and the server could not be asked whether it was done.
  case commitUnknown(String)
  /// What PostgreSQL cannot take, found before anything was sent. The text says where, not what.
  case unsendable(String)
  /// The server refused a statement.
  case server(ServerError)
  /// A column's text was not of the type asked for. The text itself is left out: it may be confidential.
  case decoding(column: String, expected: String)
  /// The number of rows was not the one the caller can work with.
  case unexpectedRowCount(Int)
  /// Somebody asked for the work to stop; its transaction was rolled back.
  /// - afterCommit: whether the session had changed something for good before.
  case cancelled(afterCommit: Bool)

  /// Whether the same transaction may succeed when it is run again: SQLSTATE 40001 and 40P01.
  public var isRetryable: Bool {
    if case .server(let error) = self { error.sqlState == "40001" || error.sqlState == "40P01" } else { false }
  }

  /// Whether the server or the way to it is at fault, and a later session may fare better: it restarts, or has no session
  /// free.
  public var isTransient: Bool {
    switch self {
    case .connection, .connectionLost, .commitUnknown: true
    case .server(let error):
      isRetryable || ["57P", "08", "53"].contains { error.sqlState.hasPrefix($0) }
    default: false
    }
  }

  /// Whether it tells of the server and nothing of the statement, which another server would have answered: its disk is full
  /// (SQLSTATE 53100), it ends (57P), the transaction has to be run again.
  public var isServersFault: Bool {
    if case .server(let error) = self {
      isRetryable || error.sqlState == "53100" || error.sqlState.hasPrefix("57P")
    } else {
      isTransient
    }
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
    if !mayQuoteValues { text += ": \(message)" }
    return text
  }

  /// Whether the message may hold a value: data exceptions and constraints quote it, RAISE and casts (`$1::regclass`) can.
  private var mayQuoteValues: Bool {
    // Sessions, transactions, resources, the operator; and permissions, which name tables only.
    let plain = ["08", "25", "28", "3D", "40", "53", "54", "55", "57"]
    if plain.contains(String(sqlState.prefix(2))) || sqlState == "42501" { return false }
    // With a position in the statement the message is about its text, where no value stands.
    return !(sqlState.hasPrefix("42") && position != nil)
  }
}

extension PostgresError: CustomStringConvertible {
  /// Fit for a log: holds no value that was bound.
  public var description: String {
    switch self {
    case .connection(let text): "no connection: \(text)"
    case .connectionLost(let text, _): "connection lost: \(text)"
    case .commitUnknown(let text): "connection lost under a COMMIT: \(text)"
    case .unsendable(let text): text
    case .server(let error): error.description
    case .decoding(let column, let expected): "column \(column) is not \(expected)"
    case .unexpectedRowCount(let count): "\(count) rows where one was expected"
    case .cancelled: "cancelled"
    }
  }
}
