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
  ///   - found: gets what a rule finds, one by one, before it is known whether the rule gives an answer.
  ///   - each: gets what a rule did. What was found since the rule before counts where the outcome has no error.
  public func planCheck(
    _ rules: [Rule], on day: CalendarDate, _ options: CheckOptions = CheckOptions(),
    found: (PlannedFinding) throws -> Void = { _ in }, each: (RuleOutcome) throws -> Void = { _ in }
  ) throws -> CheckResult {
    try evaluating(rules, on: day, options) { connection, evaluation in
      try evaluation.run(try connection.configured(rules), found: found) { outcome in try each(outcome) }
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
  ///   - found: gets what a rule finds, one by one, before it is known whether the rule gives an answer.
  ///   - each: gets what a rule did. What was found since the rule before counts where the outcome has no error.
  /// - Throws: ``Clause6Error`` for such a day.
  public func check(
    _ rules: [Rule], on day: CalendarDate, as author: Authorship, isWhole: Bool = true,
    _ options: CheckOptions = CheckOptions(), evaluator: Connection? = nil,
    found: (PlannedFinding) throws -> Void = { _ in }, each: (RuleOutcome) throws -> Void = { _ in }
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
        var keeper = FindingKeeper(connection, run)
        return try evaluation.run(rules) { finding in
          try keeper.add(finding)
          try found(finding)
        } each: { outcome in
          try keeper.keep(&outcome)
          try each(outcome)
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
}

extension CheckEvaluation {
  /// Evaluates the rules one after the other.
  mutating func run(
    _ rules: [Rule], found: (PlannedFinding) throws -> Void, each: (inout RuleOutcome) throws -> Void
  ) throws -> CheckResult {
    let before = standing
    var outcomes: [RuleOutcome] = []
    for rule in rules {
      var outcome = try evaluate(rule, found)
      try each(&outcome)
      // What the database refused to keep is as it was.
      if outcome.error != nil, outcome.outcome != .draft { standing[rule.name] = before[rule.name] }
      outcomes.append(outcome)
      guard outcome.outcome == .done else { continue }
      for name in rule.replaces where !rules.contains(where: { $0.name == name }) {
        guard var replaced = try evaluateReplaced(name, found) else { continue }
        try each(&replaced)
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
