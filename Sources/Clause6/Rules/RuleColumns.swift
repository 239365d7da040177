import Postgres
import Schema

extension Rule {
  static let requiredColumns = ["vendor_id", "subject_id", "since", "reason"]
  static let optionalColumns = ["severity", "key", "evidence", "due_on", "reason_ja"]

  /// The columns that the rule's SELECT returns, checked against the contract every rule keeps.
  func columns(on day: CalendarDate, _ connection: Connection) throws -> Set<String> {
    let sql = with(day, then: "SELECT * FROM rule")
    let columns = try locatingErrors(sql) { try connection.describe(sql).map(\.name) }
    for name in Rule.requiredColumns where !columns.contains(name) {
      throw Clause6Error(
        "\(path) returns no column \(name): a rule returns \(Rule.requiredColumns.joined(separator: ", "))")
    }
    for name in columns where !(Rule.requiredColumns + Rule.optionalColumns).contains(name) {
      throw Clause6Error(
        "\(path) returns a column \(name) that a rule has not; it may add \(Rule.optionalColumns.joined(separator: ", "))"
      )
    }
    return Set(columns)
  }

  /// The breaches with the optional columns that this rule has, of all vendors or of some.
  static func hitText(_ columns: Set<String>, isScoped: Bool = false) -> String {
    var text = SQLFile.at("acts/check_hit.sql").text
    for name in optionalColumns where columns.contains(name) {
      guard let start = text.firstRange(of: "/*\(name)*/"),
        let end = text[start.upperBound...].firstRange(of: "AS \(name)")
      else { continue }
      text.replaceSubrange(
        start.lowerBound..<end.upperBound, with: name == "key" ? "coalesce(r.key, '') AS key" : "r.\(name)")
    }
    // A rule that says its severity needs no tier.
    if columns.contains("severity") { text.removeParts("/*tier*/") }
    if !isScoped { text.removeParts("/*scope*/") }
    return text
  }

  /// What differs between the breaches and the findings kept; with `all` also what does not.
  static func planText(_ columns: Set<String>, isScoped: Bool, all: Bool) -> String {
    var text = SQLFile.at("acts/check_plan.sql").text
    if !isScoped { text.removeParts("/*scope*/") }
    if all { text.removeParts("/*changes*/") }
    return hitText(columns, isScoped: isScoped) + text
  }

  /// Says in which line of the rule's file the server stumbled.
  func locatingErrors<T>(_ sql: SQL, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as PostgresError {
      guard case .server(var report) = error, let position = report.position else { throw error }
      report.message = "\(path) line \(line(ofPosition: position, in: sql)): \(report.message)"
      throw PostgresError.server(report)
    }
  }
}

extension String {
  /// Takes out what stands between a mark and `/*end*/`.
  fileprivate mutating func removeParts(_ mark: String) {
    while let start = firstRange(of: mark), let end = self[start.upperBound...].firstRange(of: "/*end*/") {
      removeSubrange(start.lowerBound..<end.upperBound)
    }
  }
}
