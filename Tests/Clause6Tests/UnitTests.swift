import Clause6
import Postgres
import TestSupport
import Testing

/// Logins that are limited to units, at work: what they see is theirs, and they reach nothing else.
@Suite struct UnitTests {
  private static let author = try! Authorship(actor: "buyer", reason: "new work")

  /// A vendor with a contract, an engagement and a contact for each of two units, a third of none, and roles.
  private func register() throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.createRoles()
    try connection.register(
      """
      INSERT INTO register.person (name) VALUES ('buyer');
      INSERT INTO register.vendor (name, code, unit) VALUES ('Acme', 'T-1', 'Cargo'), ('Bolt', 'T-2', 'Passengers'), ('Cog', 'T-3', NULL);
      INSERT INTO register.contract (reference, starts_on, ends_on) VALUES ('C-1', '2026-04-01', '2027-03-31'), ('C-2', '2026-04-01', '2027-03-31');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1), (2, 2, 1);
      INSERT INTO register.engagement (vendor_id, title) VALUES (1, 'parcels'), (2, 'meals');
      INSERT INTO register.vendor_contact (vendor_id, name, role, phone) VALUES (1, 'Anna', 'legal', '03 1234 5678'), (2, 'Boris', 'legal', '03 1234 5679');
      """)
    return connection
  }

  private func asCargo(
    _ connection: Connection, roles: [String] = ["clause6_procurement", "clause6_reviewer"],
    units: [String] = ["Cargo"], _ body: (Connection) throws -> Void
  ) throws {
    try connection.asMember(of: roles, units: units, body)
  }

  @Test(.register) func whatSomebodyOfAUnitRegistersIsThatUnits() throws {
    let connection = try register()
    try asCargo(connection) { cargo in
      try cargo.change(as: UnitTests.author) { connection in
        var vendor = VendorEdit()
        (vendor.name, vendor.country) = (.set("Dash"), .set("JP"))
        let dash = try connection.addVendor(vendor)
        var contract = ContractEdit()
        (contract.reference, contract.vendors) = (.set("C-9"), .set(["Dash"]))
        let signed = try connection.addContract(contract)
        try connection.setTerm(TermEdit(key: "confidentiality", status: .present), ofContract: signed)
        var work = EngagementEdit()
        work.title = .set("trucks")
        try connection.linkEngagement(try connection.addEngagement(vendor: "\(dash)", work), toContract: signed)
      }
      #expect(try cargo.vendors(on: cargo.today()).map(\.name) == ["Acme", "Dash"])
      #expect(try cargo.units() == ["Cargo"])
    }
    #expect(try connection.value("SELECT unit FROM register.vendor WHERE name = 'Dash'", as: String.self) == "Cargo")
    #expect(try connection.vendors(on: connection.today()).count == 4)
    #expect(try connection.units() == nil)
  }

  /// What the sentence is about is out of sight, so there is nothing to change.
  @Test(
    .register,
    arguments: [
      "UPDATE register.vendor SET note = 'x' WHERE id IN (2, 3)",
      "UPDATE register.contract SET title = 'x' WHERE id = 2",
      "UPDATE register.engagement SET purpose = 'x' WHERE id = 2",
      "UPDATE register.vendor_contact SET phone = NULL WHERE id = 2",
      "DELETE FROM register.contract_vendor WHERE contract_id = 2",
    ]) func whatIsOutOfSightStays(statement: String) throws
  {
    let connection = try register()
    try asCargo(connection) { cargo in
      let changed = try cargo.change(as: UnitTests.author) { try $0.execute(SQL(verbatim: statement)) }
      #expect(changed == 0)
    }
  }

  @Test(
    .register,
    arguments: [
      "UPDATE register.vendor SET unit = 'Passengers' WHERE id = 1",
      "UPDATE register.vendor SET unit = NULL WHERE id = 1",
      "INSERT INTO register.vendor (name, unit) VALUES ('Dash', 'Passengers')",
      "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 2, 2)",
      // A contract of others would be one's own by that.
      "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (2, 1, 2)",
      "UPDATE register.contract_vendor SET contract_id = 2 WHERE contract_id = 1",
      "INSERT INTO register.engagement (vendor_id, title) VALUES (2, 'more')",
      "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 2)",
      "INSERT INTO register.term (contract_id, term_key, status) VALUES (2, 'confidentiality', 'absent')",
      "UPDATE register.vendor_contact SET vendor_id = 2 WHERE id = 1",
      "INSERT INTO register.incident (vendor_id, title, severity, noticed_at) VALUES (2, 'x', 'low', '2026-11-01')",
      "INSERT INTO register.waiver (rule, vendor_id, reason, starts_on, ends_on, requested_on) VALUES ('x', 2, 'x', '2026-11-01', '2026-12-01', '2026-11-01')",
      "INSERT INTO register.regime_choice (regime_key, from_on, followed) SELECT min(key), '2026-11-01', true FROM register.regime",
      "UPDATE register.person SET name = 'x'",
      "UPDATE register.calendar SET title = 'x'",
      "DELETE FROM register.calendar_closure",
      "INSERT INTO register.reference (source, kind, name) VALUES ('x', 'payee', 'x')",
      "INSERT INTO register.calendar (name, title, source, weekend_days, covers_from_on, covers_until_on) VALUES ('x', 'x', 'x', '{6}', '2026-01-01', '2026-12-31')",
    ]) func nothingIsAddedToOthers(statement: String) throws
  {
    let connection = try register()
    try asCargo(connection) { cargo in
      let error = #expect(throws: PostgresError.self) {
        try cargo.change(as: UnitTests.author) { try $0.execute(SQL(verbatim: statement)) }
      }
      #expect(error?.sqlState == "42501", "\(error?.sentence ?? "")")
    }
  }

  /// The limit is the login's: whatever role it acts as, and in reports that answer with their owner's rights.
  @Test(.register) func anAuditorOfAUnitIsToldOfThatUnit() throws {
    let connection = try register()
    try connection.execute("SELECT * FROM audit.seal()")
    try asCargo(connection, roles: ["clause6_auditor"]) { auditor in
      #expect(
        try auditor.table("SELECT reference FROM reports.contracts(facts.as_of())").rows.map { $0[0] } == ["C-1"])
      let seen =
        "SELECT DISTINCT key FROM audit.log WHERE entity IN ('vendor', 'contract', 'engagement', 'vendor_contact')"
      #expect(try auditor.table("\(SQL(verbatim: seen)) ORDER BY key").rows.map { $0[0] } == ["1"])
      #expect(try auditor.table("SELECT * FROM facts.history('vendor', 2)").rows.isEmpty)
      #expect(try !auditor.table("SELECT * FROM facts.history('vendor', 1)").rows.isEmpty)
      let leaves = try #require(try auditor.value("SELECT count(*) FROM audit.log", as: Int.self))
      #expect(leaves > 5)
      let moment = try #require(try connection.value("SELECT max(idx) + 1 FROM audit.log", as: Int.self))
      let known = try auditor.knowing(.size(moment)) {
        try $0.table("SELECT reference FROM reports.contracts(facts.as_of())").rows.map { $0[0] }
      }
      #expect(known == ["C-1"])
    }
  }

  /// What is right only when all of it is seen.
  @Test(.register) func whoIsLimitedDoesNotAnswerForTheWhole() throws {
    let connection = try register()
    let roles = ["clause6_scheduler", "clause6_sealer", "clause6_auditor"]
    try asCargo(connection, roles: roles) { cargo in
      var verification = HistoryVerification()
      for act in [
        { _ = try verification.run(on: cargo) }, { _ = try cargo.prove(leaf: 0) }, { _ = try cargo.seal(by: []) },
        { _ = try cargo.check(RuleSet.shipped().rules, on: cargo.today(), as: UnitTests.author) },
        { _ = try cargo.remind(as: UnitTests.author, over: [:], host: "test") },
      ] {
        let error = #expect(throws: Clause6Error.self) { try act() }
        #expect(error?.message.contains("limited to Cargo") == true, "\(error?.message ?? "")")
      }
      let error = #expect(throws: PostgresError.self) {
        try cargo.change(as: UnitTests.author) {
          try $0.execute("INSERT INTO register.reminder_run (host) VALUES ('x')")
        }
      }
      #expect(error?.sqlState == "42501")
    }
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func limitsComeAndGo() throws {
    let connection = try register()
    let isFenced: SQL = "SELECT relrowsecurity FROM pg_class WHERE oid = 'register.vendor'::regclass"
    #expect(try connection.value(isFenced) == false)
    try asCargo(connection, units: ["Cargo", "Passengers"]) { both in
      #expect(try both.vendors(on: both.today()).map(\.name) == ["Acme", "Bolt"])
      #expect(try connection.value(isFenced) == true)
      #expect(try connection.rolePromises().filter { !$0.holds } == [])
      // A migration makes what it rebuilds as fenced as it was.
      try connection.execute("UPDATE audit.rebuild SET fingerprint = ''")
      try Migrator().migrate(connection, as: UnitTests.author)
      #expect(try both.vendors(on: both.today()).map(\.name) == ["Acme", "Bolt"])
      #expect(try connection.rolePromises().filter { !$0.holds } == [])
    }
    #expect(try connection.value(isFenced) == false)
    #expect(try connection.value("SELECT count(*) FROM pg_policy", as: Int.self) == 0)
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register, arguments: ["nobody", "postgres", "clause6_owner"]) func whoCannotBeLimitedIsRefused(login: String)
    throws
  {
    let connection = try register()
    let name = login == "postgres" ? try connection.value("SELECT session_user::text") ?? "" : login
    #expect(throws: Clause6Error.self) {
      try connection.change(as: UnitTests.author) { try $0.limit(name, toUnits: ["Cargo"]) }
    }
    #expect(throws: Clause6Error.self) {
      try connection.change(as: UnitTests.author) { try $0.limit(name, toUnits: []) }
    }
  }

  /// What would open the fence is found.
  @Test(.register) func anOpenFenceIsFound() throws {
    let connection = try register()
    try asCargo(connection) { _ in
      for (script, object) in [
        ("ALTER TABLE register.term DISABLE ROW LEVEL SECURITY", "register.term"),
        ("DROP POLICY clause6_unit_select ON version.term", "version.term"),
        ("ALTER POLICY clause6_unit_select ON register.term USING (true)", "register.term"),
        ("ALTER POLICY clause6_unit_update ON register.term TO clause6_auditor", "register.term"),
        ("CREATE POLICY open ON register.term USING (true)", "register.term"),
        ("ALTER VIEW facts.person_word OWNER TO clause6_owner", "facts.person_word"),
      ] {
        try connection.transaction(begin: "BEGIN", end: "ROLLBACK") { connection in
          try connection.execute(script: script)
          #expect(try connection.historyProblems().map(\.table) == [object], "\(script)")
        }
      }
      try connection.transaction(begin: "BEGIN", end: "ROLLBACK") { connection in
        try connection.act(as: UnitTests.author)
        try connection.execute("INSERT INTO register.unit_limit (login, unit) VALUES ('nobody', 'Cargo')")
        #expect(try connection.rolePromises().filter { !$0.holds }.compactMap(\.breach).count == 1)
      }
    }
  }

  /// A table that comes later is classed, too.
  @Test(.register) func eachTableIsInTheList() throws {
    let missing = try TestDatabase.connect().table(
      """
      SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'register'::regnamespace AND c.relkind IN ('r', 'p')
        AND (SELECT count(*) FROM facts.unit_fence f WHERE f.entity = c.relname) <> 1
      """)
    #expect(missing.rows == [])
    let kinds = try TestDatabase.connect().table(
      "SELECT kind FROM unnest(\(DeadlineWords.knownKinds)::text[]) k (kind) WHERE to_regclass('register.' || audit.deadline_entity(kind)) IS NULL"
    )
    #expect(kinds.rows == [])
  }
}
