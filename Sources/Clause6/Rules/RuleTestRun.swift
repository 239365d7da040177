public import Postgres

extension Connection {
  /// Lends the register for cases of rules, which register only what their rule looks at: for the time of the closure
  /// foreign keys are dropped, and all is undone at the end.
  public func withoutForeignKeys<T>(_ body: () throws -> T) throws -> T {
    try rehearse { connection in
      try connection.act(as: Authorship(actor: "rule test", reason: "a case of a rule's test"))
      let statements = try connection.rows(
        """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'register'::regnamespace
        """, as: Statement.self)
      try connection.execute(script: statements.map(\.statement).joined(separator: ";"))
      return try body()
    }
  }

  private struct Statement: Decodable { let statement: String }
}

extension RuleTest {
  /// Runs the case on an empty register within ``Connection/withoutForeignKeys(_:)``, and undoes it.
  /// - Returns: what is wrong; empty when the rule did what is expected.
  public func run(_ rule: Rule, on connection: Connection) throws -> [String] {
    struct Undo: Error {}
    var problems: [String] = []
    do {
      try connection.savepoint {
        try connection.execute(script: "SET LOCAL search_path = register, facts, pg_catalog; SET LOCAL jit = off")
        if !given.allSatisfy(\.isWhitespace) { try connection.execute(script: given) }
        try connection.execute(script: Rule.session(seconds: rule.limit))
        let columns = try rule.columns(on: day, connection)
        problems = try differences(rule, connection) + instabilities(rule, columns, connection)
        problems += try incompleteBreaches(rule, columns, connection)
        throw Undo()
      }
    } catch is Undo {}
    return problems
  }

  private func differences(_ rule: Rule, _ connection: Connection) throws -> [String] {
    guard let expected else {
      let sql = rule.with(day, then: "SELECT 'unexpected: ' || row_to_json(rule)::text AS line FROM rule")
      return try connection.rows(sql, as: Line.self).map(\.line)
    }
    let list = columns.joined(separator: ", ")
    let sql = rule.with(
      day,
      then: """
        , got AS (SELECT \(list) FROM rule), want (\(list)) AS (\(expected))
        SELECT 'unexpected: ' || row_to_json(d)::text AS line FROM (SELECT * FROM got EXCEPT ALL SELECT * FROM want) d
        UNION ALL
        SELECT 'missing: ' || row_to_json(d)::text FROM (SELECT * FROM want EXCEPT ALL SELECT * FROM got) d
        """)
    return try connection.rows(sql, as: Line.self).map(\.line)
  }

  /// A reason that changes from day to day would rewrite every finding every night.
  private func instabilities(_ rule: Rule, _ columns: Set<String>, _ connection: Connection) throws -> [String] {
    guard let next = try connection.value("SELECT \(day)::date + 1", as: CalendarDate.self) else { return [] }
    let key = columns.contains("key") ? "coalesce(key, '')" : "''"
    let japanese = columns.contains("reason_ja") ? "reason_ja" : "NULL"
    func breaches(_ day: CalendarDate) throws -> [Breach] {
      let select =
        "SELECT subject_id, \(key) AS key, since::text, concat_ws(' / ', reason, \(japanese)) AS reason FROM rule"
      return try connection.rows(rule.with(day, then: select), as: Breach.self)
    }
    let before = try breaches(day)
    let known = Dictionary(before.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let changes = try breaches(next).compactMap { breach -> String? in
      guard let old = known[breach.identity], old != breach else { return nil }
      return "changes from one day to the next: since \(breach.since ?? "no day"), \(breach.reason ?? "no reason")"
    }
    let doubles = before.count - known.count
    return changes + (doubles > 0 ? ["\(doubles) breaches have the same subject, and no key tells them apart"] : [])
  }

  /// A breach has a reason, a severity that is one, and in Japanese what is there in English.
  private func incompleteBreaches(_ rule: Rule, _ columns: Set<String>, _ connection: Connection) throws -> [String] {
    let severity = columns.contains("severity") ? "severity" : "'info'"
    let japanese = columns.contains("reason_ja") ? "reason_ja" : "reason"
    let known = Rule.severities.map { "'\($0)'" }.joined(separator: ", ")
    let sql = rule.with(
      day,
      then: """
        SELECT 'incomplete: ' || row_to_json(rule)::text AS line FROM rule
        WHERE subject_id IS NULL OR coalesce(btrim(reason), '') = '' OR coalesce(btrim(\(japanese)), '') = ''
          OR coalesce(\(severity), '') NOT IN (\(known))
        """)
    return try connection.rows(sql, as: Line.self).map(\.line)
  }

  private struct Line: Decodable { let line: String }

  private struct Breach: Decodable, Equatable {
    let subjectId: Int?
    let key: String
    let since: String?
    let reason: String?
    var identity: [String] { [subjectId.map(String.init) ?? "", key] }
  }
}
