import Clause6
import Postgres
import TestSupport
import Testing

/// Acts of the library: incidents and offboardings from start to close, and edits that say nothing new.
@Suite(.register) struct OffboardingTests {
  private func inRegister(_ body: (Connection) throws -> Void) throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('test');
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
          INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'payroll'), (2, 2, 'payroll')
          """)
      try body(connection)
    }
  }

  @Test func closingNamesEveryLegThatIsOpen() throws {
    try inRegister { connection in
      var edit = OffboardingEdit()
      (edit.endedOn, edit.dataDueOn) = (.set(.iso("2026-01-31")), .set(.iso("2026-02-28")))
      let id = try connection.startOffboarding(ofVendor: 1, engagement: "payroll", edit)
      let error = #expect(throws: Clause6Error.self) { try connection.closeOffboarding(id, on: .iso("2026-03-01")) }
      #expect(
        error?.message
          == "Offboarding \(id) cannot be closed on 2026-03-01: data: was due on 2026-02-28; proof: lacking; access: work ended on 2026-01-31."
      )
      var done = OffboardingEdit()
      (done.data, done.dataDoneOn, done.note) = (.set("none_held"), .set(.iso("2026-02-01")), .set("they only clean"))
      done.accessRemovedOn = .set(.iso("2026-01-31"))
      try connection.recordOffboarding(id, done)
      try connection.closeOffboarding(id, on: .iso("2026-03-01"))
      let row = try #require(try connection.offboardings(on: .iso("2026-03-01")).first)
      #expect(row.state == "closed" && row.engagementId == 1)
      #expect(try connection.offboardings(on: .iso("2026-02-28")).first?.state == "open")
      #expect(throws: Clause6Error.self) { try connection.closeOffboarding(id, on: .iso("2026-03-02")) }
    }
  }

  @Test func anIncidentIsClosedOnceAndReopened() throws {
    try inRegister { connection in
      var edit = IncidentEdit()
      (edit.title, edit.severity, edit.toldAt) = (.set("lost letter"), .set("low"), .set(Instant("2026-02-01T09:00Z")))
      let id = try connection.addIncident(atVendor: 1, edit)
      func close() throws {
        try connection.closeIncident(id, on: .iso("2026-02-09"), cause: "haste", prevention: "calm")
      }
      try close()
      #expect(try connection.incidents(on: .iso("2026-02-08")).first?.state == "open")
      #expect(try connection.incidents(on: .iso("2026-02-09")).first?.state == "closed")
      #expect(throws: Clause6Error.self) { try close() }
      var open = IncidentEdit()
      open.closedOn = .set(nil)
      try connection.editIncident(id, open)
      #expect(try connection.incidents(on: .iso("2026-02-09")).first?.state == "open")
    }
  }

  @Test func anEditThatSaysNothingNewLeavesNoTrace() throws {
    try inRegister { connection in
      var subcontractor = SubcontractorEdit()
      (subcontractor.name, subcontractor.data) = (.set("Kumo"), .set(["card"]))
      let id = try connection.addSubcontractor(ofVendor: 1, engagement: "#1", subcontractor)
      try connection.consentToSubcontractor(id, on: .iso("2026-02-01"), article: "art. 9")
      func entries() throws -> Int? { try connection.value("SELECT count(*) FROM audit.entry", as: Int.self) }
      let before = try entries()
      try connection.editSubcontractor(id, subcontractor)
      try connection.consentToSubcontractor(id, on: .iso("2026-02-01"), article: "art. 9")
      try connection.editSubcontractor(id, SubcontractorEdit())
      #expect(try entries() == before)
    }
  }

  @Test func anEngagementIsTheVendorsOwn() throws {
    try inRegister { connection in
      // The title is of both vendors; named with one of them, it is clear.
      #expect(throws: Clause6Error.self) { try connection.engagement(called: "payroll") }
      var edit = OffboardingEdit()
      edit.endedOn = .set(.iso("2026-01-31"))
      let id = try connection.startOffboarding(ofVendor: 2, engagement: "payroll", edit)
      #expect(try connection.offboardings(on: .iso("2026-03-01")).first { $0.offboardingId == id }?.engagementId == 2)
    }
  }

  @Test(arguments: ["9", "#9", "x", "#", "-1"]) func whatIsNoNumberIsSaid(which: String) throws {
    try inRegister { connection in
      let error = #expect(throws: Clause6Error.self) { try connection.incident(called: which) }
      #expect(error?.message == "\"\(which)\" is not the number of an incident: \"clause6 incident list\" shows all.")
    }
  }
}
