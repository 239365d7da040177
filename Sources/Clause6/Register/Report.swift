public import Postgres

/// A report: one SQL function in `SQL/reports`, its comment the question it answers.
public struct Report: Sendable, Decodable, Equatable {
  public let name: String
  public let question: String
}

extension Connection {
  /// The reports of the database, by name.
  public func reports() throws(PostgresError) -> [Report] {
    try rows(
      """
      SELECT proname AS name, coalesce(obj_description(oid, 'pg_proc'), '') AS question
      FROM pg_proc WHERE pronamespace = 'reports'::regnamespace ORDER BY proname
      """)
  }

  /// The report of a name.
  /// - Throws: ``Clause6Error`` when there is none.
  public func report(called name: String) throws -> Report {
    let all = try reports()
    guard let report = all.first(where: { $0.name == name }) else {
      throw Clause6Error(
        "There is no report \"\(name)\"\(suggestion(name, all.map(\.name))): \"clause6 report list\" shows them.")
    }
    return report
  }

  /// Runs a report as of a day.
  public func run(_ report: Report, asOf day: CalendarDate) throws -> Table {
    try readFacts { try $0.table("SELECT * FROM reports.\(identifier: report.name)(\(day)::date)") }
  }
}
