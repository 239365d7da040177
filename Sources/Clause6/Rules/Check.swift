public import Postgres
import Schema

extension Connection {
  /// Evaluates rules over the register as it was, or will be, on a day, and compares with the findings kept: a pure read.
  ///
  /// Each rule is evaluated by itself: one that fails or takes too long is named in the result, and the others go on.
  /// - Parameters:
  ///   - rules: which to run; what others have found is left out.
  ///   - day: any day.
  ///   - options: whom, how long, what else to show.
  ///   - each: gets what a rule did, and its changes a row each.
  public func planCheck(
    _ rules: [Rule], on day: CalendarDate, _ options: CheckOptions = CheckOptions(),
    each: (RuleOutcome, Table?) throws -> Void = { _, _ in }
  ) throws -> CheckResult {
    try evaluating(rules, on: day, options) { connection, evaluation in
      try evaluation.run(try connection.configured(rules)) { outcome, plan in try each(outcome, plan?.table) }
    }
  }

  /// Evaluates rules and keeps what changed among the findings.
  ///
  /// A rule that fails, takes too long or would resolve nearly all it had found changes nothing and is named in the
  /// result. The same data twice changes nothing. Checks that meet wait for one another.
  ///
  /// - Parameters:
  ///   - rules: which to run; findings of others are left as they are.
  ///   - day: not after today, and not before the last day that was checked.
  ///   - author: who checks, and why.
  ///   - isWhole: whether these are all the rules there are.
  ///   - options: whom, how long, what else to show.
  ///   - evaluator: the session that evaluates; else one more of the same role is opened. It never writes.
  ///   - each: gets what a rule did, and its changes a row each.
  /// - Throws: ``Clause6Error`` for such a day.
  public func check(
    _ rules: [Rule], on day: CalendarDate, as author: Authorship, isWhole: Bool = true,
    _ options: CheckOptions = CheckOptions(), evaluator: Connection? = nil,
    each: (RuleOutcome, Table?) throws -> Void = { _, _ in }
  ) throws -> CheckResult {
    try refuseLimited("A check that is kept")
    let reader = try evaluator ?? Connection(info, logger: logger)
    return try transaction(begin: "BEGIN ISOLATION LEVEL READ COMMITTED", end: "COMMIT") { connection in
      // A row lock or an advisory one could be held by a rule; this one only by who may write.
      try connection.execute("LOCK TABLE register.check_run IN SHARE ROW EXCLUSIVE MODE")
      try connection.act(as: author)
      try connection.refuseDayOutOfOrder(day)
      let rules = try connection.configured(rules)
      let run = try connection.begin(on: day, author, isWhole: isWhole && options.vendors == nil, options)
      reader.settings["clause6.zone"] = try connection.zone()
      // After the lock is held: the snapshot has all that earlier checks kept.
      return try reader.evaluating(rules, on: day, options) { _, evaluation in
        try evaluation.run(rules) { outcome, plan in
          try connection.keep(&outcome, plan, run)
          try each(outcome, plan?.table)
        }
      }
    }
  }

  private func zone() throws -> String { try value("SELECT facts.zone()") ?? "UTC" }

  private func refuseDayOutOfOrder(_ day: CalendarDate) throws {
    let today = try today()
    guard day <= today else {
      throw Clause6Error("\(day) is yet to come (today is \(today)): leave --save out to see what will be found then.")
    }
    if let last = try value("SELECT max(as_of) FROM register.check_run", as: CalendarDate.self), last > day {
      throw Clause6Error(
        "Findings were already checked as of \(last), and \(day) is before that: leave --save out to look back.")
    }
  }

  private func begin(
    on day: CalendarDate, _ author: Authorship, isWhole: Bool, _ options: CheckOptions
  ) throws -> Int {
    let run = try value(
      """
      INSERT INTO register.check_run (as_of, actor, reason, vendor_ids, is_whole)
      VALUES (\(day), \(author.actor), \(author.reason), \(options.vendors)::bigint[], \(isWhole)) RETURNING id
      """, as: Int.self)
    guard let run else { throw PostgresError.unexpectedRowCount(0) }
    return run
  }

  /// Keeps what a rule did; a plan that the database refuses is the rule's failure.
  private func keep(_ outcome: inout RuleOutcome, _ plan: CheckPlan?, _ run: Int) throws {
    guard outcome.outcome != .skipped else { return }
    guard let revision = try revision(of: outcome) else { return }
    if let plan, [.done, .retired].contains(outcome.outcome), !plan.table.rows.isEmpty {
      do {
        try savepoint { try apply(plan, of: outcome, revision, run) }
      } catch let error as PostgresError where error.sqlState != nil && !error.isServersFault {
        outcome.undo(try ruleSentence(of: error))
      }
    }
    try execute(
      """
      INSERT INTO register.check_rule (check_run_id, rule_revision_id, outcome, opened, changed, reopened, resolved, open, population, error)
      VALUES (\(run), \(revision), \(outcome.outcome.rawValue), \(outcome.opened), \(outcome.changed), \(outcome.reopened),
        \(outcome.resolved), \(outcome.open), \(outcome.population), \(outcome.error))
      """)
  }

  private func apply(_ plan: CheckPlan, of outcome: RuleOutcome, _ revision: Int, _ run: Int) throws {
    try execute(script: SQLFile.at("acts/check_stage.sql").text)
    try copyIn("COPY pg_temp.planned FROM STDIN") { writer in
      for row in plan.changes { try writer.write(row: row) }
    }
    try execute(
      SQL(
        verbatim: SQLFile.at("acts/check_apply.sql").text,
        [outcome.name, outcome.rule?.subject ?? "", revision, run]))
  }

  /// The rule as it was run; of one that is no longer there, or that must not run, as it last was.
  private func revision(of outcome: RuleOutcome) throws -> Int? {
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

extension CheckEvaluation {
  /// Evaluates the rules one after the other.
  mutating func run(_ rules: [Rule], each: (inout RuleOutcome, CheckPlan?) throws -> Void) throws -> CheckResult {
    let before = standing
    var outcomes: [RuleOutcome] = []
    for rule in rules {
      let (evaluated, plan) = try evaluate(rule)
      var outcome = evaluated
      try each(&outcome, plan)
      // What the database refused to keep is as it was.
      if outcome.error != nil, outcome.outcome != .draft { standing[rule.name] = before[rule.name] }
      outcomes.append(outcome)
      guard outcome.outcome == .done else { continue }
      for name in rule.replaces where !rules.contains(where: { $0.name == name }) {
        guard let (evaluated, plan) = try evaluateReplaced(name) else { continue }
        var replaced = evaluated
        try each(&replaced, plan)
        outcomes.append(replaced)
      }
    }
    let names = Set(outcomes.map(\.name))
    let counted = standing.filter { names.contains($0.key) }.values
    let open = counted.reduce(into: [String: Int]()) { sum, standing in
      sum.merge(standing.open, uniquingKeysWith: +)
    }
    return CheckResult(
      day: day, rules: outcomes, open: open, waived: counted.reduce(0) { $0 + $1.waivedCount },
      orphans: standing.filter { !names.contains($0.key) }.mapValues { $0.openCount + $0.waivedCount })
  }
}

extension RuleOutcome {
  /// The database refused the plan, so nothing of it was done.
  mutating func undo(_ sentence: String) {
    (open, opened, changed, worsened, reopened, resolved, new) = (
      open - opened - reopened + resolved, 0, 0, 0, 0, 0, [:]
    )
    fail(sentence)
  }
}
