public import Postgres

/// What a rule finds, or would have found, on one of several days.
public struct RuleBacktest: Sendable, Equatable {
  public let day: CalendarDate
  /// Breaches on the day, by severity.
  public internal(set) var open: [String: Int]
  /// Those that were none on the day before in the list; on the first day all.
  public internal(set) var opened: Int
  /// Those of the day before in the list that are none any more.
  public internal(set) var resolved: Int
}

extension Connection {
  /// Evaluates a rule on several days, with the register as it is known now: a pure read, which compares with no finding.
  /// - Parameters:
  ///   - rule: whatever its status.
  ///   - days: in their order.
  ///   - options: the time limit is used.
  /// - Throws: ``Clause6Error`` and ``Postgres/PostgresError`` when the rule gives no answer.
  public func backtest(
    _ rule: Rule, on days: [CalendarDate], _ options: CheckOptions = CheckOptions()
  ) throws -> [RuleBacktest] {
    try transaction(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(factSettings)", end: "ROLLBACK") {
      connection in
      let rule = try connection.configured([rule])[0]
      let seconds = rule.seconds(try connection.patience(), atMost: options.seconds)
      var before: Set<String> = []
      return try days.map { day in
        let breaches = try connection.breaches(of: rule, on: day, seconds)
        let now = Set(breaches.map(\.identity))
        defer { before = now }
        return RuleBacktest(
          day: day, open: Dictionary(breaches.map { ($0.severity, 1) }, uniquingKeysWith: +),
          opened: now.subtracting(before).count, resolved: before.subtracting(now).count)
      }
    }
  }

  private func breaches(of rule: Rule, on day: CalendarDate, _ seconds: Int) throws -> [Breach] {
    try undone(within: seconds) {
      let columns = try rule.columns(on: day, self)
      let text = Rule.hitText(columns) + " SELECT subject_id || '/' || key AS identity, severity FROM hit"
      let sql = rule.with(day, then: text)
      return try rule.locatingErrors(sql) { try rows(sql, as: Breach.self) }
    }
  }

  private struct Breach: Decodable {
    let identity: String
    let severity: String
  }
}
