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

  /// Runs a report as of a day.
  /// - Throws: ``Clause6Error`` when there is no such report.
  public func report(_ name: String, asOf day: CalendarDate) throws -> Table {
    let names = try reports().map(\.name)
    guard names.contains(name) else {
      throw Clause6Error(
        "There is no report \"\(name)\"\(suggestion(name, names)): \"clause6 report list\" shows them.")
    }
    return try readFacts { try $0.table("SELECT * FROM reports.\(identifier: name)(\(day)::date)") }
  }
}
