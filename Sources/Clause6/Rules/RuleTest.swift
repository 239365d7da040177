public import Postgres

/// One case of a rule's test file: what is registered, the day, and which breaches the rule must then return.
public struct RuleTest: Sendable {
  public let title: String
  public let day: CalendarDate
  /// SQL that registers what the case needs; foreign keys are not checked.
  let given: String
  /// The columns compared; none when no breach is expected.
  let columns: [String]
  /// A `VALUES` list of the expected breaches.
  let expected: String?

  /// Reads the cases of a file: `-- test:`, `-- as-of:`, statements, `-- expect:` and a `VALUES` list.
  public static func cases(in text: String, path: String) throws(Clause6Error) -> [RuleTest] {
    var cases: [RuleTest] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let start = lines.firstIndex(where: { $0.hasPrefix("-- test:") }) {
      let end = lines[lines.index(after: start)...].firstIndex { $0.hasPrefix("-- test:") } ?? lines.endIndex
      cases.append(try RuleTest(lines: lines[start..<end], path: path))
      lines = lines[end...]
    }
    guard !cases.isEmpty else { throw Clause6Error("\(path) has no case: one begins with a line \"-- test: title\".") }
    return cases
  }

  private init(lines: ArraySlice<Substring>, path: String) throws(Clause6Error) {
    func after(_ prefix: String) -> (index: Int, text: String)? {
      lines.firstIndex { $0.hasPrefix(prefix) }.map { ($0, String(lines[$0].dropFirst(prefix.count)).trimmedCell) }
    }
    let place = "\(path) line \(lines.startIndex + 1)"
    title = after("-- test:")?.text ?? ""
    guard let asOf = after("-- as-of:"), let day = CalendarDate(asOf.text) else {
      throw Clause6Error("\(place): the case has no line \"-- as-of: 2026-01-31\".")
    }
    guard let expect = after("-- expect:") else {
      throw Clause6Error("\(place): the case has no line \"-- expect: none\" or \"-- expect: subject_id, severity\".")
    }
    self.day = day
    given = lines[(asOf.index + 1)..<expect.index].joined(separator: "\n")
    let rest = lines[(expect.index + 1)...].joined(separator: "\n").trimmedCell
    columns = expect.text == "none" ? [] : expect.text.split(separator: ",").map { String($0).trimmedCell }
    expected = expect.text == "none" ? nil : String(rest.hasSuffix(";") ? rest.dropLast() : rest[...])
  }

  /// Runs the case on an empty register and undoes it.
  /// - Returns: what is wrong; empty when the rule did what is expected.
  public func run(_ rule: Rule, on connection: Connection) throws -> [String] {
    try connection.rehearseWithoutForeignKeys { connection in
      try connection.execute(script: "SET LOCAL search_path = register, facts, pg_catalog")
      if !given.allSatisfy(\.isWhitespace) { try connection.execute(script: given) }
      try connection.execute(script: Rule.session)
      _ = try rule.columns(on: day, connection)
      return try differences(rule, connection) + instabilities(rule, connection)
    }
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
  private func instabilities(_ rule: Rule, _ connection: Connection) throws -> [String] {
    guard let next = try connection.value("SELECT \(day)::date + 1", as: CalendarDate.self) else { return [] }
    let today = rule.with(day, then: "SELECT subject_id, since::text, reason FROM rule")
    let tomorrow = rule.with(next, then: "SELECT subject_id, since::text, reason FROM rule")
    let before = try connection.table(today).rows
    let after = try connection.table(tomorrow).rows
    let known = Dictionary(before.map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
    let duplicated = before.count - known.count
    return after.compactMap { row in
      guard let old = known[row[0]], old != row else { return nil }
      return "changes from one day to the next: \(row.map { $0 ?? "" }.joined(separator: " "))"
    } + (duplicated > 0 ? ["\(duplicated) breaches have the same subject (and no key tells them apart)"] : [])
  }

  private struct Line: Decodable { let line: String }
}

private struct Statement: Decodable { let statement: String }

extension Connection {
  /// Cases register only what their rule looks at, so foreign keys are dropped for the time of the case; all other
  /// constraints stay.
  fileprivate func rehearseWithoutForeignKeys<T>(_ body: (Connection) throws -> T) throws -> T {
    try rehearse { connection in
      try connection.act(as: Authorship(actor: "rule test", reason: "a case of a rule's test"))
      let statements = try connection.rows(
        """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'register'::regnamespace
        """, as: Statement.self)
      for statement in statements { try connection.execute(script: statement.statement) }
      return try body(connection)
    }
  }
}
