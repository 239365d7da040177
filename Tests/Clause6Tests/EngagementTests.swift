import Clause6
import Postgres
import TestSupport
import Testing

/// What can be done with engagements through the library.
@Suite(.register) struct EngagementTests {
  private func rehearse<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, code, name, english_name) VALUES (101, 'T-1', '株式会社青空印刷', 'Aozora'), (102, NULL, 'Acme', NULL);
          INSERT INTO register.contract (id, reference) VALUES (101, 'C-1'), (102, 'C-2');
          INSERT INTO register.engagement (id, vendor_id, title) VALUES
            (101, 101, 'cards'), (102, 101, 'web site'), (103, 102, 'cards'), (104, 102, '2027'), (105, 102, 'A/B tests')
          """)
      return try body(connection)
    }
  }

  @Test(
    arguments: [
      ("101", 101), ("#101", 101), ("web site", 102), ("ＷＥＢ SITE", 102), ("T-1/cards", 101), ("t-1 / Cards", 101),
      ("aozora/cards", 101), ("株式会社　青空印刷/cards", 101), ("acme/cards", 103), ("#102/cards", 103), ("2027", 104),
      ("A/B tests", 105), ("acme/a/b tests", 105),
    ] as [(String, Int)])
  func isFound(called: String, id: Int) throws {
    #expect(try rehearse { try $0.engagement(called: called) } == id)
  }

  @Test(
    arguments: [
      (
        "cards",
        "Several engagements are called \"cards\": name one by its number: #101 (T-1/cards), #103 (#102/cards)."
      ),
      ("999", "No engagement is called \"999\": \"clause6 engagement list\" shows all with their numbers."),
      ("T-1/payroll", "No engagement is called \"T-1/payroll\""), ("", "No engagement is called \"\""),
    ] as [(String, String)])
  func isNotFound(called: String, sentence: String) {
    let error = #expect(throws: Clause6Error.self) { try rehearse { try $0.engagement(called: called) } }
    #expect(error?.message.hasPrefix(sentence) == true)
  }

  @Test func whyItWasCriticalIsNotWhyItNoLongerIs() throws {
    try rehearse { connection throws in
      func edit(_ critical: Bool, _ why: String? = nil) throws -> String? {
        var edit = EngagementEdit()
        edit.critical = .set(critical)
        if let why { edit.criticalWhy = .set(why) }
        try connection.editEngagement(101, edit)
        return try connection.value("SELECT critical_why FROM register.engagement WHERE id = 101", as: String.self)
      }
      #expect(try edit(true, "no cards, no flights") == "no cards, no flights")
      #expect(try edit(true) == "no cards, no flights")
      #expect(throws: PostgresError.self) { try connection.savepoint { _ = try edit(false) } }
      #expect(try edit(false, "another printer stands by") == "another printer stands by")
    }
  }

  private var full: EngagementEdit {
    var edit = EngagementEdit()
    edit.title = .set("payroll")
    edit.purpose = .set("salaries on time")
    edit.data = .set(["personal", "my_number"])
    edit.dataSubjects = .set(5_200)
    edit.access = .set("hosting")
    edit.critical = .set(false)
    edit.criticalWhy = .set("can be paid from last month's list")
    edit.places = .set([EngagementPlace(use: "storage", country: "JP", note: "Tokyo")])
    edit.conditions = .set([StatedCondition(key: "personal_data_jp", fromOn: .iso("2026-04-01"))])
    edit.contracts = ["C-1"]
    return edit
  }

  private func written(_ connection: Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM audit.entry WHERE entity LIKE 'engagement%'") ?? 0
  }

  @Test func isRegisteredWithAllThatIsSaidOfIt() throws {
    let found = try rehearse { connection in
      let id = try connection.addEngagement(vendor: "T-1", full)
      return try connection.engagements(on: .iso("2026-11-22")).first { $0.engagementId == id }
    }
    #expect(found?.vendor == "株式会社青空印刷")
    #expect(found?.tier == "high" && found?.source == .computed && found?.score == 63)
    #expect(found?.data == ["my_number", "personal"] && found?.missing == [])
    #expect(found?.conditions == ["my_number", "personal_data", "personal_data_jp"])
  }

  @Test func sayingTheSameAgainLeavesNoTrace() throws {
    try rehearse { connection in
      let id = try connection.addEngagement(vendor: "T-1", full)
      let before = try written(connection)
      try connection.editEngagement(id, full)
      #expect(try written(connection) == before)
      try connection.editEngagement(id, EngagementEdit())
      #expect(try written(connection) == before)
    }
  }

  @Test func whatIsNamedAnewReplacesOnlyWhatDiffers() throws {
    try rehearse { connection in
      let id = try connection.addEngagement(vendor: "T-1", full)
      let before = try written(connection)
      var edit = EngagementEdit()
      edit.data = .set(["personal"])
      edit.places = .set([EngagementPlace(use: "storage", country: "JP", note: "Osaka")])
      edit.conditions = .set([
        StatedCondition(key: "personal_data_jp", fromOn: .iso("2026-04-01"), untilOn: .iso("2026-11-21"))
      ])
      try connection.editEngagement(id, edit)
      // One kind gone, one note and one last day changed.
      #expect(try written(connection) == before + 3)
      let found = try #require(try connection.engagements(on: .iso("2026-11-22")).first { $0.engagementId == id })
      #expect(found.data == ["personal"] && found.conditions == ["personal_data"])

      edit.data = .set(["none"])
      edit.conditions = .set(nil)
      try connection.editEngagement(id, edit)
      #expect(
        try connection.engagements(on: .iso("2026-11-22")).first { $0.engagementId == id }?.data == ["none"])
    }
  }

  @Test func noneExcludesTheOthers() {
    let error = #expect(throws: PostgresError.self) {
      try rehearse { connection in
        var edit = EngagementEdit()
        edit.data = .set(["none", "card"])
        try connection.editEngagement(101, edit)
      }
    }
    #expect(error?.sentence == "An engagement in which no data is entrusted cannot have data of another kind as well")
  }

  @Test func isLinkedOnceAndUnlinked() throws {
    try rehearse { connection in
      try connection.linkEngagement(101, toContract: 102)
      try connection.linkEngagement(101, toContract: 102)
      let contract = try connection.contracts(on: .iso("2026-11-22")).first { $0.reference == "C-2" }
      #expect(contract?.tier == "medium")
      try connection.unlinkEngagement(101, fromContract: 102)
      let error = #expect(throws: Clause6Error.self) { try connection.unlinkEngagement(101, fromContract: 102) }
      #expect(error?.message.hasPrefix("Engagement 101 is not worked under that contract") == true)
    }
  }
}
