import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Rows that say what is registered are left alone, and whatever makes one doubtful makes the import look at it.
@Suite(.serialized) struct ImportSettledTests {
  private static let yaml = """
    clause6: mapping/1
    noun: contract
    source: test
    fields:
      reference: No
      title: Title
      vendors: {column: Vendor, split: ";"}
      vendor_codes: {column: Code, split: ";"}
      engagement: Work
      tier: Tier
      owner: Owner
      supersedes: Old
      term.confidentiality: NDA
    """
  private static let header = "No,Title,Vendor,Code,Work,Tier,Owner,Old,NDA"
  private static let rows = [
    "C-1,Cleaning,Acme,T1,Cabin,high,sato@x.example,,present",
    "C-2,Hosting,Acme;Bolt,T1;T2,Cabin,high,Mori,C-1,missing",
    "C-3,,Curve,,,,,,",
  ]

  private func run(
    _ rows: [String], _ connection: Connection, yaml: String = ImportSettledTests.yaml,
    _ change: (inout ListImport) -> Void = { _ in }
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(([ImportSettledTests.header] + rows).joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: ["confidentiality"])
    var act = ListImport(file: path, mapping: mapping)
    change(&act)
    return try act.run(on: connection, as: .test)
  }

  /// Imports the three rows and tells what is done since.
  private func registered(_ since: String = "SELECT 1") throws -> Connection {
    let connection = try TestDatabase.connect()
    _ = try run(ImportSettledTests.rows, connection)
    try connection.register(since)
    return connection
  }

  private func words(_ result: ImportResult) -> [String] {
    result.differences.map { "\($0.reference) \($0.field): \($0.old ?? "–") > \($0.new ?? "–")" }
  }

  private func rows(_ connection: Connection, _ sql: SQL) throws -> [String] {
    try connection.table(sql).rows.map { $0.map { $0 ?? "–" }.joined(separator: " ") }
  }

  // MARK: What differs is seen

  @Test(.register) func anOwnerNamedInAnotherWayIsTheSame() throws {
    let connection = try registered()
    let other = ImportSettledTests.rows.map {
      $0.replacing("sato@x.example", with: "SATO@X.EXAMPLE").replacing("Mori", with: "ｍｏｒｉ")
    }
    #expect(try run(other, connection).counts.identical == 3)
    #expect(try connection.value("SELECT count(*) FROM register.person", as: Int.self) == 2)
    let changed = ImportSettledTests.rows.map { $0.replacing("Mori", with: "sato@x.example") }
    #expect(try run(changed, connection).counts.changed == 1)
    let without = ImportSettledTests.rows.map { $0.replacing("Mori", with: "") }
    #expect(try words(run(without, connection)) == ["C-2 owner: sato@x.example > –"])
  }

  /// Of several people of one name the first is meant, whoever it is that the register names.
  @Test(.register) func anotherPersonOfThatNameIsAnother() throws {
    let connection = try registered(
      """
      INSERT INTO register.person (name) VALUES ('MORI');
      UPDATE register.contract SET owner_id = (SELECT max(id) FROM register.person) WHERE reference = 'C-2'
      """)
    let other = ImportSettledTests.rows.map { $0.replacing("Mori", with: "MORI") }
    #expect(try run(other, connection).differences.map(\.field) == ["owner"])
  }

  @Test(.register) func aVendorMergedSinceIsTheSameUnderEitherName() throws {
    let connection = try registered("INSERT INTO register.person (name) VALUES ('test')")
    _ = try connection.change(as: .test) { connection in
      try connection.mergeVendor(1, into: 2, on: connection.today())
    }
    let links: SQL = "SELECT contract_id, vendor_id, position FROM register.contract_vendor ORDER BY id"
    let before = try rows(connection, links)
    for other in [["Acme;Bolt,T1;T2", "Acme,T1"], ["Bolt,T2", "Bolt,T2"], ["Acme;Bolt,;T2", "Bolt,"]] {
      let renamed = ImportSettledTests.rows.map {
        $0.replacing("Acme;Bolt,T1;T2", with: other[0]).replacing("Acme,T1", with: other[1])
      }
      #expect(try run(renamed, connection).counts.identical == 3)
    }
    #expect(try rows(connection, links) == before)
  }

  @Test(.register) func whatWasChangedSinceIsSetBack() throws {
    let connection = try registered(
      """
      UPDATE register.term SET status = 'weak' WHERE status = 'present';
      DELETE FROM register.term WHERE status = 'missing';
      UPDATE register.contract SET supersedes_id = NULL WHERE reference = 'C-2';
      UPDATE register.contract SET title = 'Curves' WHERE reference = 'C-3';
      """)
    #expect(
      try words(run(ImportSettledTests.rows, connection)) == [
        "C-1 term.confidentiality: weak > present", "C-2 supersedes: – > C-1", "C-2 term.confidentiality: – > missing",
        "C-3 title: Curves > –",
      ])
    #expect(try run(ImportSettledTests.rows, connection).counts.identical == 3)
  }

  @Test(.register) func linksChangedSinceAreSetBack() throws {
    let connection = try registered(
      """
      UPDATE register.contract_vendor SET position = 3 WHERE contract_id = 2 AND vendor_id = 1;
      INSERT INTO register.engagement (vendor_id, title) VALUES (3, 'Bends');
      INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (2, 3);
      UPDATE register.engagement_contract SET until_on = facts.as_of() - 1 WHERE contract_id = 1;
      """)
    #expect(
      try words(run(ImportSettledTests.rows, connection)) == [
        "C-1 engagement: – > Cabin", "C-2 vendors: Bolt; Acme > Acme; Bolt", "C-3 engagement: Bends > –",
      ])
    #expect(try run(ImportSettledTests.rows, connection).counts.identical == 3)
  }

  // MARK: Rows that make others doubtful

  /// The row of the name alone says the same as before, and yet is not clear any more.
  @Test(.register) func aNewCodeMakesItsNameUnclear() throws {
    let connection = try registered("UPDATE register.vendor SET code = 'T3' WHERE name = 'Curve'")
    let result = try run(ImportSettledTests.rows + ["C-4,New,curve,T4,,,,,"], connection)
    #expect(result.counts.identical == 3 && result.counts.added == 1)
    #expect(
      result.rejects.map { "\($0.line) \($0.reason)" } == [
        "4 several vendors are called Curve: give the code of the one that is meant"
      ])
    #expect(try rows(connection, "SELECT vendor_id FROM register.contract_vendor WHERE contract_id = 3") == ["3"])
  }

  @Test(.register) func rowsOfOneEngagementAreJudgedTogether() throws {
    let connection = try registered()
    func tiers(_ first: String, _ second: String) throws -> ImportResult {
      var rows = ImportSettledTests.rows
      rows[0].replace("Cabin,high", with: "Cabin,\(first)")
      rows[1].replace("Cabin,high", with: "Cabin,\(second)")
      return try run(rows, connection)
    }
    #expect(try tiers("low", "high").counts.identical == 3, "the strictest counts")
    #expect(try words(tiers("critical", "high")) == ["C-1 tier: high > critical", "C-2 tier: high > critical"])
    #expect(try tiers("low", "medium").counts.changed == 2)
    #expect(try rows(connection, "SELECT tier FROM register.engagement") == ["medium"])
  }

  @Test(.register) func aNewContractMakesItsEngagementStricter() throws {
    let connection = try registered()
    let result = try run(ImportSettledTests.rows + ["C-4,New,acme,,Cabin,critical,,,"], connection)
    #expect(
      words(result) == ["C-1 tier: high > critical", "C-2 tier: high > critical", "C-4 tier: high > critical"])
    #expect(result.counts.added == 1 && result.counts.changed == 2)
    // A file that lacks the strict one keeps what that asks for.
    #expect(try run(ImportSettledTests.rows, connection).counts.identical == 3)
  }

  // MARK: Counts, evidence, what is gone

  @Test(.register) func aReferenceThatStandsTwiceCountsOnce() throws {
    let connection = try registered()
    let result = try run(ImportSettledTests.rows + [ImportSettledTests.rows[0], "C-1,Other,Acme,T1,,,,,"], connection)
    #expect(result.counts.identical == 3 && result.counts.rejectedRows == 2)
    #expect(result.rejects.map(\.reason) == Array(repeating: "line 2 already has the reference C-1", count: 2))
    let last = try run(
      ["C-1,Other,Acme,T1,,,,,"] + ImportSettledTests.rows, connection,
      yaml: ImportSettledTests.yaml + "\nrepeated: last")
    #expect(last.counts.replaced == 1 && last.counts.identical == 3 && last.rejects.isEmpty)
  }

  @Test(.register) func whatIsLeftAloneIsNotGoneAndCanBeLater() throws {
    let connection = try registered()
    #expect(try run(ImportSettledTests.rows, connection) { $0.gone = .fail }.counts.gone == 0)
    let result = try run(Array(ImportSettledTests.rows.dropLast()), connection) { $0.gone = .end }
    #expect(result.counts.gone == 1 && result.counts.ended == 1 && result.counts.identical == 2)
    #expect(
      try rows(connection, "SELECT reference FROM register.contract WHERE terminated_on = facts.as_of()") == ["C-3"])
  }

  @Test(.register) func whatAnotherSourceSaysTooIsEvidenceOnce() throws {
    let connection = try registered()
    let yaml = ImportSettledTests.yaml.replacing("source: test", with: "source: other")
    let evidence: SQL = "SELECT import_run_id, line, key FROM register.import_row WHERE import_run_id > 1 ORDER BY line"
    for _ in 1...2 {
      #expect(try run(ImportSettledTests.rows, connection, yaml: yaml).counts.identical == 3)
      #expect(try rows(connection, evidence) == ["2 2 1", "2 3 2", "2 4 3"])
    }
    #expect(try run([], connection, yaml: yaml).counts.gone == 3)
  }

  @Test(.register) func anUndoneImportLeavesWhatItLeftAlone() throws {
    let connection = try registered()
    let tables: SQL =
      "SELECT c, l FROM register.contract c, register.contract_vendor l WHERE l.contract_id = c.id ORDER BY l.id"
    let before = try rows(connection, tables)
    var changed = ImportSettledTests.rows
    changed[0].replace("Cleaning", with: "Laundry")
    let result = try run(changed, connection)
    #expect(result.counts.changed == 1 && result.counts.identical == 2)
    let undone = try connection.change(as: .test) { try $0.undoImport(result.counts.id) }
    #expect(undone == ImportUndo(removed: 0, restored: 1, kept: []))
    #expect(try rows(connection, tables) == before)
  }

  /// Of a cell that cannot be read the row says nothing, and of the others it says what is registered.
  @Test(.register) func aRowWithAnUnreadableCellIsLeftAloneToo() throws {
    let connection = try registered()
    let rows = ImportSettledTests.rows.map { $0.replacing("Cabin,high", with: "Cabin,huge") } + ["C-1,,,,,huge,,,yes"]
    let result = try run(rows, connection, yaml: ImportSettledTests.yaml + "\nrepeated: last")
    #expect(result.counts.rejectedCells == 5 && result.counts.replaced == 1 && result.counts.changed == 1)
    #expect(
      words(result) == [
        "C-1 engagement: Cabin > –", "C-1 owner: sato@x.example > –", "C-1 title: Cleaning > –",
        "C-1 vendors: Acme > –",
      ])
  }
}
