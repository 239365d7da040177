import Clause6
import Postgres
import TestSupport
import Testing

/// What can be done with people through the library.
@Suite(.register) struct PersonActTests {
  private func rehearse<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name, email) VALUES
            (101, 'Sato', 'sato@tsubame.example'), (102, 'Mori', 'mori@tsubame.example'), (103, 'Ito', NULL);
          INSERT INTO register.vendor (id, name, owner_id, backup_owner_id) VALUES
            (101, 'Acme', 101, 102), (102, 'Bolt', 102, 101), (103, 'Cog', 103, 101), (104, 'Dot', 101, 103), (105, 'Eel', NULL, 101);
          INSERT INTO register.engagement (vendor_id, title, owner_id) VALUES (101, 'payroll', 101);
          INSERT INTO register.contract (reference, owner_id) VALUES ('C-1', 101), ('C-2', 102)
          """)
      return try body(connection)
    }
  }

  private func owners(_ connection: Connection) throws -> [[String?]] {
    try connection.table("SELECT name, owner_id, backup_owner_id FROM register.vendor ORDER BY id").rows
  }

  @Test func everythingGoesToTheSuccessor() throws {
    try rehearse { connection in
      try connection.leave(101, on: .iso("2026-12-31"), handingOverTo: 102)
      #expect(
        try owners(connection) == [
          ["Acme", "102", nil], ["Bolt", "102", nil], ["Cog", "103", "102"], ["Dot", "102", "103"],
          ["Eel", nil, "102"],
        ])
      let people = try connection.people(on: .iso("2027-01-01"))
      let (leaver, successor) = (people.first { $0.personId == 101 }, people.first { $0.personId == 102 })
      #expect(leaver?.hasLeft == true && leaver?.vendors == 0 && leaver?.engagements == 0 && leaver?.contracts == 0)
      #expect(successor?.vendors == 3 && successor?.engagements == 1 && successor?.contracts == 2)
      #expect(try connection.people(on: .iso("2026-12-31")).first { $0.personId == 101 }?.hasLeft == false)
    }
  }

  /// Who is called as somebody else is called would act for neither of them.
  @Test func twoPeopleOfOneNameAreToldApart() throws {
    try rehearse { connection in
      var edit = PersonEdit()
      edit.name = .set("ＳＡＴＯ")
      let error = #expect(throws: Clause6Error.self) { try connection.addPerson(edit) }
      #expect(
        error?.message == "Somebody is called ＳＡＴＯ already (#101, sato@tsubame.example): "
          + "give the mail address or login by which the two are told apart.")
      edit.login = .set("sato2")
      let id = try connection.addPerson(edit)
      #expect(try connection.registeredPerson(called: "sato2") == id)
    }
  }

  @Test func withoutASuccessorEverythingStays() throws {
    try rehearse { connection in
      let before = try owners(connection)
      try connection.leave(101, on: .iso("2026-12-31"))
      #expect(try owners(connection) == before)
    }
  }

  @Test func aSuccessorStays() throws {
    try rehearse { connection in
      #expect(throws: Clause6Error.self) { try connection.leave(101, on: .iso("2026-12-31"), handingOverTo: 101) }
      try connection.leave(102, on: .iso("2026-12-31"))
      let error = #expect(throws: Clause6Error.self) {
        try connection.leave(101, on: .iso("2026-12-31"), handingOverTo: 102)
      }
      #expect(error?.message == "Mori's own last day is 2026-12-31: name somebody who stays.")
      try connection.execute("SELECT set_config('clause6.as_of', '2026-11-22', true)")
      try connection.leave(101, on: .iso("2026-12-30"), handingOverTo: 102)
    }
  }

  /// A new column that refers to people is either handed over, or said here to be something else than ownership.
  @Test func everyReferenceToAPersonIsKnown() throws {
    let columns = try TestDatabase.connect().table(
      """
      SELECT f.conrelid::regclass::text || '.' || a.attname
      FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      WHERE f.contype = 'f' AND f.confrelid = 'register.person'::regclass AND a.attname NOT IN ('owner_id', 'backup_owner_id')
      ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
    // What somebody did, read, judged, consented to or vouched for stays theirs; an open assessment is handed over.
    #expect(
      columns == [
        "register.activation.activated_by_id", "register.assessment.assessor_id", "register.assessment.concluded_by_id",
        "register.assessment_condition.met_by_id", "register.assessment_waiver.waived_by_id",
        // What was sent, to whom and of whom, stays as it was.
        "register.delivery.person_id", "register.delivery_item.answering_id",
        "register.erasure.approved_by_id", "register.erasure.requested_by_id", "register.evidence_reading.person_id",
        "register.finding_act.acted_by_id",
        // Of a finding whose assignee has left, nobody is the assignee: see facts.finding_assignee.
        "register.finding_act.assignee_id", "register.offboarding.access_removed_by_id",
        "register.person.backup_id", "register.person.manager_id",
        // What was handed over to somebody who has left goes to their backup or manager: see facts.stand_in.
        "register.reminder_act.acted_by_id", "register.reminder_act.person_id",
        "register.reminder_policy.fallback_id", "register.reminder_policy.risk_lead_id", "register.review.reviewer_id",
        "register.subcontractor.consent_by_id", "register.term.checked_by_id",
        "register.tier_override.approved_by_id", "register.tier_override.requested_by_id",
        "register.vendor_distinct.decided_by_id", "register.waiver.approved_by_id", "register.waiver.rejected_by_id",
        "register.waiver.requested_by_id",
      ])
  }

  @Test func somebodyIsNamedOnceOrNotAtAll() throws {
    try rehearse { connection in
      #expect(try connection.registeredPerson(called: "SATO") == 101)
      #expect(try connection.registeredPerson(called: "#102") == 102)
      #expect(try connection.registeredPerson(called: "103") == 103)
      var edit = PersonEdit()
      edit.name = .set("sato")
      edit.email = .set("sato.b@tsubame.example")
      _ = try connection.addPerson(edit)
      let error = #expect(throws: Clause6Error.self) { try connection.registeredPerson(called: "Sato") }
      #expect(error?.message.hasPrefix("Several people are called \"Sato\"") == true)
      // An owner of a shared name is no guess either, and a number that nobody has registers nobody.
      var vendor = VendorEdit()
      vendor.owner = .set("Sato")
      #expect(throws: Clause6Error.self) { try connection.editVendor(101, vendor) }
      vendor.owner = .set("#999")
      #expect(throws: Clause6Error.self) { try connection.editVendor(101, vendor) }
      edit = PersonEdit()
      edit.manager = .set("nobody")
      #expect(throws: Clause6Error.self) { try connection.editPerson(101, edit) }
    }
  }
}
