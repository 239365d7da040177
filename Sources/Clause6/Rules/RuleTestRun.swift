public import Postgres

extension Connection {
  /// Lends the register for cases of rules, which register only what their rule looks at: for the time of the closure
  /// foreign keys are dropped, and all is undone at the end.
  public func withoutForeignKeys<T>(_ body: () throws -> T) throws -> T {
    try rehearse { connection in
      try connection.act(as: Authorship(actor: "rule test", reason: "a case of a rule's test"))
      // Numbers that the register gives lie beyond those that cases choose: what is given is not taken back with a case.
      let statements = try connection.rows(
        """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'register'::regnamespace
        UNION ALL
        SELECT format('ALTER SEQUENCE %s RESTART 1000001', oid::regclass) FROM pg_class
        WHERE relkind = 'S' AND relnamespace = 'register'::regnamespace
        """, as: Statement.self)
      try connection.execute(script: statements.map(\.statement).joined(separator: ";"))
      return try body()
    }
  }

  private struct Statement: Decodable { let statement: String }
}

extension RuleTest {
  /// Runs the case on an empty register within ``Postgres/Connection/withoutForeignKeys(_:)``, and undoes it.
  ///
  /// Beside what the case expects it looks at what every rule keeps: reasons that do not change from one day to the next,
  /// keys that tell breaches apart, a reason and a severity for each.
  /// - Parameters:
  ///   - rule: the rule beside the case.
  ///   - connection: a session with an empty register.
  ///   - isShared: whether the rule must also say the same over the facts that a check works out once for all its rules.
  /// - Returns: what is wrong; empty when the rule did what is expected.
  public func run(_ rule: Rule, on connection: Connection, isShared: Bool = false) throws -> [String] {
    var problems: [String] = []
    do {
      try connection.savepoint {
        try connection.execute(script: "SET LOCAL search_path = register, facts, pg_catalog; \(factSettings)")
        if !given.allSatisfy(\.isWhitespace) { try connection.execute(script: given) }
        // A case may set values of its rule.
        let rule = try connection.configured([rule])[0]
        if isShared { try connection.takeSnapshot(day) }
        try connection.execute(script: Rule.session(seconds: rule.seconds()))
        let columns = try rule.columns(on: day, connection)
        problems = try self.problems(rule, columns, connection)
        if isShared { problems += try differences(rule, connection) }
        throw Undo()
      }
    } catch is Undo {}
    return problems
  }

  /// Two statements, since to plan one takes the server far longer than to run it on a few rows.
  private func problems(_ rule: Rule, _ columns: Set<String>, _ connection: Connection) throws -> [String] {
    let today = try lines(rule, on: day, comparison + incomplete(columns) + [breaches(columns)], connection)
    let next = try connection.value("SELECT \(day)::date + 1", as: CalendarDate.self) ?? day
    let tomorrow = try lines(rule, on: next, [breaches(columns)], connection)
    return today.filter { $0.kind != RuleTest.breach }.map(\.text)
      + instabilities(today.filter { $0.kind == RuleTest.breach }, tomorrow)
  }

  /// What differs between the answers over the facts and over their snapshot.
  private func differences(_ rule: Rule, _ connection: Connection) throws -> [String] {
    let plain = try lines(rule, on: day, [whole], connection).map(\.text)
    let shared = try lines(rule, on: day, over: FactSnapshot.schema, [whole], connection).map(\.text)
    return Set(plain).symmetricDifference(shared).sorted().map {
      "only over the facts or only over their snapshot: \($0)"
    }
  }

  private var whole: String { "SELECT 'breach' AS kind, '' AS identity, row_to_json(rule)::text AS text FROM rule" }

  private func lines(
    _ rule: Rule, on day: CalendarDate, over facts: String = "facts", _ selects: [String], _ connection: Connection
  ) throws -> [Line] {
    let list = columns.joined(separator: ", ")
    let compared = expected.map { ", got AS (SELECT \(list) FROM rule), want (\(list)) AS (\($0))" } ?? ""
    let sql = rule.with(day, over: facts, then: compared + "\n" + selects.joined(separator: "\nUNION ALL\n"))
    return try rule.locatingErrors(sql) { try connection.rows(sql, as: Line.self) }
  }

  /// What is found and not expected, and what is expected and not found.
  private var comparison: [String] {
    guard expected != nil else {
      return ["SELECT 'problem' AS kind, '' AS identity, 'unexpected: ' || row_to_json(rule)::text AS text FROM rule"]
    }
    return [
      "SELECT 'problem' AS kind, '' AS identity, 'unexpected: ' || row_to_json(d)::text AS text FROM (SELECT * FROM got EXCEPT ALL SELECT * FROM want) d",
      "SELECT 'problem', '', 'missing: ' || row_to_json(d)::text FROM (SELECT * FROM want EXCEPT ALL SELECT * FROM got) d",
    ]
  }

  /// A breach has a subject, a reason, a severity that is one, and in Japanese what is there in English.
  private func incomplete(_ columns: Set<String>) -> [String] {
    let severity = columns.contains("severity") ? "severity" : "'info'"
    let japanese = columns.contains("reason_ja") ? "reason_ja" : "reason"
    let known = Rule.severities.map { "'\($0)'" }.joined(separator: ", ")
    return [
      """
      SELECT 'problem', '', 'incomplete: ' || row_to_json(rule)::text FROM rule
      WHERE subject_id IS NULL OR coalesce(btrim(reason), '') = '' OR coalesce(btrim(\(japanese)), '') = ''
        OR coalesce(\(severity), '') NOT IN (\(known))
      """
    ]
  }

  private static let breach = "breach"

  /// What must be the same tomorrow.
  private func breaches(_ columns: Set<String>) -> String {
    let key = columns.contains("key") ? "coalesce(key, '')" : "''"
    let japanese = columns.contains("reason_ja") ? "reason_ja" : "NULL"
    return """
      SELECT 'breach' AS kind, concat(subject_id, '/', \(key)) AS identity,
        format('since %s, %s', coalesce(since::text, 'no day'), concat_ws(' / ', coalesce(reason, 'no reason'), \(japanese))) AS text FROM rule
      """
  }

  /// A reason that changes from day to day would rewrite every finding every night.
  private func instabilities(_ today: [Line], _ tomorrow: [Line]) -> [String] {
    let known = Dictionary(today.map { ($0.identity, $0.text) }, uniquingKeysWith: { first, _ in first })
    let changes = tomorrow.compactMap { line -> String? in
      guard let old = known[line.identity], old != line.text else { return nil }
      return "changes from one day to the next: \(line.text)"
    }
    let doubles = today.count - known.count
    return changes + (doubles > 0 ? ["\(doubles) breaches have the same subject, and no key tells them apart"] : [])
  }

  private struct Line: Decodable {
    let kind: String
    let identity: String
    let text: String
  }
}
