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
  public func verifyHistory() throws(PostgresError) -> [HistoryProblem] {
    try rows("SELECT * FROM facts.history_problem()")
  }
}
