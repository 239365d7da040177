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

  /// Whether the rule must find no breach.
  public var expectsNothing: Bool { expected == nil }

  /// Reads the cases of a file: `-- test:`, `-- as-of:`, statements, `-- expect:` and a `VALUES` list.
  public static func cases(in text: String, path: String) throws(Clause6Error) -> [RuleTest] {
    var cases: [RuleTest] = []
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)[...]
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
    guard let expect = after("-- expect:"), expect.index > asOf.index else {
      throw Clause6Error(
        "\(place): after its day the case has no line \"-- expect: none\" or \"-- expect: subject_id, severity\".")
    }
    self.day = day
    given = lines[(asOf.index + 1)..<expect.index].joined(separator: "\n")
    // A comment after the list belongs to the next case.
    let list = lines[(expect.index + 1)...].reversed().drop { $0.hasPrefix("--") || $0.allSatisfy(\.isWhitespace) }
    let rest = list.reversed().joined(separator: "\n").trimmedCell
    guard (expect.text == "none") == rest.isEmpty else {
      throw Clause6Error(
        "\(place): \"-- expect: none\" stands alone, and expected columns are followed by \"VALUES (…), (…);\".")
    }
    columns = expect.text == "none" ? [] : expect.text.split(separator: ",").map { String($0).trimmedCell }
    expected = expect.text == "none" ? nil : String(rest.hasSuffix(";") ? rest.dropLast() : rest[...])
  }

  /// Runs the case on an empty register and undoes it.
  /// - Returns: what is wrong; empty when the rule did what is expected.
  public func run(_ rule: Rule, on connection: Connection) throws -> [String] {
    try connection.rehearseWithoutForeignKeys { connection in
      try connection.execute(script: "SET LOCAL search_path = register, facts, pg_catalog")
      if !given.allSatisfy(\.isWhitespace) { try connection.execute(script: given) }
      try connection.execute(script: Rule.session())
      let columns = try rule.columns(on: day, connection)
      return try differences(rule, connection) + instabilities(rule, columns, connection)
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
  private func instabilities(_ rule: Rule, _ columns: Set<String>, _ connection: Connection) throws -> [String] {
    guard let next = try connection.value("SELECT \(day)::date + 1", as: CalendarDate.self) else { return [] }
    let key = columns.contains("key") ? "coalesce(key, '')" : "''"
    func breaches(_ day: CalendarDate) throws -> [Breach] {
      let select = "SELECT subject_id, \(key) AS key, since::text, reason FROM rule"
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

  private struct Line: Decodable { let line: String }

  private struct Breach: Decodable, Equatable {
    let subjectId: Int?
    let key: String
    let since: String?
    let reason: String?
    var identity: [String] { [subjectId.map(String.init) ?? "", key] }
  }
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
      try connection.execute(script: statements.map(\.statement).joined(separator: ";"))
      return try body(connection)
    }
  }
}
