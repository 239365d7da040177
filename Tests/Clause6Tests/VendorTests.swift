import Clause6
import Postgres
import TestSupport
import Testing

/// What can be done with a vendor through the library.
@Suite(.register) struct VendorTests {
  private static let day = CalendarDate.iso("2026-11-22")

  private func rehearse<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister(body)
  }

  private func add(_ name: String, _ connection: Connection, _ change: (inout VendorEdit) -> Void = { _ in }) throws
    -> Int
  {
    var edit = VendorEdit()
    edit.name = .set(name)
    change(&edit)
    return try connection.addVendor(edit)
  }

  @Test(arguments: [
    "T-1", "株式会社青空印刷", "(株式会社) 青空印刷", "aozora printing", "ｱｵｿﾞﾗ ｲﾝｻﾂ", "あおぞら　いんさつ", "AOZORA", "青空印刷有限会社",
  ])
  func isFoundByAnyName(name: String) throws {
    try rehearse { connection in
      let id = try add("株式会社青空印刷", connection) {
        $0.code = .set("T-1")
        $0.englishName = .set("Aozora Printing")
        $0.reading = .set("アオゾラインサツ")
      }
      _ = try add("Another", connection)
      try connection.addName("aozora", kind: .trading, language: .en, toVendor: id)
      try connection.addName("青空印刷有限会社", kind: .former, until: .iso("2006-04-30"), toVendor: id)
      guard name != "(株式会社) 青空印刷" else {
        // Brackets do count: likeness is for proposals, not for naming.
        #expect(throws: Clause6Error.self) { try connection.vendor(called: name) }
        return
      }
      #expect(try connection.vendor(called: name) == id)
      #expect(try connection.vendor(called: "#\(id)") == id)
      #expect(try connection.vendor(called: "\(id)") == id)
    }
  }

  @Test func aCodeOutranksNamesAndNumbersAndSeveralNamesTellNobody() throws {
    try rehearse { connection in
      let first = try add("Acme", connection)
      let second = try add("Bolt", connection) { $0.code = .set("Acme") }
      let third = try add("Cog", connection) { $0.code = .set("\(first)") }
      #expect(try connection.vendor(called: "Acme") == second)
      #expect(try connection.vendor(called: "\(first)") == third)
      #expect(try connection.vendor(called: "#\(first)") == first)
      try connection.addName("Cog", kind: .former, toVendor: second)
      let error = #expect(throws: Clause6Error.self) { try connection.vendor(called: "cog") }
      #expect(
        error?.message
          == "Several vendors are called \"cog\": name one by its code or number: #\(second) (Acme), #\(third) (\(first))."
      )
    }
  }

  /// A typo makes nobody; a mail address that nobody has yet is taken at its word.
  @Test func anOwnerIsSomebodyWhoIsThere() throws {
    try rehearse { connection in
      try connection.execute(
        script: "INSERT INTO register.person (name, left_on) VALUES ('Tanaka', NULL), ('Sato', '2026-01-31')")
      let typo = #expect(throws: Clause6Error.self) { try add("Acme", connection) { $0.owner = .set("Tanka") } }
      #expect(
        typo?.message
          == "Nobody is called \"Tanka\" (did you mean \"Tanaka\"?): register them with \"clause6 person add\", or name a mail address."
      )
      let gone = #expect(throws: Clause6Error.self) { try add("Acme", connection) { $0.owner = .set("Sato") } }
      #expect(gone?.message == "Sato left on 2026-01-31 and answers for nothing any more: name somebody else.")
      _ = try add("Acme", connection) { $0.owner = .set("ito@tsubame.example") }
    }
  }

  @Test func aCodeIsFoundInWhateverWidthAndCase() throws {
    try rehearse { connection in
      let id = try add("Acme", connection) { ($0.code, $0.country) = (.set(" T0901 "), .set("ｊｐ")) }
      #expect(try connection.vendor(called: "ｔ０９０１") == id)
      let row = try connection.table("SELECT code, country FROM register.vendor WHERE id = \(id)").rows
      #expect(row == [["T0901", "JP"]])
    }
  }

  @Test func whatSaysTheSameAgainLeavesNoTrace() throws {
    try rehearse { connection in
      let id = try add("Acme", connection)
      var edit = VendorEdit()
      edit.reading = .set("ｱｸﾒ")
      edit.owner = .set("sato@tsubame.example")
      edit.backupOwner = .set("mori@tsubame.example")
      var contact = ContactEdit()
      contact.name = .set("Desk")
      contact.role = .set(.incident)
      contact.phone = .set("03-1234-5678")
      let desk = try connection.addContact(contact, toVendor: id)
      try connection.addName("Ace", kind: .abbreviation, toVendor: id)
      func act() throws -> Int {
        try connection.editVendor(id, edit)
        try connection.editContact(desk, contact)
        try connection.endName("ACE", ofVendor: id, on: VendorTests.day)
        return try connection.value("SELECT count(*) FROM audit.entry") ?? 0
      }
      let before = try act()
      #expect(try act() == before)
      #expect(try connection.vendors(on: VendorTests.day).first?.reading == "アクメ")
    }
  }

  @Test func aNewLegalNameKeepsTheOneUntilNow() throws {
    try rehearse { connection in
      let id = try add("Acme", connection)
      var edit = VendorEdit()
      edit.name = .set("ａｃｍｅ")
      edit.formerNameUntil = .iso("2026-06-30")
      // Only written otherwise: no other name.
      try connection.editVendor(id, edit)
      edit.name = .set("Bolt")
      try connection.editVendor(id, edit)
      try connection.editVendor(id, edit)
      let names = try connection.table("SELECT name, kind, until_on FROM register.vendor_name").rows
      #expect(names == [["ａｃｍｅ", "former", "2026-06-30"]])
      #expect(try connection.vendor(called: "Acme") == id)
      #expect(try connection.vendor(called: "Bolt") == id)
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    try rehearse { connection in
      let id = try add("Acme", connection)
      #expect(throws: Clause6Error.self) { try connection.endName("Ace", ofVendor: id, on: VendorTests.day) }
      #expect(throws: Clause6Error.self) { try connection.withdrawMove(ofVendor: id, on: VendorTests.day) }
      #expect(throws: Clause6Error.self) { try connection.contact(called: "9") }
      #expect(throws: Clause6Error.self) { try connection.contact(called: "desk") }
    }
  }
}
