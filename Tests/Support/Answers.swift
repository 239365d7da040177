public import Clause6
public import Postgres

/// What a register says when everything is asked: each fact and report of a day, and what each rule finds.
public enum Answers {
  public struct Asked: Decodable {
    public let name: String
    /// What stands behind FROM.
    public let call: String
  }

  /// They compare the register with its log, guards and rights with what they should be, or say which number a seal gave: no
  /// answers about what was known. A basis and changes say what is sealed.
  private static let others = [
    "history_problem", "version_problem", "history_guard", "history_entry", "guard_function", "history_body",
    "role_right", "role_breach", "unit_fence", "unit_policy", "basis", "changes",
  ]

  /// Each fact and report that can be asked with a day alone.
  public static func asked(_ connection: Connection) throws -> [Asked] {
    try connection.rows(
      """
      SELECT format('%s.%s', n.nspname, p.proname) AS name,
        format('%I.%I(%s)', n.nspname, p.proname, CASE WHEN p.pronargs > 0 THEN 'facts.as_of()' ELSE '' END) AS call
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('facts', 'reports') AND p.proretset AND p.prokind = 'f' AND p.proname <> ALL (\(others))
        AND (p.pronargs = 0 OR (p.proargtypes[0] = 'date'::regtype AND p.pronargs - p.pronargdefaults <= 1))
      UNION ALL
      SELECT v.viewname, format('%I.%I', v.schemaname, v.viewname) FROM pg_views v WHERE v.schemaname = 'facts' AND v.viewname <> ALL (\(others))
      ORDER BY 1
      """)
  }

  /// - Parameter connection: of now, or of what was known.
  /// - Returns: a hash each, and of rules their rows; by name.
  public static func all(_ connection: Connection) throws -> [String: String] {
    var answers: [String: String] = [:]
    let asked = try asked(connection)
    try connection.readFacts { connection in
      for fact in asked {
        answers[fact.name] = try connection.value(
          SQL(verbatim: "SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \(fact.call) t"))
      }
    }
    let rules = try RuleSet.shipped().rules
    for plan in try connection.plans(rules, on: connection.today(), CheckOptions(all: true, sharesFacts: false)) {
      let rows = plan.found.map { row in row.cells.map { $0 ?? "-" }.joined(separator: "|") }.sorted()
      answers["rule \(plan.outcome.name)"] = "\(plan.outcome.outcome) \(rows.joined(separator: "\n"))"
    }
    return answers
  }
}

extension Connection {
  /// What a check finds, by rule.
  public func plans(
    _ rules: [Rule], on day: CalendarDate, _ options: CheckOptions
  ) throws -> [(outcome: RuleOutcome, found: [PlannedFinding])] {
    var plans: [(RuleOutcome, [PlannedFinding])] = []
    var found: [PlannedFinding] = []
    _ = try planCheck(rules, on: day, options, found: { found.append($0) }) { outcome in
      plans.append((outcome, outcome.error == nil ? found : []))
      found = []
    }
    return plans
  }
}
