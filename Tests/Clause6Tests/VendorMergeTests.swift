import Clause6
import Postgres
import TestSupport
import Testing

/// Two entries of one company become one, and both histories are kept.
@Suite(.register) struct VendorMergeTests {
  private static let day = CalendarDate.iso("2026-11-22")
  private static let dayBefore = CalendarDate.iso("2026-11-21")

  private static let seed = """
    INSERT INTO register.person (id, name, login) VALUES (101, 'Mori', 'test'), (102, 'Sato', 'sato');
    INSERT INTO register.vendor (id, code, name, country, owner_id) VALUES
      (1, 'T1', '青空印刷(株)', 'JP', 102), (2, 'T2', '株式会社青空印刷', NULL, NULL), (3, 'T3', 'Child', NULL, NULL), (4, 'T4', 'Other', NULL, NULL);
    UPDATE register.vendor SET parent_id = 1 WHERE id IN (2, 3);
    INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'printing'), (2, 2, 'printing'), (3, 1, 'mailing');
    INSERT INTO register.contract (id, reference, open_ended) VALUES (1, 'C-1', true), (2, 'C-2', true);
    INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1), (1, 2, 2), (2, 1, 1);
    INSERT INTO register.vendor_name (vendor_id, kind, name) VALUES (1, 'trading', 'Aozora'), (2, 'trading', 'AOZORA');
    INSERT INTO register.vendor_identifier (vendor_id, scheme, value) VALUES
      (1, 'abn', '51824753556'), (2, 'abn', '51824753556'), (1, 'duns', '123456789');
    INSERT INTO register.vendor_contact (vendor_id, name, role, phone) VALUES (1, 'Desk', 'incident', '03-1234-5678');
    INSERT INTO register.vendor_stage (vendor_id, stage, from_on) VALUES (1, 'proposed', '2026-04-01');
    """

  private func merged<T>(_ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: VendorMergeTests.seed)
      _ = try connection.mergeVendor(1, into: 2, on: VendorMergeTests.day)
      return try body(connection)
    }
  }

  private func lines(_ connection: Connection, _ sql: String) throws -> [String] {
    try connection.table(SQL(verbatim: sql)).rows.map { $0.map { $0 ?? "–" }.joined(separator: " ") }
  }

  @Test func whatIsOfTheOneIsOfTheOther() throws {
    try merged { connection throws in
      #expect(
        try lines(connection, "SELECT vendor_id, title FROM facts.engagement('2026-11-22') ORDER BY engagement_id") == [
          "2 printing", "2 printing", "2 mailing",
        ])
      #expect(
        try lines(
          connection, "SELECT contract_id, vendor_id, place FROM facts.contract_vendor('2026-11-22') ORDER BY 1")
          == ["1 2 2", "2 2 1"])
      #expect(
        try lines(connection, "SELECT vendor_id, scheme FROM facts.vendor_number('2026-11-22') ORDER BY scheme") == [
          "2 abn", "2 duns",
        ])
      #expect(try lines(connection, "SELECT vendor_id FROM facts.vendor_contact('2026-11-22')") == ["2"])
      #expect(try lines(connection, "SELECT vendor_id FROM facts.stage_history('2026-11-22')") == ["1"])
      #expect(
        try lines(connection, "SELECT vendor_id, name, kind, from_on FROM facts.vendor_name('2026-11-22') ORDER BY 2")
          == [
            "2 AOZORA trading –", "2 Aozora trading –", "2 青空印刷(株) merged 2026-11-22",
          ])
      // What nobody recorded of the one is taken from the other, and nobody becomes their own parent.
      #expect(
        try lines(connection, "SELECT country, owner, parent FROM facts.vendor('2026-11-22') WHERE vendor_id = 2")
          == ["JP Sato –"])
      #expect(
        try lines(connection, "SELECT vendor_id, relation, other_id FROM facts.vendor_group('2026-11-22') ORDER BY 2")
          == ["3 parent 2", "2 subsidiary 3"])
    }
  }

  @Test func whatComesAlongIsTold() throws {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: VendorMergeTests.seed)
      let parts = try connection.mergeVendor(1, into: 2, on: VendorMergeTests.day)
      #expect(
        parts.map { "\($0.what) \($0.rows)" } == [
          "contract_vendor 2", "engagement 2", "vendor 2", "vendor_contact 1", "vendor_identifier 2", "vendor_name 1",
        ])
    }
  }

  @Test func itIsListedUntilTheDayAndFoundForEver() throws {
    try merged { connection throws in
      #expect(try connection.vendors(on: VendorMergeTests.dayBefore).map(\.vendorId).sorted() == [1, 2, 3, 4])
      #expect(try connection.vendors(on: VendorMergeTests.day).map(\.vendorId).sorted() == [2, 3, 4])
      for name in ["T1", "#1", "青空印刷(株)", "12-345-6789", "51 824 753 556", "Aozora"] {
        #expect(try connection.vendor(called: name) == 2, "\(name)")
      }
      #expect(try connection.vendor(called: "T1", on: VendorMergeTests.dayBefore) == 1)
      try connection.pretendToday(VendorMergeTests.dayBefore)
      #expect(try connection.vendor(called: "T1") == 1)
      let toCome = #expect(throws: Clause6Error.self) {
        try connection.mergeVendor(4, into: 3, on: VendorMergeTests.day)
      }
      #expect(toCome?.message == "The two are not one vendor on 2026-11-22 yet: today is 2026-11-21.")
      #expect(try connection.vendor(called: "T1", on: VendorMergeTests.day) == 2)
    }
  }

  @Test func nothingElseIsRewritten() throws {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: VendorMergeTests.seed)
      let before = try connection.value("SELECT max(seq) FROM audit.entry", as: Int.self)
      _ = try connection.mergeVendor(1, into: 2, on: VendorMergeTests.day)
      #expect(try connection.historyProblems() == [])
      let changed: SQL = "SELECT entity, key, op FROM audit.entry WHERE seq > \(before) ORDER BY seq"
      #expect(try connection.table(changed).rows == [["vendor", "1", "U"], ["vendor", "2", "U"]])
    }
  }

  @Test func whatAnEntryHadIsChangedThroughTheVendorAsWhichItGoesOn() throws {
    try merged { connection throws in
      try connection.endIdentifier("123456789", scheme: .duns, ofVendor: 2, on: VendorMergeTests.day)
      try connection.endName("aozora", ofVendor: 2, on: VendorMergeTests.day)
      #expect(
        try lines(connection, "SELECT vendor_id, until_on FROM register.vendor_name ORDER BY 1") == [
          "1 2026-11-22", "2 2026-11-22",
        ])
      #expect(try connection.engagement(called: "mailing", ofVendor: 2) == 3)
      let several = #expect(throws: Clause6Error.self) { try connection.engagement(called: "printing", ofVendor: 2) }
      #expect(several?.message == "The vendor has several engagements \"printing\": name one by its number: #1, #2.")
      #expect(try connection.engagement(called: "T2/mailing") == 3)
      #expect(try connection.engagement(called: "T1/printing", ofVendor: 2) == 1)
      // A contract that names the company by its old entry names it already.
      var edit = ContractEdit()
      edit.vendors = .set(["T2"])
      try connection.editContract(2, edit)
      #expect(try lines(connection, "SELECT vendor_id FROM register.contract_vendor WHERE contract_id = 2") == ["1"])
    }
  }

  @Test(arguments: [
    "SELECT register.merge_vendor(1, 4, '2026-12-01')", "SELECT register.merge_vendor(4, 1, '2026-12-01')",
    "UPDATE register.vendor SET merged_into_id = NULL, merged_on = NULL WHERE id = 1",
    "UPDATE register.vendor SET merged_on = '2026-01-01' WHERE id = 1",
    "SELECT register.merge_vendor(2, 1, '2026-12-01')",
    "INSERT INTO register.vendor (name, merged_into_id, merged_on) VALUES ('New', 1, '2026-12-01')",
  ])
  func aMergerStays(statement: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try merged { try $0.execute(SQL(verbatim: statement)) }
    }
    #expect(error?.sqlState == "23514")
  }

  @Test func mergersMakeALine() throws {
    try merged { connection throws in
      try connection.pretendToday(.iso("2026-12-01"))
      _ = try connection.mergeVendor(2, into: 4, on: .iso("2026-12-01"))
      #expect(try connection.vendor(called: "T1") == 4)
      #expect(try connection.vendor(called: "T1", on: .iso("2026-11-30")) == 2)
      #expect(try connection.vendor(called: "T1", on: .iso("2026-12-01")) == 4)
      #expect(throws: Clause6Error.self) { try connection.mergeVendor(4, into: 4, on: VendorMergeTests.day) }
    }
  }

  @Test func whoWasToldApartFromTheOneIsToldApartFromTheOther() throws {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: VendorMergeTests.seed)
      try connection.execute("UPDATE register.vendor SET english_name = 'Blue Sky' WHERE id IN (2, 4)")
      #expect(try connection.vendorDuplicates(on: VendorMergeTests.day).map(\.otherId) == [2, 4])
      try connection.tellApart(4, 1)
      _ = try connection.mergeVendor(1, into: 2, on: VendorMergeTests.day)
      #expect(try connection.vendorDuplicates(on: VendorMergeTests.day) == [])
    }
  }

  /// What refers to a vendor either follows it or is the entry's own history: a table that is added later must be thought of here.
  @Test func everyReferenceToAVendorIsThoughtOf() throws {
    let found = try lines(
      TestDatabase.connect(),
      """
      SELECT c.relname || '.' || a.attname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      WHERE f.contype = 'f' AND f.confrelid = 'register.vendor'::regclass ORDER BY 1
      """)
    let follows = [
      "assessment.vendor_id", "contract_vendor.vendor_id", "dora_provider.vendor_id", "evidence.vendor_id",
      "incident.vendor_id",
      "offboarding.vendor_id", "responsibility.vendor_id", "review.vendor_id", "review_move.vendor_id",
      "review_schedule.vendor_id",
      "subcontractor.subcontractor_vendor_id", "subcontractor.vendor_id", "engagement.vendor_id", "vendor.parent_id",
      "vendor_contact.vendor_id",
      "vendor_identifier.vendor_id", "vendor_name.vendor_id", "waiver.vendor_id",
    ]
    let isItsOwn = [
      "finding.vendor_id", "vendor.merged_into_id", "vendor_distinct.other_id", "vendor_distinct.vendor_id",
      "vendor_stage.vendor_id",
    ]
    #expect(found == (follows + isItsOwn).sorted())
  }
}
