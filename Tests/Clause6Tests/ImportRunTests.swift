import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// What is recorded of an import, what becomes of what a later edition lacks, and how an import is taken back.
@Suite(.serialized) struct ImportRunTests {
  private static let yaml = """
    clause6: mapping/1
    noun: contract
    source: test
    fields: {reference: No, title: Title, vendors: Vendor, ends_on: End, engagement: Work, owner: Owner, term.confidentiality: NDA}
    """
  private static let header = "No,Title,Vendor,End,Work,Owner,NDA"

  private func run(
    _ rows: [String], _ connection: Connection, yaml: String = ImportRunTests.yaml,
    _ change: (inout ListImport) -> Void = { _ in }
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(([ImportRunTests.header] + rows).joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: ["confidentiality"])
    var act = ListImport(file: path, mapping: mapping)
    change(&act)
    return try act.run(on: connection, as: .test)
  }

  /// Every row of the register but those that record imports, without who wrote them last.
  private func register(_ connection: Connection) throws -> [[String?]] {
    try ["person", "vendor", "engagement", "contract", "contract_vendor", "engagement_contract", "term"].flatMap {
      name in
      try connection.table("SELECT '\(identifier: name)', t::text FROM register.\(identifier: name) t ORDER BY id").rows
    }
  }

  // MARK: Gone

  private static let two = ["C-1,Cleaning,Acme,2099-03-31,,,", "C-2,Hosting,Acme,2020-03-31,,,"]

  @Test(.register) func whatIsGoneIsKeptAndCounted() throws {
    let connection = try TestDatabase.connect()
    _ = try run(ImportRunTests.two, connection)
    let result = try run([], connection)
    #expect(result.counts.gone == 2 && result.counts.ended == 0)
    #expect(result.gone.map(\.reference) == ["C-1"], "the other is over")
    #expect(
      try connection.value("SELECT count(*) FROM register.contract WHERE terminated_on IS NULL", as: Int.self) == 2)
  }

  @Test(.register) func whatIsGoneCanBeEnded() throws {
    let connection = try TestDatabase.connect()
    _ = try run(ImportRunTests.two + ["C-3,,Acme,,,,"], connection)
    let result = try run(["C-3,,Acme,,,,"], connection) { $0.gone = .end }
    #expect(result.counts.gone == 2 && result.counts.ended == 1)
    let ended = try connection.table(
      "SELECT reference FROM register.contract WHERE terminated_on = facts.as_of()"
    ).rows
    #expect(ended == [["C-1"]])
    // What ended stays so, and nothing is ended twice.
    #expect(try run(["C-3,,Acme,,,,"], connection) { $0.gone = .end }.counts.ended == 0)
    #expect(try connection.historyProblems().isEmpty)
  }

  @Test(.register) func whatIsGoneCanMakeTheImportFail() throws {
    let connection = try TestDatabase.connect()
    _ = try run(ImportRunTests.two, connection)
    let before = try register(connection)
    let error = #expect(throws: Clause6Error.self) {
      try run(["C-2,New,Acme,2020-03-31,,,"], connection) { $0.gone = .fail }
    }
    #expect(error?.message.contains("lacks 1 contracts that an earlier edition of test had, first C-1") == true)
    #expect(try register(connection) == before)
    #expect(try run(ImportRunTests.two, connection) { $0.gone = .fail }.counts.identical == 2)
  }

  /// A file that lost its rows on the way ends nothing.
  @Test(.register) func anEmptyFileEndsNothing() throws {
    let connection = try TestDatabase.connect()
    _ = try run(ImportRunTests.two, connection)
    let error = #expect(throws: Clause6Error.self) { try run([], connection) { $0.gone = .end } }
    #expect(error?.message.contains("has no rows") == true)
  }

  @Test(.register) func aRejectedRowIsNotGone() throws {
    let connection = try TestDatabase.connect()
    _ = try run(ImportRunTests.two, connection)
    let result = try run(["C-1,too few", "C-2,Hosting,Acme,2020-03-31,,,"], connection) { $0.gone = .end }
    #expect(result.counts.gone == 0 && result.counts.rejectedRows == 1)
  }

  // MARK: Strict, repeated

  @Test(.register) func strictImportsNothingWhenACellCannotBeRead() throws {
    let connection = try TestDatabase.connect()
    let rows = ["C-1,a,Acme,2027-02-30,,,", "C-2,b,Acme,,,,"]
    let error = #expect(throws: Clause6Error.self) { try run(rows, connection) { $0.isStrict = true } }
    #expect(error?.message.contains("as --strict wants it. The first is in line 2, column End: is no day") == true)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
    #expect(try run(["C-2,b,Acme,,,,"], connection) { $0.isStrict = true }.counts.added == 1)
  }

  @Test(.register) func ofRepeatedRowsTheLastCountsWhereTheMappingSaysSo() throws {
    let connection = try TestDatabase.connect()
    let rows = ["C-1,old,Acme,,,,", "C-2,x,Acme,,,,", "C-1,new,Bright,,,,"]
    #expect(try run(rows, connection).counts.rejectedRows == 1)
    let result = try run(rows, connection, yaml: ImportRunTests.yaml + "\nrepeated: last")
    #expect(result.counts.replaced == 1 && result.counts.changed == 1 && result.counts.identical == 1)
    let contract = try connection.table("SELECT title FROM register.contract WHERE reference = 'C-1'").rows
    #expect(contract == [["new"]])
  }

  // MARK: Undo

  private func undo(_ run: Int, _ connection: Connection, leavesChanged: Bool = false) throws -> ImportUndo {
    try connection.change(as: .test) { try $0.undoImport(run, leavesChanged: leavesChanged) }
  }

  @Test(.register) func anUndoneImportLeavesTheRegisterAsItWas() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-1,Cleaning,Acme,2027-03-31,Cabin,sato@x.example,present", "C-2,b,Bolt,,,,"], connection)
    let before = try register(connection)
    let result = try run(
      [
        "C-1,Cleaning of cabins,\"Acme\",2028-03-31,Planes,mori@x.example,missing", "C-2,b,Bolt,,,,yes",
        "C-3,New,New Ltd,,New work,,weak",
      ], connection)
    #expect(result.counts.changed == 1 && result.counts.added == 1)
    let undone = try undo(result.counts.id, connection)
    #expect(undone.removed > 0 && undone.restored > 0 && undone.kept.isEmpty)
    #expect(try register(connection) == before)
    #expect(try connection.historyProblems().isEmpty)
    // History keeps both, and the file can be imported again.
    let log = try connection.table(
      """
      SELECT string_agg(op::text, '' ORDER BY seq) FROM audit.entry
      WHERE entity = 'contract' GROUP BY key ORDER BY key
      """
    ).rows
    #expect(log == [["IUU"], ["I"], ["ID"]])
    #expect(try run(["C-3,New,New Ltd,,New work,,weak"], connection).counts.added == 1)
  }

  @Test(.register) func anImportIsUndoneOnce() throws {
    let connection = try TestDatabase.connect()
    let id = try run(ImportRunTests.two, connection).counts.id
    _ = try undo(id, connection)
    let again = #expect(throws: Clause6Error.self) { try undo(id, connection) }
    #expect(again?.message.hasPrefix("Import \(id) was undone already: on ") == true)
    let unknown = #expect(throws: Clause6Error.self) { try undo(99, connection) }
    #expect(unknown?.message.hasPrefix("There is no import 99") == true)
  }

  @Test(.register) func whatWasChangedOrUsedSinceIsNotUndoneUnseen() throws {
    let connection = try TestDatabase.connect()
    let id = try run(["C-1,a,Acme,,,,", "C-2,b,Bolt,,,,", "C-3,c,Acme,,,,"], connection).counts.id
    try connection.register(
      """
      UPDATE register.contract SET title = 'mine' WHERE reference = 'C-1';
      INSERT INTO register.term (contract_id, term_key, status)
        SELECT id, 'confidentiality', 'present' FROM register.contract WHERE reference = 'C-2'
      """)
    let before = try register(connection)
    let error = #expect(throws: Clause6Error.self) { try undo(id, connection) }
    #expect(error?.message.contains("rows were changed or used since import \(id), so nothing was undone") == true)
    #expect(error?.message.contains("was changed by test") == true)
    #expect(try register(connection) == before)

    let undone = try undo(id, connection, leavesChanged: true)
    #expect(undone.kept.contains { $0.hasSuffix("is used by a term") })
    #expect(try connection.table("SELECT reference FROM register.contract ORDER BY 1").rows == [["C-1"], ["C-2"]])
    #expect(try connection.historyProblems().isEmpty)
  }

  /// Contracts of one file that replace each other go together.
  @Test(.register) func whatRefersToEachOtherIsUndoneTogether() throws {
    let connection = try TestDatabase.connect()
    let yaml = ImportRunTests.yaml.replacing("title: Title", with: "supersedes: Title")
    let id = try run(["C-1,,Acme,,,,", "C-2,C-1,Acme,,,,"], connection, yaml: yaml).counts.id
    let undone = try undo(id, connection)
    #expect(undone.kept.isEmpty)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
    #expect(try connection.value("SELECT count(*) FROM register.vendor", as: Int.self) == 0)
  }

  /// What an undone file said is no evidence any more, and said again it is.
  @Test(.register) func anUndoneFileIsNoEvidence() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-1,first,Acme,,,,"], connection)
    let id = try run(["C-1,second,Acme,,,,"], connection).counts.id
    _ = try undo(id, connection)
    let raw = "SELECT raw FROM facts.import_source WHERE entity = 'contract'" as SQL
    #expect(try connection.value(raw, as: String.self) == "C-1,first,Acme,,,,")
    #expect(try run([], connection).counts.gone == 1)
    _ = try run(["C-1,second,Acme,,,,"], connection)
    #expect(try connection.value(raw, as: String.self) == "C-1,second,Acme,,,,")
  }

  // MARK: Files that say nothing

  @Test(.register) func aFileWithoutRowsIsSaid() throws {
    let connection = try TestDatabase.connect()
    #expect(try run([], connection).notes.contains { $0.hasSuffix("has no rows.") })
    let error = #expect(throws: Clause6Error.self) { try run([], connection) { $0.isStrict = true } }
    #expect(error?.message.contains("has no rows, so nothing was imported") == true)
  }

  @Test(.register) func aMappingOfOtherMembersStopsTheImport() throws {
    let connection = try TestDatabase.connect()
    let path = try temporaryFile(Array("[{\"id\": 1}, {\"id\": 2}]".utf8), ending: "json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let yaml = "clause6: mapping/1\nnoun: contract\nsource: s\nfields: {reference: number, title: name}"
    let mapping = try Mapping(yaml: yaml, path: "m.yaml", termKeys: [])
    let error = #expect(throws: Clause6Error.self) {
      try ListImport(file: path, mapping: mapping).run(on: connection, as: .test)
    }
    #expect(error?.message.contains("has no row with \"number\", so nothing was imported") == true)
  }

  @Test(.register) func aCodeThatIsMissingHoldsItsPlace() throws {
    let connection = try TestDatabase.connect()
    let yaml = """
      clause6: mapping/1
      noun: contract
      source: test
      fields: {reference: No, vendors: {column: Title, split: ";"}, vendor_codes: {column: Vendor, split: ";"}}
      """
    let result = try run(["C-1,A;B;C,V-1;;V-3,,,,", "C-2,A;B;C,V-1;V-3,,,,", "C-3,A,V-1;,,,,"], connection, yaml: yaml)
    #expect(result.rejects.map { "\($0.line) \($0.reason)" } == ["3 has 2 codes for 3 vendors"])
    let vendors = try connection.table("SELECT code, name FROM register.vendor ORDER BY name").rows
    #expect(vendors == [["V-1", "A"], [nil, "B"], ["V-3", "C"]])
  }

  @Test(.register) func aBlankWordIsNoPartOfAKey() throws {
    let connection = try TestDatabase.connect()
    let yaml = """
      clause6: mapping/1
      noun: contract
      source: test
      blank: [NA]
      fields: {reference: {columns: [No, Work], join: "-"}, note: {columns: [Title, Owner]}}
      """
    let result = try run(["C-1,x,,,a,NA,", "C-2,NA,,,NA,y,"], connection, yaml: yaml)
    #expect(result.rejects.first?.reason == "lacks its part \"Work\"")
    #expect(try connection.table("SELECT reference, note FROM register.contract").rows == [["C-1-a", "x"]])
  }
}
