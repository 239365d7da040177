import Postgres
import Schema

/// Keeps what rules find: what a rule would change is put beside the findings as it comes, and carried out once the rule has
/// given an answer that is believed.
struct FindingKeeper {
  private let connection: Connection
  private let run: Int
  /// On its way to the server, so many at a time.
  private var pending: [[String?]] = []
  private var isStaged = false
  private static let batch = 500

  /// - Parameter connection: in the transaction of the check.
  init(_ connection: Connection, _ run: Int) {
    self.connection = connection
    self.run = run
  }

  mutating func add(_ finding: PlannedFinding) throws {
    guard finding.isChange else { return }
    pending.append(finding.cells)
    if pending.count >= FindingKeeper.batch { try connection.savepoint { try stage() } }
  }

  /// Keeps what a rule did; a plan that the database refuses is the rule's failure.
  mutating func keep(_ outcome: inout RuleOutcome) throws {
    defer { (pending, isStaged) = ([], false) }
    guard outcome.outcome != .skipped else { return }
    guard let revision = try connection.revision(of: outcome) else { return }
    if [.done, .retired].contains(outcome.outcome), isStaged || !pending.isEmpty {
      do {
        try connection.savepoint { try apply(outcome, revision) }
      } catch let error as PostgresError where error.sqlState != nil && !error.isServersFault {
        outcome.undo(try connection.ruleSentence(of: error))
      }
    }
    try connection.execute(
      """
      INSERT INTO register.check_rule (check_run_id, rule_revision_id, outcome, opened, changed, reopened, resolved, open, population, error)
      VALUES (\(run), \(revision), \(outcome.outcome.rawValue), \(outcome.opened), \(outcome.changed), \(outcome.reopened),
        \(outcome.resolved), \(outcome.open), \(outcome.population), \(outcome.error))
      """)
  }

  private mutating func stage() throws {
    if !isStaged { try connection.execute(script: SQLFile.at("acts/check_stage.sql").text) }
    isStaged = true
    let rows = pending
    try connection.copyIn("COPY pg_temp.planned FROM STDIN") { writer in
      for row in rows { try writer.write(row: row) }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func apply(_ outcome: RuleOutcome, _ revision: Int) throws {
    try stage()
    try connection.execute(
      SQL(
        verbatim: SQLFile.at("acts/check_apply.sql").text,
        [outcome.name, outcome.rule?.subject ?? "", revision, run]))
  }
}

extension Connection {
  /// The rule as it was run; of one that is no longer there, or that must not run, as it last was.
  fileprivate func revision(of outcome: RuleOutcome) throws -> Int? {
    guard let rule = outcome.rule, try !hasOtherText(rule) else {
      return try value("SELECT max(id) FROM register.rule_revision WHERE rule = \(outcome.name)")
    }
    try execute(
      """
      INSERT INTO register.rule_revision (rule, version, sha256, title, subject, params, source)
      VALUES (\(rule.name), \(rule.version), \(rule.sha256), \(rule.title), \(rule.subject), \(rule.parametersJSON)::jsonb, \(rule.source))
      ON CONFLICT DO NOTHING
      """)
    return try value(
      """
      SELECT id FROM register.rule_revision WHERE rule = \(rule.name) AND version = \(rule.version)
        AND sha256 = \(rule.sha256) AND params = \(rule.parametersJSON)::jsonb
      """)
  }
}
