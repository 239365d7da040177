@testable import Clause6
import Postgres
import TestSupport
import Testing

/// What was said, found, decided or settled stays, whatever statement comes; and what is of one company stays of it.
@Suite(.register) struct KeptTests {
  private func inOffice<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, login) VALUES (101, 'Tanaka', 'test'), (102, 'Sato', 'sato'), (103, 'Mori', 'mori');
          INSERT INTO register.vendor (id, code, name) VALUES (101, 'A', 'Acme'), (102, 'B', 'Bolt'), (103, 'C', 'Cog');
          INSERT INTO register.engagement (id, vendor_id, title) VALUES (101, 101, 'payroll'), (102, 102, 'payroll'), (103, 101, 'mailing');
          INSERT INTO register.contract (id, reference, starts_on, open_ended) VALUES (101, 'KA', '2026-01-01', true), (102, 'KB', '2026-01-01', true);
          INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (101, 101, 1), (102, 102, 1);
          INSERT INTO register.term (contract_id, term_key, status, figure, figure_unit) VALUES (101, 'breach_notification', 'present', 24, 'hours');
          INSERT INTO register.vendor_distinct (vendor_id, other_id) VALUES (101, 103);
          INSERT INTO register.evidence (id, vendor_id, kind) VALUES (101, 101, 'return_receipt');
          INSERT INTO register.evidence_reading (id, evidence_id, person_id, read_on) VALUES (101, 101, 101, '2026-02-01');
          INSERT INTO register.subcontractor (id, vendor_id, name, consent_given_on) VALUES (101, 101, 'Sub', '2026-03-01');
          INSERT INTO register.incident (id, vendor_id, title, severity, told_at, cause, prevention, closed_on)
            VALUES (101, 101, 'fire', 'high', '2026-02-03 00:00+00', 'smoke', 'no smoke', '2026-03-01');
          INSERT INTO register.offboarding (id, vendor_id, ended_on, data, data_done_on, proof_id, access_removed_on, closed_on)
            VALUES (101, 101, '2026-02-28', 'returned', '2026-02-28', 101, '2026-02-28', '2026-03-01')
          """)
      return try body(connection)
    }
  }

  @Test(
    arguments: [
      ("DELETE FROM register.evidence_reading", "Reading 101 stays recorded"),
      ("DELETE FROM register.evidence", "Evidence 101 stays recorded"),
      ("DELETE FROM register.vendor_distinct", "Decision "),
      ("UPDATE register.vendor_distinct SET other_id = 102", "That vendors #101 and #103 are two was decided"),
      ("DELETE FROM register.incident", "Incident 101 stays recorded"),
      ("UPDATE register.incident SET cause = 'sparks'", "The incident 101 was closed on 2026-03-01 and stays as it is"),
      ("UPDATE register.incident SET vendor_id = 102, closed_on = NULL", "What is recorded of one vendor"),
      ("DELETE FROM register.offboarding", "Offboarding 101 stays recorded"),
      ("UPDATE register.offboarding SET closed_on = '2027-01-01'", "The offboarding 101 was closed on 2026-03-01"),
      ("DELETE FROM register.subcontractor", "Subcontractor 101 stays recorded"),
      ("UPDATE register.subcontractor SET consent_given_on = NULL", "Tanaka consented to Sub on 2026-03-01, and that"),
      ("UPDATE register.subcontractor SET vendor_id = 102", "What is recorded of one vendor does not become another's"),
      ("UPDATE register.evidence SET vendor_id = 102", "What is recorded of one vendor does not become another's"),
      ("UPDATE register.engagement SET vendor_id = 102 WHERE id = 103", "What is recorded of one vendor"),
    ] as [(String, String)])
  func isRefused(statement: String, sentence: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try inOffice { try $0.execute(SQL(verbatim: statement)) }
    }
    #expect(error?.sentence.hasPrefix(sentence) == true, "\(error?.sentence ?? "")")
  }

  @Test func whatIsClosedIsOpenedAgainFirst() throws {
    try inOffice { connection in
      try connection.execute("UPDATE register.incident SET closed_on = NULL")
      try connection.execute("UPDATE register.incident SET cause = 'sparks', closed_on = '2026-03-02'")
    }
  }

  // MARK: Links

  @Test func aLinkLeavesTheDaysBeforeAsTheyWere() throws {
    try inOffice { connection in
      func met(_ day: String) throws -> Bool? {
        try connection.gate(engagement: 101, on: .iso(day)).first { $0.leg == "contract" }?.isMet
      }
      try connection.linkEngagement(101, toContract: 101, from: .iso("2026-06-01"))
      try connection.linkEngagement(101, toContract: 101, from: .iso("2026-06-02"))
      #expect(try met("2026-05-31") == false && met("2026-06-01") == true)
      try connection.unlinkEngagement(101, fromContract: 101, on: .iso("2026-09-01"))
      #expect(try met("2026-08-31") == true && met("2026-09-01") == false)
      // Before and after, the paper is for no other work either.
      let other = try connection.value(
        "SELECT count(*) FROM facts.paper_term('2026-10-01') WHERE engagement_id = 103 AND contract_id = 101",
        as: Int.self)
      #expect(other == 0)
      // Said anew, one link covers what several did, and none twice.
      try connection.linkEngagement(101, toContract: 101, from: .iso("2026-10-01"))
      try connection.linkEngagement(101, toContract: 101, from: .iso("2026-08-01"))
      let links: SQL = "SELECT from_on, until_on FROM register.engagement_contract WHERE engagement_id = 101"
      #expect(try connection.table(links).rows == [["2026-06-01", nil]])
      try connection.linkEngagement(101, toContract: 101)
      #expect(try connection.table(links).rows == [[nil, nil]])
      try connection.unlinkEngagement(101, fromContract: 101)
      #expect(try met("2026-06-01") == false)
      #expect(throws: Clause6Error.self) { try connection.unlinkEngagement(101, fromContract: 101) }
    }
  }

  @Test(arguments: [
    ("UPDATE register.vendor SET parent_id = 102 WHERE id = 101", true),
    ("UPDATE register.vendor SET parent_id = 103 WHERE id IN (101, 102)", true),
    ("INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (102, 101, 2)", true),
    ("DELETE FROM register.contract_vendor WHERE contract_id = 102", true),
    ("UPDATE register.vendor SET parent_id = 103 WHERE id = 101", false),
  ])
  func aContractStandsBehindTheWorkOfThoseWhomItBinds(change: String, isTaken: Bool) throws {
    for statement in [
      "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (101, 102)",
      "UPDATE register.contract SET parent_id = 102 WHERE id = 101",
    ] {
      let error = try inOffice { connection throws -> PostgresError? in
        try connection.execute(script: change)
        do {
          try connection.savepoint {
            try connection.execute(script: "\(statement); SET CONSTRAINTS ALL IMMEDIATE")
          }
          return nil
        } catch let error as PostgresError {
          return error
        }
      }
      #expect((error == nil) == isTaken, "\(error?.sentence ?? "")")
    }
  }

  /// A merger makes the other entry's papers the vendor's from its day on, however far back a link reaches.
  @Test func aLinkOpensNothingBeforeTheMergerThatMakesItRight() throws {
    try inOffice { connection in
      _ = try connection.mergeVendor(101, into: 102, on: .iso("2026-11-01"))
      try connection.linkEngagement(101, toContract: 102)
      try connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
      func leg(_ day: String) throws -> GateLeg? {
        try connection.gate(engagement: 101, on: .iso(day)).first { $0.leg == "contract" }
      }
      #expect(try leg("2026-11-01")?.isMet == true)
      let before = try leg("2026-10-31")
      #expect(before?.isMet == false)
      #expect(before?.why == "contract KB: binds neither the vendor nor a company of its group")
    }
  }

  @Test func consentIsGivenOnce() throws {
    let error = #expect(throws: Clause6Error.self) {
      try inOffice { connection in
        try connection.consentToSubcontractor(101, on: .iso("2026-03-01"))
        try connection.be("sato")
        try connection.consentToSubcontractor(101, on: .iso("2026-03-01"))
      }
    }
    #expect(error?.message == "Tanaka consented on 2026-03-01 already, and that stays; nothing was changed.")
  }

  // MARK: Companies

  @Test(arguments: [
    "UPDATE register.vendor SET parent_id = 101 WHERE id = 103; UPDATE register.vendor SET parent_id = 103 WHERE id = 102; SELECT register.merge_vendor(101, 102, '2026-11-01')",
    "UPDATE register.vendor SET parent_id = 101 WHERE id = 103; SELECT register.merge_vendor(101, 102, '2026-11-01'); UPDATE register.vendor SET parent_id = 103 WHERE id = 102",
  ])
  func nobodyControlsThemselvesByWayOfAMerger(script: String) throws {
    let error = #expect(throws: PostgresError.self) { try inOffice { try $0.execute(script: script) } }
    #expect(error?.sentence == "Bolt would be its own parent by way of its parents")
  }

  @Test func aMergerTakesTheParentAlongAndDropsWhatItMakesAbsurd() throws {
    try inOffice { connection in
      try connection.execute(
        script: """
          UPDATE register.vendor SET parent_id = 103 WHERE id = 101;
          INSERT INTO register.subcontractor (vendor_id, subcontractor_vendor_id, name) VALUES (101, 102, 'Bolt as sub')
          """)
      _ = try connection.mergeVendor(101, into: 102, on: .iso("2026-11-01"))
      let parent: SQL = "SELECT parent FROM facts.vendor('2026-11-01') WHERE vendor_id = 102"
      #expect(try connection.value(parent, as: String.self) == "Cog")
      #expect(try connection.chain(ofVendor: 102, on: .iso("2026-11-01")).map(\.name) == ["Sub"])
      #expect(try connection.chain(ofVendor: 101, on: .iso("2026-10-31")).map(\.name) == ["Bolt as sub", "Sub"])
    }
  }

  /// What is of an engagement is of the entry it was registered for, and bound by the papers of that day.
  @Test func whatConcernsAnEngagementGoesToItsEntry() throws {
    try inOffice { connection in
      _ = try connection.mergeVendor(101, into: 102, on: .iso("2026-11-01"))
      var incident = IncidentEdit()
      (incident.title, incident.severity, incident.engagement) = (.set("leak"), .set("low"), .set("mailing"))
      incident.noticedAt = .set(Instant("2026-10-20T09:00+09:00"))
      let id = try connection.addIncident(atVendor: 102, incident)
      let row = try connection.table(
        "SELECT vendor_id, contract_limit_hours FROM register.incident WHERE id = \(id)"
      ).rows
      #expect(row == [["101", "24"]])
      var offboarding = OffboardingEdit()
      offboarding.endedOn = .set(.iso("2026-10-31"))
      _ = try connection.startOffboarding(ofVendor: 102, engagement: "mailing", offboarding)
      let twice = #expect(throws: PostgresError.self) {
        try connection.savepoint {
          try connection.startOffboarding(ofVendor: 102, engagement: "mailing", offboarding)
        }
      }
      #expect(twice?.constraint == "offboarding_is_started_once")
    }
  }

  // MARK: People

  @Test func whoHasLeftActsNoMoreWhateverDayTheyName() throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: Clause6Error.self) {
      try connection.rehearse { connection in
        try connection.act(as: .test)
        try connection.execute(
          "INSERT INTO register.person (name, login, left_on) VALUES ('Mori', 'mori', '2026-11-20')")
        try connection.pretendToday(.iso("2026-11-22"))
        try connection.be("mori")
        try connection.refuseDeparted()
      }
    }
    #expect(error?.message == "mori left on 2026-11-20 and acts no more: say with --actor who acts.")
  }

  @Test func aLoginThatWentToSomebodyElseIsNoSecondPerson() throws {
    let error = #expect(throws: PostgresError.self) {
      try inOffice { connection in
        try connection.be("sato")
        let id = try connection.requestTierOverride(
          ofEngagement: 101, tier: "low", from: .iso("2026-11-01"), until: .iso("2026-12-31"), on: .iso("2026-11-01"))
        try connection.execute(
          script: """
            UPDATE register.person SET login = 'sato2' WHERE id = 102;
            INSERT INTO register.person (name, login) VALUES ('New Sato', 'sato')
            """)
        try connection.approveTierOverride(id, on: .iso("2026-11-02"))
      }
    }
    #expect(error?.sentence.hasSuffix("was asked for by sato, so somebody else must approve it") == true)
  }
}
