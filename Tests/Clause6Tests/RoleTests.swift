import Clause6
import Postgres
import Proof
import TestSupport
import Testing
import Transport

/// The roles at work, and what is found when somebody has more than a role.
@Suite struct RoleTests {
  private static let day = CalendarDate.iso("2026-11-22")

  /// A register with roles; its owner's session.
  private func register() throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.createRoles()
    return connection
  }

  private func registerAcme(_ connection: Connection) throws {
    try connection.asMember(of: "clause6_procurement") { buyer in
      try buyer.change(as: Authorship(actor: "buyer", reason: "a new payroll")) { connection in
        var vendor = VendorEdit()
        (vendor.name, vendor.country) = (.set("Acme"), .set("JP"))
        let acme = try connection.addVendor(vendor)
        var contract = ContractEdit()
        (contract.reference, contract.vendors) = (.set("C-1"), .set(["Acme"]))
        (contract.startsOn, contract.endsOn) = (.set(.iso("2024-04-01")), .set(.iso("2026-03-31")))
        let signed = try connection.addContract(contract)
        try connection.setTerm(TermEdit(key: "confidentiality", status: .present), ofContract: signed)
        var engagement = EngagementEdit()
        engagement.title = .set("payroll")
        let work = try connection.addEngagement(vendor: "\(acme)", engagement)
        try connection.linkEngagement(work, toContract: signed)
        try connection.moveVendor(acme, to: .underAssessment, on: RoleTests.day)
      }
    }
  }

  @Test(.register) func procurementRegisters() throws {
    let connection = try register()
    try registerAcme(connection)
    #expect(
      try connection.table(
        "SELECT DISTINCT login LIKE 'clause6_procurement_%', actor FROM audit.outbox WHERE entity IN ('vendor', 'contract')"
      ).rows
        == [["t", "buyer"]])
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func reviewersJudge() throws {
    let connection = try register()
    try connection.register("INSERT INTO register.person (name) VALUES ('tanaka'), ('mori'), ('buyer')")
    try registerAcme(connection)
    let id = try connection.asMember(of: "clause6_reviewer") { tanaka in
      try tanaka.change(as: Authorship(actor: "tanaka", reason: "before use")) { connection in
        try connection.pretendToday(RoleTests.day)
        let vendor = try connection.vendor(called: "Acme")
        let id = try connection.startAssessment(
          ofVendor: vendor, engagement: try connection.engagement(called: "payroll", ofVendor: vendor),
          questionnaire: try connection.questionnaire(called: "clause6"), on: RoleTests.day)
        for key in (1...6).map({ "E\($0)" }) + (1...13).map({ "A\($0)" }) { try connection.answer(key, id, "3") }
        for key in ["A14", "A15"] { try connection.answer(key, id, "yes") }
        return id
      }
    }
    try connection.asMember(of: "clause6_reviewer") { mori in
      try mori.change(as: Authorship(actor: "mori", reason: "able")) { connection in
        try connection.pretendToday(RoleTests.day)
        try connection.concludeAssessment(id, .approve, on: RoleTests.day)
        try connection.pretendToday(.iso("2026-11-23"))
        try connection.moveVendor(try connection.vendor(called: "Acme"), to: .approved, on: .iso("2026-11-23"))
      }
    }
    #expect(try connection.value("SELECT outcome FROM register.assessment", as: String.self) == "approve")
    #expect(try connection.historyProblems() == [])
  }

  /// Who requests cannot decide, whomever they claim to be.
  @Test(.register) func requestsAreDecidedByReviewers() throws {
    let connection = try register()
    try connection.register("INSERT INTO register.person (name) VALUES ('buyer'), ('mori')")
    try registerAcme(connection)
    let (asked, decided) = (
      try Authorship(actor: "buyer", reason: "few data"), try Authorship(actor: "mori", reason: "so")
    )
    try connection.asMember(of: "clause6_procurement") { buyer in
      let id = try buyer.change(as: asked) { connection in
        try connection.pretendToday(RoleTests.day)
        return try connection.requestTierOverride(
          ofEngagement: connection.engagement(called: "payroll"), tier: "low", from: RoleTests.day,
          until: .iso("2026-12-31"), on: RoleTests.day)
      }
      func approve(_ connection: Connection) throws {
        try connection.change(as: decided) { connection in
          try connection.pretendToday(RoleTests.day)
          try connection.approveTierOverride(id, on: RoleTests.day)
        }
      }
      let error = #expect(throws: PostgresError.self) { try approve(buyer) }
      #expect(error?.sqlState == "42501")
      try connection.asMember(of: "clause6_reviewer", approve)
    }
    #expect(try connection.value("SELECT approved_by FROM register.tier_override", as: String.self) == "mori")
  }

  /// Takes every message.
  private struct OpenHand: Courier {
    func compose(_ digest: Digest) throws -> ComposedMessage {
      ComposedMessage(id: "1@test", address: "sato@tsubame.example", body: Array("Subject: x".utf8))
    }

    func hand(_ message: ComposedMessage, beforeEnd: () throws -> Void) throws -> Attempt {
      try beforeEnd()
      return Attempt(.accepted, reply: "250 ok")
    }
  }

  @Test(.register) func theSchedulerDelivers() throws {
    let connection = try register()
    try connection.register(
      """
      INSERT INTO register.person (name, email) VALUES ('sato', 'sato@tsubame.example');
      INSERT INTO register.contract (reference, starts_on, ends_on, owner_id) SELECT 'C-9', '2020-01-01', facts.as_of() + 10, id FROM register.person
      """)
    try connection.asMember(of: "clause6_scheduler") { cron in
      let author = try Authorship(actor: "cron", reason: "every morning")
      let run = try cron.remind(as: author, over: ["mail": OpenHand()], atAnyHour: true, host: "test")
      #expect(run.sent == 1 && run.problems == [])
    }
    #expect(try connection.value("SELECT state FROM register.delivery", as: String.self) == "sent")
  }

  @Test(.register) func theSchedulerChecksAndReminds() throws {
    let connection = try register()
    try registerAcme(connection)
    try connection.asMember(of: "clause6_scheduler") { cron in
      let author = try Authorship(actor: "cron", reason: "every morning")
      let check = try cron.check(RuleSet.shipped().rules, on: try cron.today(), as: author)
      #expect(check.rules.allSatisfy { $0.error == nil } && !check.open.isEmpty)
      #expect(try cron.remind(as: author, over: [:], host: "test").problems == [])
    }
    #expect(
      try connection.value("SELECT count(*) FROM register.reminder_run WHERE outcome = 'done'", as: Int.self) == 1)
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func theSealerSealsAndTheAuditorLooks() throws {
    let connection = try register()
    try registerAcme(connection)
    let key = try #require(NoteSigningKey(name: connection.logOrigin(), kind: .signature))
    let seal = try connection.asMember(of: "clause6_sealer") { try $0.seal(by: [key]) }
    #expect(seal.isNew && seal.sealed > 0)
    try connection.asMember(of: "clause6_auditor") { auditor in
      var verification = HistoryVerification(
        kept: [try .init(name: "kept", text: seal.note.description)], keys: [key.publicKey])
      #expect(try verification.run(on: auditor) == [])
      #expect(try auditor.prove(leaf: 0).problems(keys: [key.publicKey]) == [])
      for report in try auditor.reports().reports {
        let own = try connection.answer(report, ReportQuestion(asOf: RoleTests.day)).table.rows
        #expect(try auditor.answer(report, ReportQuestion(asOf: RoleTests.day)).table.rows == own)
        let known = try auditor.knowing(.size(seal.checkpoint.size)) {
          try $0.answer(report, ReportQuestion(asOf: RoleTests.day)).table.rows
        }
        #expect(known == own)
      }
      for text in [
        "SELECT * FROM facts.vendor(facts.as_of())", "SELECT * FROM register.vendor", "CREATE TEMP TABLE t ()",
      ] {
        #expect(throws: PostgresError.self) { try auditor.execute(script: text) }
      }
    }
  }

  /// What a trigger function of ours does it does for our tables alone.
  @Test(.register) func aTemporaryTableForgesNothing() throws {
    let connection = try register()
    let count = try connection.value("SELECT count(*) FROM audit.entry", as: Int.self)
    for function in ["note", "note_rows", "refuse"] {
      try connection.asMember(of: "clause6_procurement") { forger in
        let error = #expect(throws: PostgresError.self) {
          try forger.execute(
            script: """
              CREATE TEMP TABLE vendor (id bigint, import_run_id bigint);
              CREATE TRIGGER forge AFTER INSERT ON vendor REFERENCING NEW TABLE AS c6_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.\(function)()
              """)
        }
        #expect(error?.sqlState == "42501")
      }
    }
    #expect(try connection.value("SELECT count(*) FROM audit.entry", as: Int.self) == count)
  }

  /// Also where no roles were made.
  @Test(.register) func nobodyMayExecuteWhatForges() throws {
    let open = try TestDatabase.connect().table(
      """
      SELECT p.oid::regprocedure FROM pg_proc p WHERE has_function_privilege('public', p.oid, 'EXECUTE')
        AND (p.pronamespace = 'audit'::regnamespace OR (p.pronamespace = 'register'::regnamespace AND p.prorettype = 'trigger'::regtype))
      """)
    #expect(open.rows == [])
  }

  @Test(.register) func whatSomebodyHasMoreIsFound() throws {
    let connection = try register()
    let login = "clause6_test_\(TestDatabase.current.settings["dbname"] ?? "")"
    try connection.execute("CREATE ROLE \(identifier: login) LOGIN")
    defer { _ = try? connection.execute(script: "DROP OWNED BY \(login); DROP ROLE \(login)") }
    let breaches: [(String, places: [Int], object: String)] = [
      ("GRANT INSERT ON register.contract TO \(login)", [12], "register.contract"),
      ("GRANT UPDATE (note) ON register.contract TO \(login)", [12], "register.contract"),
      ("GRANT DELETE ON audit.outbox TO PUBLIC", [4, 5, 6, 7, 8, 12, 14], "audit.outbox"),
      ("GRANT CREATE ON SCHEMA audit TO \(login)", [12], "audit"),
      ("GRANT EXECUTE ON FUNCTION audit.note() TO \(login)", [11], "audit.note()"),
      ("GRANT UPDATE ON register.vendor TO clause6_auditor", [8, 12], "register.vendor"),
      ("ALTER TABLE register.term_kind OWNER TO \(login)", [3], "register.term_kind"),
    ]
    let names = try connection.rolePromises().map(\.promise)
    for (script, places, object) in breaches {
      try connection.transaction(begin: "BEGIN", end: "ROLLBACK") { connection in
        try connection.execute(script: script)
        #expect(
          try connection.rolePromises().filter { !$0.holds }.map(\.promise) == places.map { names[$0 - 1] }, "\(script)"
        )
        #expect(try connection.historyProblems().map(\.table) == [object], "\(script)")
      }
    }
    // What only concerns roles, and not the history.
    for (script, place) in [
      ("DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$", 13),
      ("GRANT USAGE ON SCHEMA register TO clause6_auditor", 10),
      ("ALTER FUNCTION reports.states(date) SECURITY INVOKER", 9),
      ("GRANT SELECT ON facts.person_word TO clause6_auditor", 8),
    ] {
      try connection.transaction(begin: "BEGIN", end: "ROLLBACK") { connection in
        try connection.execute(script: script)
        #expect(
          try connection.rolePromises().filter { !$0.holds }.map(\.promise).contains(names[place - 1]), "\(script)")
      }
    }
  }

  @Test(.register) func aMigrationKeepsTheOwnerAndTheGrants() throws {
    let connection = try register()
    try connection.execute("UPDATE audit.rebuild SET fingerprint = 'other'")
    try connection.asMember(of: Connection.ownerRole) { migrator in
      try Migrator().migrate(migrator, as: .test)
      #expect(try migrator.rebuildVersions() > 0)
      // A later migration may make the seal anew.
      let seal = try migrator.value("SELECT pg_get_functiondef('audit.seal()'::regprocedure)", as: String.self)
      try migrator.execute(script: #require(seal))
    }
    #expect(try connection.rolePromises().filter { !$0.holds } == [])
    // A superuser makes nothing that is theirs either.
    try connection.execute("UPDATE audit.rebuild SET fingerprint = 'other'")
    try Migrator().migrate(connection, as: .test)
    #expect(try connection.rolePromises().filter { !$0.holds } == [])
  }

  @Test(.register) func aGuardThatDoesSomethingElseIsFoundAndNotTakenOver() throws {
    let connection = try TestDatabase.connect()
    #expect(try connection.historyProblems() == [])
    try connection.execute(
      script:
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
    #expect(
      try connection.historyProblems() == [
        HistoryProblem(table: "audit.refuse()", id: nil, problem: "does something else than the migration made it do")
      ])
  }
}
