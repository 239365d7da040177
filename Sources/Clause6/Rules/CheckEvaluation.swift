package import Postgres
import Schema

/// How to check: whom, how long, and whether a rule may resolve nearly everything at once.
public struct CheckOptions: Sendable {
  /// The vendors looked at; `nil` for all.
  public var vendors: [Int]?
  /// At most so many seconds a rule, where its limit allows more.
  public var seconds: Int?
  /// Whether plans also have the findings that stay as they are.
  public var all: Bool
  /// Believe a rule that would resolve more than a fifth of its findings, and more than a hundred, at once.
  public var allowMassResolve: Bool
  /// Work out once what many rules read, where the session may keep tables of its own and enough rules are run.
  public var sharesFacts: Bool

  public init(
    vendors: [Int]? = nil, seconds: Int? = nil, all: Bool = false, allowMassResolve: Bool = false,
    sharesFacts: Bool = true
  ) {
    self.vendors = vendors
    self.seconds = seconds
    self.all = all
    self.allowMassResolve = allowMassResolve
    self.sharesFacts = sharesFacts
  }

  /// More than so many at once, and more than this part of all, is more often a half-loaded register than diligence.
  static let mostResolved = 100
  static let mostResolvedShare = 0.2
  /// Fewer are quicker over the facts themselves, of which each works out only what it needs.
  static let fewRules = 4
}

/// From where rules of a check read facts.
enum FactSource {
  /// Each rule works out what it needs.
  case each
  /// What many rules read is worked out once, of all vendors, in the schema of ``FactSnapshot``.
  case shared
  /// It is worked out once, of what can matter to the vendors looked at. That is known of the rules that come with the program,
  /// whose tests compare it; what others ask for nobody can tell, so each of them works out what it needs, of all vendors.
  case part

  /// The schema of what belongs to no rule.
  var schema: String { self == .each ? "facts" : FactSnapshot.schema }

  func schema(of rule: Rule) -> String { self == .part && !rule.isShipped ? "facts" : schema }
}

/// Evaluates rules in one read-only snapshot. It never writes, so it may run on a standby, and as a role that may only read.
struct CheckEvaluation {
  let connection: Connection
  let day: CalendarDate
  let options: CheckOptions
  let facts: FactSource
  private let patience: Int
  var standing: [String: Standing]

  /// - Parameter connection: in a transaction that is read-only and sees one snapshot.
  init(_ connection: Connection, on day: CalendarDate, _ options: CheckOptions, facts: FactSource) throws {
    self.connection = connection
    self.day = day
    self.options = options
    self.facts = facts
    patience = try connection.patience()
    standing = try connection.standing(on: day, options, over: facts.schema)
  }

  /// What a rule would change; its errors are part of the outcome.
  /// - Parameter found: hears each finding before it is known whether the rule gives an answer.
  mutating func evaluate(_ rule: Rule, _ found: (PlannedFinding) throws -> Void) throws -> RuleOutcome {
    var outcome = RuleOutcome(rule: rule, name: rule.name)
    if rule.effectiveStatus == .draft { outcome.outcome = .draft }
    var tally: PlanTally?
    do {
      if rule.effectiveStatus == .retired {
        outcome.outcome = .retired
        tally = try gone(rule.name, found)
      } else if rule.scope == .all, options.vendors != nil {
        outcome.outcome = .skipped
      } else {
        try refuseChangedText(of: rule)
        let planned = try plan(rule, found)
        outcome.population = try population(of: rule)
        tally = planned
      }
    } catch let error as PostgresError where error.sqlState != nil && !error.isServersFault {
      outcome.fail(try connection.ruleSentence(of: error, after: seconds(for: rule)))
    } catch let error as Clause6Error {
      outcome.fail(error.message)
    }
    if let tally { outcome.count(tally) }
    if outcome.outcome == .done { hold(&outcome) }
    conclude(&outcome, tally)
    return outcome
  }

  /// What is left of a rule whose place another has taken.
  mutating func evaluateReplaced(_ name: String, _ found: (PlannedFinding) throws -> Void) throws -> RuleOutcome? {
    guard standing[name] != nil else { return nil }
    let tally = try gone(name, found)
    var outcome = RuleOutcome(rule: nil, name: name, outcome: .retired)
    outcome.count(tally)
    conclude(&outcome, tally)
    return outcome
  }

  private func hold(_ outcome: inout RuleOutcome) {
    let before = standing[outcome.name].map { $0.openCount + $0.waivedCount } ?? 0
    guard !options.allowMassResolve, outcome.resolved > CheckOptions.mostResolved,
      Double(outcome.resolved) > Double(before) * CheckOptions.mostResolvedShare
    else { return }
    outcome.fail(
      "it would resolve \(outcome.resolved) of \(before) findings at once, which a half-loaded register does, too: "
        + "look, then add --allow-mass-resolve")
    outcome.outcome = .held
  }

  private mutating func conclude(_ outcome: inout RuleOutcome, _ tally: PlanTally?) {
    var after = standing[outcome.name] ?? Standing()
    if let tally, [.done, .retired, .draft].contains(outcome.outcome) { after.apply(tally) }
    outcome.open = after.openCount + after.waivedCount
    outcome.waived = after.waivedCount
    // What a draft would find counts for nothing.
    if outcome.outcome != .draft { standing[outcome.name] = after }
  }

  private func seconds(for rule: Rule) -> Int { rule.seconds(patience, atMost: options.seconds) }

  // MARK: Statements

  private func gone(_ name: String, _ found: (PlannedFinding) throws -> Void) throws -> PlanTally {
    try connection.savepoint {
      try hear(SQL(verbatim: SQLFile.at("acts/check_gone.sql").text, [day, name, options.vendors]), found)
    }
  }

  private func plan(_ rule: Rule, _ found: (PlannedFinding) throws -> Void) throws -> PlanTally {
    let facts = facts.schema(of: rule)
    return try connection.undone(within: seconds(for: rule), over: facts) {
      let columns = try rule.columns(on: day, connection)
      let text = Rule.planText(columns, isScoped: options.vendors != nil, all: options.all)
      let vendors: [(any PostgresEncodable)?] = options.vendors.map { [$0] } ?? []
      let sql = rule.with(day, over: facts, then: text, [rule.name] + vendors)
      return try rule.locatingErrors(sql) { try hear(sql, found) }
    }
  }

  /// Row by row, so that what a rule finds is never held.
  private func hear(_ sql: SQL, _ found: (PlannedFinding) throws -> Void) throws -> PlanTally {
    var tally = PlanTally()
    var places: [String: Int] = [:]
    try connection.forEachRow(sql) { columns in
      places = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    } row: { cells in
      let finding = PlannedFinding(cells, places)
      tally.add(finding)
      try found(finding)
    }
    return tally
  }

  /// How many breaches there are, each worked out to its last word.
  fileprivate func count(_ rule: Rule) throws -> Int {
    let facts = facts.schema(of: rule)
    return try connection.undone(within: seconds(for: rule), over: facts) {
      let text = """
        \(Rule.hitText(try rule.columns(on: day, connection)))
        SELECT count(*) + 0 * coalesce(sum(length(reason) + coalesce(length(reason_ja), 0) + coalesce(pg_column_size(evidence), 0)), 0) FROM hit
        """
      return try connection.value(rule.with(day, over: facts, then: text)) ?? 0
    }
  }

  private func population(of rule: Rule) throws -> Int? {
    guard let population = rule.population, options.vendors == nil else { return nil }
    let facts = facts.schema(of: rule)
    return try connection.undone(within: seconds(for: rule), over: facts) {
      try connection.value(
        rule.with(day, over: facts, then: "SELECT * FROM (\(population.replacingDay(with: "$1::date"))) p"))
    }
  }

  private func refuseChangedText(of rule: Rule) throws {
    guard try connection.hasOtherText(rule) else { return }
    throw Clause6Error(
      "\(rule.path) was changed but is still version \(rule.version), under which another text has found things: raise its version."
    )
  }
}

/// Ends a savepoint whose work is not to stay.
struct Undo: Error {}

extension Connection {
  /// Lends an evaluation in a transaction that sees one snapshot and only reads, but for facts it may keep for itself.
  func evaluating<T>(
    _ rules: [Rule], on day: CalendarDate, _ options: CheckOptions,
    _ body: (Connection, inout CheckEvaluation) throws -> T
  ) throws -> T {
    let facts = try factSource(rules, options)
    let begin =
      "BEGIN ISOLATION LEVEL REPEATABLE READ \(facts == .each ? "READ ONLY" : "READ WRITE"); \(factSettings)"
    return try transaction(begin: begin, end: "ROLLBACK") { connection in
      if facts != .each {
        try connection.lookAtAll()
        try connection.takeSnapshot(day, of: facts == .part ? options.vendors : nil)
      }
      try connection.execute("SET TRANSACTION READ ONLY")
      var evaluation = try CheckEvaluation(connection, on: day, options, facts: facts)
      return try body(connection, &evaluation)
    }
  }

  private func factSource(_ rules: [Rule], _ options: CheckOptions) throws -> FactSource {
    guard options.sharesFacts, !isKnowing, try maySnapshot() else { return .each }
    if options.vendors != nil {
      let evaluated = rules.filter { $0.scope == .vendor }
      let others = evaluated.count { !$0.isShipped }
      if others < evaluated.count, others <= CheckOptions.fewRules { return .part }
    }
    return rules.count > CheckOptions.fewRules ? .shared : .each
  }

  /// How often a rule's limit may pass: once for each hundred thousand vendors, or part of them.
  func patience() throws -> Int {
    try value("SELECT 1 + (count(*) - 1) / \(Rule.vendorsOfLimit) FROM register.vendor") ?? 1
  }

  /// Counts what rules find and compares it with nothing: for measurements.
  /// - Parameter each: first gets what the rules share, as "facts", then each rule's name, with how much it finds.
  package func countBreaches(
    of rules: [Rule], on day: CalendarDate, each: (String, Int) throws -> Void
  ) throws {
    try evaluating(rules, on: day, CheckOptions()) { connection, evaluation in
      try each("facts", 0)
      for rule in try connection.configured(rules) { try each(rule.name, try evaluation.count(rule)) }
    }
  }

  /// Runs as a rule does, in a savepoint that is always undone: with it goes whatever the rule may have set.
  func undone<T>(within seconds: Int, over facts: String = "facts", _ body: () throws -> T) throws -> T {
    let names = facts == FactSnapshot.schema ? FactSnapshot.names : schemaNames
    var result: T?
    do {
      try savepoint {
        try execute(script: Rule.session(seconds: seconds, over: names))
        result = try body()
        throw Undo()
      }
    } catch is Undo {}
    guard let result else { throw PostgresError.unexpectedRowCount(0) }
    return result
  }

  fileprivate func standing(
    on day: CalendarDate, _ options: CheckOptions, over facts: String
  ) throws -> [String: Standing] {
    struct Count: Decodable {
      let rule: String
      let severity: String
      let isWaived: Bool
      let count: Int
    }
    let text = SQLFile.at("acts/check_standing.sql").text
    var standing: [String: Standing] = [:]
    let ours = facts == FactSnapshot.schema ? text.snapshotted : text
    for count in try rows(SQL(verbatim: ours, [day, options.vendors]), as: Count.self) {
      standing[count.rule, default: Standing()].add(count.severity, isWaived: count.isWaived, count.count)
    }
    return standing
  }

  /// Whether another text under the same version has counted; that of a draft did not.
  func hasOtherText(_ rule: Rule) throws -> Bool {
    guard rule.effectiveStatus != .draft else { return false }
    return try value(
      """
      SELECT EXISTS (
        SELECT FROM register.rule_revision r WHERE r.rule = \(rule.name) AND r.version = \(rule.version) AND r.sha256 <> \(rule.sha256)
          AND EXISTS (SELECT FROM register.check_rule c WHERE c.rule_revision_id = r.id AND c.outcome <> 'draft'))
      """) ?? false
  }

  /// What the constraint says of itself that refused the rule's answer, or else the server's own words.
  /// - Parameter seconds: how long the rule might take.
  func ruleSentence(of error: PostgresError, after seconds: Int? = nil) throws -> String {
    if let seconds, error.sqlState == "57014" {
      return "\(error.sentence): it may take \(seconds) s in a register of this size, by \"-- limit:\" in its file"
    }
    guard case .server(let report) = error, let constraint = report.constraint,
      let sentence = try sentence(ofConstraint: constraint)
    else { return error.sentence }
    return report.detail.map { "\(sentence) \($0)" } ?? sentence
  }
}
