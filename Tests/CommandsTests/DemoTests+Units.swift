import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

extension DemoTests {
  /// What one session sees.
  private struct Sight {
    /// The rows of each table by their number.
    var rows: [String: Set<String>] = [:]
    /// Each fact, report and table, with its rows as text.
    var answers: [String: Set<String>] = [:]

    /// The answers that hold one of these words, each with one of them.
    func shows(_ secrets: Set<String>) -> [String: String] {
      let words = secrets.map { ($0, Data($0.utf8)) }
      return answers.compactMapValues { rows in
        let text = Data(rows.joined(separator: "\n").utf8)
        return words.first { text.range(of: $0.1) != nil }?.0
      }
    }
  }

  /// Tables whose rows are made of others, and may name what those name.
  private static let derived = [
    "finding", "finding_event", "reminder", "delivery", "delivery_item", "import_run", "import_row",
  ]

  /// Imports are seen by who made them, and that two vendors are not one by who sees both.
  private static let nobodys = ["import_run", "import_row", "import_undo", "vendor_distinct"]

  private func sight(_ connection: Connection, tables: [String], answers: [Answers.Asked]) throws -> Sight {
    var sight = Sight()
    try connection.readFacts { connection in
      for table in tables {
        sight.rows[table] = try texts("SELECT id::text FROM register.\(identifier: table)", connection)
        for schema in ["register", "known"] {
          sight.answers["\(schema).\(table)"] = try texts(
            "SELECT t::text FROM \(identifier: schema).\(identifier: table) t", connection)
        }
      }
      for answer in answers {
        sight.answers[answer.name] = try texts(SQL(verbatim: "SELECT t::text FROM \(answer.call) t"), connection)
      }
      sight.answers["audit.entry"] = try texts(
        "SELECT image::text FROM audit.entry WHERE image IS NOT NULL", connection)
      sight.answers["audit.log"] = try texts("SELECT image::text FROM audit.log WHERE image IS NOT NULL", connection)
    }
    return sight
  }

  private func texts(_ query: SQL, _ connection: Connection) throws -> Set<String> {
    Set(try connection.table(query).rows.compactMap { $0[0] })
  }

  /// Two units split the register: each sees its own, together they see all, and nothing tells the one of the other.
  func expectUnits(_ connection: Connection) throws {
    try connection.createRoles()
    try connection.register(
      """
      UPDATE register.vendor SET unit = CASE id % 2 WHEN 0 THEN 'Cargo' ELSE 'Passengers' END
      """)
    try connection.execute("SELECT * FROM audit.seal()")
    let fenced = try connection.table(
      "SELECT entity FROM facts.unit_fence WHERE sight NOT IN ('true', 'false') ORDER BY entity"
    ).rows.compactMap { $0[0] }
    let asked = try Answers.asked(connection)
    let ofPayees = [
      "finding": try texts("SELECT id::text FROM register.finding WHERE subject = 'reference'", connection),
      "finding_event": try texts(
        "SELECT e.id::text FROM register.finding_event e JOIN register.finding f ON f.id = e.finding_id WHERE f.subject = 'reference'",
        connection),
    ]
    let roles = ["clause6_procurement", "clause6_reviewer", "clause6_auditor"]
    let all = try sight(connection, tables: fenced, answers: asked)
    let cargo = try connection.asMember(of: roles, units: ["Cargo"]) { try sight($0, tables: fenced, answers: asked) }
    let passengers = try connection.asMember(of: roles, units: ["Passengers"]) {
      try sight($0, tables: fenced, answers: asked)
    }
    for table in fenced where !DemoTests.nobodys.contains(table) {
      let (one, other) = (cargo.rows[table] ?? [], passengers.rows[table] ?? [])
      // Lists of payees, and what is found in them, are of the whole.
      let both = (all.rows[table] ?? []).subtracting(ofPayees[table] ?? [])
      let unseen = both.subtracting(one).subtracting(other).sorted()
      #expect(unseen.isEmpty, "\(table): nobody sees \(unseen)")
      #expect(one.count < both.count || both.count < 3, "\(table): Cargo sees all \(both.count)")
    }
    try expectWholeReferences(cargo, connection)
    try expectNoSecrets(cargo, all, connection)
    try expectNoSecrets(passengers, all, connection)
    // Of a contract with vendors of both units each sees its own.
    let shared = try texts(
      "SELECT reference FROM register.contract WHERE id::text = ANY (\(Array(cargo.rows["contract"] ?? []))::text[]) AND id::text = ANY (\(Array(passengers.rows["contract"] ?? []))::text[])",
      connection)
    for (name, rows) in cargo.answers where !DemoTests.sums.contains(name) {
      let others = rows.subtracting(all.answers[name] ?? []).filter { row in !shared.contains { row.contains($0) } }
      #expect(others.isEmpty, "\(name) says otherwise: \(others.sorted().prefix(2))")
    }
  }

  /// They count or put together what is in sight.
  private static let sums: Set<String> = [
    "facts.person", "facts.questionnaire", "facts.unit", "facts.reference", "reports.states", "reports.completeness",
    "reports.changes", "reports.concentration", "reports.contracts", "reports.decisions", "reports.kpis",
    "reports.movement", "reports.overview", "reports.register", "delivery",
    // Who is limited is noted after all was read.
    "audit.entry", "audit.log",
  ]

  /// What a row in sight refers to is in sight, too.
  private func expectWholeReferences(_ sight: Sight, _ connection: Connection) throws {
    struct Reference: Decodable {
      let from: String
      let field: String
      let to: String
    }
    let references = try connection.rows(
      """
      SELECT f.conrelid::regclass::text AS from, a.attname::text AS field, c.relname::text AS to
      FROM pg_constraint f JOIN pg_class c ON c.oid = f.confrelid JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      WHERE f.contype = 'f' AND f.connamespace = 'register'::regnamespace ORDER BY 1, 2
      """, as: Reference.self)
    var broken: [String] = []
    for reference in references {
      let name = String(reference.from.dropFirst("register.".count))
      guard let from = sight.rows[name], let to = sight.rows[reference.to], !from.isEmpty else { continue }
      let told = try texts(
        """
        SELECT DISTINCT \(identifier: reference.field)::text FROM register.\(identifier: name)
        WHERE id::text = ANY (\(Array(from))::text[]) AND \(identifier: reference.field) IS NOT NULL
        """, connection)
      if !told.isSubset(of: to) { broken.append("\(name).\(reference.field)") }
    }
    #expect(broken == [], "")
  }

  private func expectNoSecrets(_ sight: Sight, _ all: Sight, _ connection: Connection) throws {
    var secrets: Set<String> = []
    let named = [
      ("vendor", "name"), ("vendor", "english_name"), ("vendor_name", "name"), ("contract", "reference"),
      ("contract", "title"), ("engagement", "title"), ("incident", "title"), ("subcontractor", "name"),
      ("vendor_contact", "name"), ("vendor_identifier", "value"), ("evidence", "number"),
    ]
    for (table, field) in named {
      secrets.formUnion(
        try texts(
          """
          SELECT DISTINCT \(identifier: field) FROM register.\(identifier: table)
          WHERE id::text <> ALL (\(Array(sight.rows[table] ?? []))::text[]) AND length(\(identifier: field)) > 4
          """, connection))
    }
    // Of two things of one name one may be in sight, and people write names into texts.
    let own = sight.answers.filter { name, _ in
      name.hasPrefix("register.") && !DemoTests.derived.contains(String(name.dropFirst("register.".count)))
    }.flatMap(\.value).joined(separator: "\n")
    // A finding that a vendor was entered twice names the other one.
    let doubles = try texts(
      """
      SELECT reason FROM register.finding WHERE rule = 'vendor-duplicate' AND id::text = ANY (\(Array(sight.rows["finding"] ?? []))::text[])
      """, connection
    ).joined(separator: "\n")
    secrets = secrets.filter { !own.contains($0) && !doubles.contains($0) }
    #expect(secrets.count > 60, "only \(secrets.count) names are out of sight")
    #expect(sight.shows(secrets) == [:])
    #expect(all.shows(secrets).count > 60, "too few answers could tell any")
  }
}
