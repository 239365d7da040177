public import Postgres

/// Something that the register and its append-only log do not agree on.
public struct HistoryProblem: Sendable, Decodable, Equatable {
  public let table: String
  /// The row; none when the whole table is meant.
  public let id: String?
  public let problem: String

  public init(table: String, id: String?, problem: String) {
    self.table = table
    self.id = id
    self.problem = problem
  }
}

extension Connection {
  /// Compares each row of the register with the newest image of it in the log, and looks whether the log is on.
  public func historyProblems() throws(PostgresError) -> [HistoryProblem] {
    try rows("SELECT * FROM facts.history_problem()")
  }

  /// Compares what questions about the past are answered from with the log.
  public func versionProblems() throws(PostgresError) -> [HistoryProblem] {
    try rows("SELECT * FROM facts.version_problem()")
  }

  /// Makes what questions about the past are answered from again from the log: of how many tables.
  public func rebuildVersions() throws -> Int {
    try exclusively(lock: Seal.lock, rehearse: false) { connection in
      try connection.becomeOwner()
      return try connection.value("SELECT audit.make_versions(true)") ?? 0
    }
  }

  /// The tables of the register whose changes are in the log.
  public func loggedTables() throws(PostgresError) -> [String] {
    struct Row: Decodable { let name: String }
    return try rows(
      "SELECT DISTINCT name FROM facts.history_guard WHERE trigger = 'c6_insert' ORDER BY name", as: Row.self
    )
    .map(\.name)
  }

  /// Whether there ever was such a row.
  public func hasHistory(_ entity: String, _ key: Int) throws(PostgresError) -> Bool {
    try value("SELECT EXISTS (SELECT FROM audit.entry WHERE entity = \(entity) AND key = \(key))") ?? false
  }
}
