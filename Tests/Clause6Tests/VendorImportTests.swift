import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

@Suite(.serialized) struct VendorImportTests {
  private static let yaml = """
    clause6: mapping/1
    noun: vendor
    source: test
    fields:
      code: Code
      name: Name
      english_name: English
      reading: Kana
      country: Country
      website: Site
      owner: Owner
      backup_owner: Backup
      parent: Parent
      trading_names: {column: Trading, split: ";"}
      corporate_number: Number
      lei: LEI
      note: Note
    """
  private static let header = "Code,Name,English,Kana,Country,Site,Owner,Backup,Parent,Trading,Number,LEI,Note"

  private func run(
    _ rows: [String], _ connection: Connection, header: String = VendorImportTests.header,
    yaml: String = VendorImportTests.yaml
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(([header] + rows).joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: [])
    return try ListImport(file: path, mapping: mapping).run(on: connection, as: .test)
  }

  /// Without the numbers of rows.
  private func vendors(_ connection: Connection) throws -> [[String?]] {
    try connection.table(
      """
      SELECT v.code, v.name, v.country, v.website, o.email, p.name AS parent FROM register.vendor v
      LEFT JOIN register.person o ON o.id = v.owner_id LEFT JOIN register.vendor p ON p.id = v.parent_id ORDER BY v.name
      """
    ).rows
  }

  @Test(.register) func takesAllThatIsSaidOfAVendor() throws {
    let connection = try TestDatabase.connect()
    let rows = [
      "T1,株式会社つばめ,Tsubame KK,ﾂﾊﾞﾒ,jp,tsubame.example,sato@x.example,Mori,T2,つばめ便;TSUBAME,7-0000-1205-0002,,old friend",
      "T2,持株会社,,,JP,https://hd.example,sato@x.example,,,,,,",
    ]
    let result = try run(rows, connection)
    #expect(result.counts.added == 2 && result.rejects.isEmpty, "\(result.rejects)")
    #expect(
      try vendors(connection) == [
        ["T2", "持株会社", "JP", "https://hd.example", "sato@x.example", nil],
        ["T1", "株式会社つばめ", "JP", "https://tsubame.example", "sato@x.example", "持株会社"],
      ])
    let details = try connection.table(
      """
      SELECT v.reading, v.note, b.name, i.scheme, i.value, (SELECT string_agg(n.name, '; ' ORDER BY n.name) FROM register.vendor_name n)
      FROM register.vendor v JOIN register.person b ON b.id = v.backup_owner_id JOIN register.vendor_identifier i ON i.vendor_id = v.id
      """
    ).rows
    #expect(details == [["ツバメ", "old friend", "Mori", "jp_corporate_number", "7000012050002", "TSUBAME; つばめ便"]])
    // Once more, and nothing is touched.
    let before = try connection.value("SELECT max(seq) FROM audit.entry WHERE entity NOT LIKE 'import%'", as: Int.self)
    let again = try run(rows, connection)
    #expect(again.counts.identical == 2 && again.rejects.isEmpty)
    let after = try connection.value("SELECT max(seq) FROM audit.entry WHERE entity NOT LIKE 'import%'", as: Int.self)
    #expect(after == before)
    #expect(try connection.historyProblems().isEmpty)
  }

  @Test(.register) func vendorsAreFoundByCodeNumberAndName() throws {
    let connection = try TestDatabase.connect()
    let lei = "529900T8BM49AURSDO55"
    _ = try run(
      ["T1,Acme Ltd,,,,,,,,,,,", ",Bolt Ltd,,,,,,,,,,\(lei),", ",Cog Ltd,,,,,,,,,,,"], connection)
    let result = try run(
      [
        "T1,Acme Group Ltd,,,,,,,,,,,", "T2,Bolt International,,,,,,,,,,\(lei),", "T3,ＣＯＧ　ltd,,,GB,,,,,,,,",
        "T4,Dot,,,,,,,,,,,",
      ], connection)
    #expect(result.counts.changed == 3 && result.counts.added == 1, "\(result.rejects)")
    let names = try connection.table("SELECT code, name FROM register.vendor ORDER BY code").rows
    #expect(names == [["T1", "Acme Group Ltd"], ["T2", "Bolt International"], ["T3", "ＣＯＧ　ltd"], ["T4", "Dot"]])
  }

  @Test(.register) func aCellThatARuleRefusesLeavesTheFieldAsItWas() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["T1,Acme,,,JP,https://a.example,,,,,,,"], connection)
    let result = try run(
      [
        "T1,Acme,,,Japan,not a site,x@y@z,,Nobody Ltd,,123,XYZ,seen", "T2,,,,JP,,,,,,,,", "T3,Loop,,,,,,,Loop,,,,",
      ], connection)
    let reasons = result.rejects.map { "\($0.line) \($0.column ?? "-"): \($0.reason)" }
    #expect(reasons.contains("2 Country: A country is a code of ISO 3166-1, such as JP; the United Kingdom is GB."))
    #expect(reasons.contains("2 Site: A home page begins with https:// or http:// and has no spaces."))
    #expect(reasons.contains { $0.hasPrefix("2 Owner: ") })
    #expect(reasons.contains("2 Parent: no vendor Nobody Ltd is in the register or in this file"))
    #expect(reasons.contains { $0.hasPrefix("2 Number: ") } && reasons.contains { $0.hasPrefix("2 LEI: ") })
    #expect(reasons.contains("3 -: has no name, so it cannot be told from others"))
    #expect(reasons.contains("4 -: A vendor cannot be its own parent."))
    #expect(try vendors(connection) == [["T1", "Acme", "JP", "https://a.example", nil, nil]])
    #expect(try connection.value("SELECT note FROM register.vendor", as: String.self) == "seen")
  }

  @Test(.register) func oneVendorHasOneRow() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["T1,Acme,,,,,,,,,,,", "T5,Twin,,,,,,,,,,,", "T6,Twin,,,,,,,,,,,"], connection)
    let result = try run(
      ["T1,Acme,,,,,,,,,,,", ",acme,,,,,,,,,,,", ",Bolt,,,,,,,,,,,", ",ＢＯＬＴ,,,,,,,,,,,", ",twin,,,,,,,,,,,"], connection
    )
    #expect(
      result.rejects.map { "\($0.line) \($0.reason)" } == [
        "3 line 2 is about the same vendor", "5 line 4 is about the same vendor",
        "6 several vendors are called twin: give the code of the one that is meant",
      ])
    #expect(result.counts.added == 1 && result.counts.identical == 1)
  }

  @Test(.register) func aVendorThatWasMergedKeepsTheOthersName() throws {
    let connection = try TestDatabase.connect()
    let rows = ["T1,Acme,,,,,,,,,,,", "T2,Acme Holding,,,,,,,,,,,"]
    _ = try run(rows, connection)
    try connection.register("INSERT INTO register.person (name) VALUES ('test')")
    try connection.change(as: .test) { connection in
      let kept = try connection.vendor(called: "T2")
      _ = try connection.mergeVendor(
        try connection.vendor(called: "T1"), into: kept, on: CalendarDate.iso("2026-11-22"))
    }
    let result = try run(["T1,Acme,,,,,,,,,,,noted"], connection)
    #expect(result.rejects.map(\.reason) == ["Acme was merged into Acme Holding, which keeps its name"])
    let names = try connection.table("SELECT code, name, note FROM register.vendor ORDER BY code").rows
    #expect(names == [["T1", "Acme", nil], ["T2", "Acme Holding", "noted"]])
  }

  @Test(.register) func anotherNumberOfOneSchemeFollowsTheOneBefore() throws {
    let connection = try TestDatabase.connect()
    let leis = ["529900T8BM49AURSDO55", "5493001KJTIIGC8Y1R12"]
    _ = try run(["T1,Acme,,,,,,,,,,\(leis[0]),"], connection)
    let result = try run(["T1,Acme,,,,,,,,,,\(leis[1]),"], connection)
    #expect(result.counts.changed == 1)
    let difference = try #require(result.differences.first)
    #expect(difference.field == "lei" && difference.old == leis[0] && difference.new == leis[1])
    let numbers = try connection.table(
      "SELECT value, until_on = facts.as_of() - 1 FROM register.vendor_identifier ORDER BY id"
    ).rows
    #expect(numbers == [[leis[0], "t"], [leis[1], nil]])
  }

  @Test(.register) func anUndoneListOfVendorsLeavesNone() throws {
    let connection = try TestDatabase.connect()
    let id = try run(["T1,Acme,,,,,a@x.example,,T2,A;B,,529900T8BM49AURSDO55,", "T2,HD,,,,,,,,,,,"], connection).counts
      .id
    let undone = try connection.change(as: .test) { try $0.undoImport(id) }
    #expect(undone.kept.isEmpty)
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == 0)
    #expect(try connection.value("SELECT count(*) FROM register.person", as: Int.self) == 0)
    #expect(try connection.historyProblems().isEmpty)
  }

  @Test(.register) func whatIsGoneFromAListOfVendorsIsCounted() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["T1,Acme,,,,,,,,,,,", "T2,Bolt,,,,,,,,,,,"], connection)
    #expect(try run(["T1,Acme,,,,,,,,,,,"], connection).counts.gone == 1)
  }
}
