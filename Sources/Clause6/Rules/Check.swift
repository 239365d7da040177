public import Postgres
import Schema

/// A run of rules over the register as it was on a day, and what it changed among the findings.
public struct CheckResult: Sendable {
  public let day: CalendarDate
  public let rules: [RuleOutcome]
  /// Open findings after the check, by severity.
  public let open: [String: Int]

  /// Whether some rule gave no answer.
  public var isIncomplete: Bool { rules.contains { $0.error != nil } }

  /// Open findings at a severity or worse.
  public func openCount(atLeast severity: String) -> Int {
    let order = Rule.severities
    let least = order.firstIndex(of: severity) ?? 0
    return open.reduce(0) { $0 + ((order.firstIndex(of: $1.key) ?? 0) >= least ? $1.value : 0) }
  }
}

/// What one rule did.
public struct RuleOutcome: Sendable {
  public let rule: Rule
  public var opened = 0
  public var changed = 0
  public var reopened = 0
  public var resolved = 0
  /// Findings of the rule that are open afterwards.
  public var open = 0
  /// Why the rule gave no answer; its findings were left as they were.
  public var error: String?
}

extension Connection {
  /// Runs rules over the register as it was on a day, and keeps what changed.
  ///
  /// Each rule runs read-only and by itself: one that fails or takes too long changes nothing and is named in the
  /// result. The same data twice changes nothing.
  ///
  /// - Parameters:
  ///   - rules: which to run; findings of others are left as they are.
  ///   - day: not after today, and not before the last day that was checked, unless rehearsed.
  ///   - author: who checks, and why.
  ///   - rehearse: do it all and roll it back.
  ///   - secondsPerRule: how long a rule may take.
  /// - Throws: ``Clause6Error`` for such a day, or when a rule's file changed but not its version.
  public func check(
    _ rules: [Rule], on day: CalendarDate, as author: Authorship, rehearse: Bool = false, secondsPerRule: Int = 60
  ) throws -> CheckResult {
    try exclusively(lock: checkLock, rehearse: rehearse) { connection in
      try connection.act(as: author)
      if !rehearse { try connection.refuseDayOutOfOrder(day) }
      let run = try connection.value(
        """
        INSERT INTO register.check_run (as_of, actor, reason)
        VALUES (\(day), \(author.actor), \(author.reason)) RETURNING id
        """, as: Int.self)
      guard let run else { throw PostgresError.unexpectedRowCount(0) }
      let outcomes = try rules.map { try connection.evaluate($0, on: day, run: run, seconds: secondsPerRule) }
      return CheckResult(day: day, rules: outcomes, open: try connection.openFindings(of: rules))
    }
  }

  private func refuseDayOutOfOrder(_ day: CalendarDate) throws {
    let today = try today()
    guard day <= today else {
      throw Clause6Error("\(day) is yet to come (today is \(today)): add --dry-run to see what will be found then.")
    }
    if let last = try value("SELECT max(as_of) FROM register.check_run", as: CalendarDate.self), last > day {
      throw Clause6Error(
        "Findings were already checked as of \(last), and \(day) is before that: add --dry-run to look back.")
    }
  }

  private func evaluate(_ rule: Rule, on day: CalendarDate, run: Int, seconds: Int) throws -> RuleOutcome {
    let revision = try revision(of: rule)
    var outcome = RuleOutcome(rule: rule)
    do {
      let changes = try plan(rule, on: day, seconds: seconds)
      try execute(script: SQLFile.at("acts/check_stage.sql").text)
      try copyIn("COPY pg_temp.planned FROM STDIN") { writer in
        for row in changes.rows { try writer.write(row: row) }
      }
      _ = try savepoint {
        try execute(
          SQL(verbatim: SQLFile.at("acts/check_apply.sql").text, [rule.name, rule.subject, revision, run]))
      }
      outcome.count(changes)
    } catch let error as PostgresError where error.sqlState != nil && !error.isRetryable {
      outcome.error = try sentence(of: error)
    } catch let error as Clause6Error {
      outcome.error = error.message
    }
    outcome.open =
      try value("SELECT count(*) FROM register.finding WHERE rule = \(rule.name) AND resolved_check_id IS NULL") ?? 0
    try execute(
      """
      INSERT INTO register.check_rule (check_run_id, rule_revision_id, opened, changed, reopened, resolved, open, error)
      VALUES (\(run), \(revision), \(outcome.opened), \(outcome.changed), \(outcome.reopened), \(outcome.resolved), \(outcome.open), \(outcome.error))
      """)
    return outcome
  }

  /// Evaluates in a savepoint that is always undone, which also undoes its being read-only.
  private func plan(_ rule: Rule, on day: CalendarDate, seconds: Int) throws -> Table {
    struct Undo: Error {}
    var table: Table?
    do {
      try savepoint {
        try execute(script: Rule.session(seconds: seconds))
        let columns = try rule.columns(on: day, self)
        let sql = rule.with(day, then: Rule.planText(columns), [rule.name])
        table = try rule.locatingErrors(sql) { try self.table(sql) }
        throw Undo()
      }
    } catch is Undo {}
    guard let table else { throw PostgresError.unexpectedRowCount(0) }
    return table
  }

  /// What the constraint says of itself that refused the rule's answer, or else the server's own words.
  private func sentence(of error: PostgresError) throws -> String {
    guard case .server(let report) = error, let constraint = report.constraint,
      let sentence = try sentence(ofConstraint: constraint)
    else { return error.sentence }
    return report.detail.map { "\(sentence) \($0)" } ?? sentence
  }

  private func revision(of rule: Rule) throws -> Int {
    let other = try value(
      """
      SELECT count(*) FROM register.rule_revision
      WHERE rule = \(rule.name) AND version = \(rule.version) AND sha256 <> \(rule.sha256)
      """, as: Int.self)
    guard other == 0 else {
      throw Clause6Error(
        "\(rule.path) was changed but is still version \(rule.version), under which another text has found things: raise its version."
      )
    }
    try execute(
      """
      INSERT INTO register.rule_revision (rule, version, sha256, title, subject, params, source)
      VALUES (\(rule.name), \(rule.version), \(rule.sha256), \(rule.title), \(rule.subject), \(rule.parametersJSON)::jsonb, \(rule.source))
      ON CONFLICT DO NOTHING
      """)
    let id = try value(
      """
      SELECT id FROM register.rule_revision WHERE rule = \(rule.name) AND version = \(rule.version)
        AND sha256 = \(rule.sha256) AND params = \(rule.parametersJSON)::jsonb
      """, as: Int.self)
    guard let id else { throw PostgresError.unexpectedRowCount(0) }
    return id
  }

  private func openFindings(of rules: [Rule]) throws -> [String: Int] {
    struct Count: Decodable {
      let severity: String
      let count: Int
    }
    let counts = try rows(
      """
      SELECT severity, count(*) FROM register.finding
      WHERE resolved_check_id IS NULL AND rule = ANY (\(rules.map(\.name))::text[]) GROUP BY severity
      """, as: Count.self)
    return Dictionary(uniqueKeysWithValues: counts.map { ($0.severity, $0.count) })
  }
}

/// One check at a time; the number only has to be ours.
private let checkLock = 6_000_007

extension RuleOutcome {
  fileprivate mutating func count(_ changes: Table) {
    for row in changes.rows {
      switch row.last ?? nil {
      case "opened": opened += 1
      case "changed": changed += 1
      case "reopened": reopened += 1
      default: resolved += 1
      }
    }
  }
}

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

  /// The plan with the optional columns that this rule has.
  static func planText(_ columns: Set<String>) -> String {
    var text = SQLFile.at("acts/check_plan.sql").text
    for name in optionalColumns where columns.contains(name) {
      guard let start = text.firstRange(of: "/*\(name)*/"),
        let end = text[start.upperBound...].firstRange(of: "AS \(name)")
      else { continue }
      text.replaceSubrange(
        start.lowerBound..<end.upperBound, with: name == "key" ? "coalesce(r.key, '') AS key" : "r.\(name)")
    }
    return text
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
