import Clause6
import Postgres
import TestSupport
import Testing

/// Who may do what with which table, tried by a login of each role.
@Suite(.register, .serialized) struct RoleMatrixTests {
  static let roles = ["procurement", "reviewer", "scheduler", "sealer", "auditor", "reader"].map { "clause6_\($0)" }

  private struct Table: Decodable {
    let name: String
    /// One that a statement may name.
    let column: String
  }

  private func tables(_ connection: Connection) throws -> [Table] {
    try connection.rows(
      """
      SELECT c.oid::regclass::text AS name, (SELECT quote_ident(a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attidentity <> '', a.attnum LIMIT 1) AS column
      FROM pg_class c WHERE c.relnamespace IN ('register'::regnamespace, 'audit'::regnamespace, 'version'::regnamespace) AND c.relkind IN ('r', 'p')
      ORDER BY 1
      """)
  }

  /// A statement for each verb that does nothing, or is undone.
  private func statements(_ table: Table) -> [(verb: String, text: String)] {
    [
      ("SELECT", "SELECT FROM \(table.name) WHERE false"), ("INSERT", "INSERT INTO \(table.name) DEFAULT VALUES"),
      ("UPDATE", "UPDATE \(table.name) SET \(table.column) = DEFAULT WHERE false"),
      ("DELETE", "DELETE FROM \(table.name) WHERE false"), ("TRUNCATE", "TRUNCATE \(table.name)"),
    ]
  }

  /// Whether a right was there; what else stands in the way of a statement does not matter.
  private func may(_ statement: String, _ connection: Connection) throws -> Bool {
    do {
      try connection.transaction(begin: "BEGIN", end: "ROLLBACK") { try $0.execute(script: statement) }
      return true
    } catch let error as PostgresError {
      guard case .server(let report) = error else { throw error }
      return !report.message.contains("permission denied for ")
    }
  }

  /// What a role may, as `VERB table`.
  private func found(_ role: String) throws -> Set<String> {
    let owner = try TestDatabase.connect()
    try owner.createRoles()
    let tables = try tables(owner)
    return try owner.asMember(of: role) { connection in
      var found: Set<String> = []
      for table in tables {
        for statement in statements(table) where try may(statement.text, connection) {
          found.insert("\(statement.verb) \(table.name)")
        }
      }
      return found
    }
  }

  @Test(arguments: roles) func aRoleMayWhatTheListSays(role: String) throws {
    let listed = try TestDatabase.connect().table(
      """
      SELECT verb || ' ' || schema || '.' || object FROM facts.role_right
      WHERE role = \(role) AND verb <> 'EXECUTE' AND schema <> 'facts' AND object <> 'entry'
      """
    ).rows.compactMap { $0[0] }
    let found = try found(role)
    #expect(found.count >= 5)
    #expect(found.subtracting(listed).sorted() == [])
    #expect(Set(listed).subtracting(found).sorted() == [])
  }

  /// The list itself: what no list may say otherwise.
  @Test func theListSaysWhatItShould() throws {
    var found: [String: Set<String>] = [:]
    for role in RoleMatrixTests.roles { found[role] = try self.found(role) }
    let all = found.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    #expect(all.filter { $0.hasPrefix("TRUNCATE") }.isEmpty)
    let written: Set<String> = all.filter { $0.contains(" audit.") && !$0.hasPrefix("SELECT") }
    #expect(written == ["INSERT audit.checkpoint", "INSERT audit.subtree"])
    let removable = [
      "contract_vendor", "responsibility", "term", "engagement_condition", "engagement_contract", "engagement_data",
      "engagement_place", "reference", "calendar_closure", "evidence_engagement", "rule_setting", "reminder_step",
      "dora_entity", "dora_branch", "dora_function", "dora_provider", "dora_contract", "dora_signature", "dora_link",
      "dora_service", "dora_use", "dora_definition",
    ]
    let removed: Set<String> = all.filter { $0.hasPrefix("DELETE") }
    #expect(removed == Set(removable.map { "DELETE register.\($0)" }))
    let (procurement, reviewer) = (found["clause6_procurement"] ?? [], found["clause6_reviewer"] ?? [])
    #expect(
      procurement.isSuperset(of: ["INSERT register.vendor", "UPDATE register.contract", "INSERT register.waiver"]))
    #expect(procurement.isDisjoint(with: ["UPDATE register.waiver", "UPDATE register.tier_override"]))
    #expect(procurement.isDisjoint(with: ["INSERT register.answer", "UPDATE register.assessment", "SELECT audit.log"]))
    #expect(
      reviewer.isSuperset(of: ["UPDATE register.waiver", "UPDATE register.assessment", "INSERT register.answer"]))
    #expect(
      reviewer.isDisjoint(with: ["INSERT register.vendor", "UPDATE register.contract", "UPDATE register.finding"]))
    let scheduler = found["clause6_scheduler"] ?? []
    #expect(scheduler.isSuperset(of: ["INSERT register.finding", "UPDATE register.delivery"]))
    #expect(scheduler.isDisjoint(with: ["UPDATE register.vendor", "SELECT register.evidence_content"]))
    #expect(
      found["clause6_sealer"] == [
        "SELECT audit.log", "SELECT audit.tree", "SELECT audit.rebuild", "SELECT audit.migration",
        "SELECT audit.checkpoint", "INSERT audit.checkpoint", "SELECT audit.subtree", "INSERT audit.subtree",
      ])
    #expect(
      found["clause6_auditor"] == [
        "SELECT audit.log", "SELECT audit.tree", "SELECT audit.rebuild", "SELECT audit.migration",
        "SELECT audit.checkpoint", "SELECT audit.subtree", "SELECT audit.version",
      ])
  }

  @Test func everyPromiseHolds() throws {
    let connection = try TestDatabase.connect()
    try connection.createRoles()
    #expect(try connection.rolePromises().filter { !$0.holds } == [])
    #expect(try connection.rolePromises().count == 15)
  }
}
