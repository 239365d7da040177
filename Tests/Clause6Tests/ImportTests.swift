import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

@Suite(.serialized) struct ImportTests {
  static let yaml = """
    clause6: mapping/1
    noun: contract
    source: test
    dates: ymd
    blank: ["-"]
    fields:
      reference: No
      title: Title
      vendors: {column: Vendor, split: "\\n"}
      vendor_codes: {column: Code, split: "\\n"}
      ends_on: End
      engagement: Work
      tier: Tier
      owner: Owner
      supersedes: Old
      term.confidentiality: NDA
    """
  static let header = "No,Title,Vendor,Code,End,Work,Tier,Owner,Old,NDA"

  private func run(
    _ rows: [String], _ connection: Connection, header: String = ImportTests.header, yaml: String = ImportTests.yaml,
    rehearse: Bool = false
  ) throws -> ImportResult {
    let path = try temporaryFile(Array(([header] + rows).joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: ["confidentiality"])
    return try ListImport(file: path, mapping: mapping).run(on: connection, as: .test, rehearse: rehearse)
  }

  /// Every row of every table with the transaction that wrote it: equal only if nothing was touched.
  private func fingerprint(_ connection: Connection) throws -> [[String?]] {
    try ["person", "vendor", "engagement", "contract", "contract_vendor", "engagement_contract", "term", "import_row"]
      .flatMap { name in
        try connection.table(
          "SELECT '\(identifier: name)', xmin, t::text FROM register.\(identifier: name) t ORDER BY id"
        ).rows
      } + connection.table("SELECT count(*)::text FROM audit.entry WHERE entity NOT LIKE 'import%'").rows
  }

  @Test(.register) func aSecondRunChangesNoRow() throws {
    let connection = try TestDatabase.connect()
    let rows = [
      "C-1,Cleaning,\"Acme\nBright\",\"T1\nT2\",2027-03-31,Cabin cleaning,high,sato@x.example,,present",
      "C-2,Laundry,Acme,T1,-,,,Suzuki,C-1,",
    ]
    #expect(try run(rows, connection).counts.added == 2)
    let before = try fingerprint(connection)
    let second = try run(rows, connection)
    #expect(second.counts.words == "2 read, 0 added, 0 changed, 2 identical, 0 gone, 0 rejected rows, 0 cells")
    #expect(try fingerprint(connection) == before)
  }

  @Test(.register) func aDryRunLeavesNothing() throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    #expect(
      try run(["C-1,Cleaning,Acme,,2027-03-31,Work,high,sato@x.example,,present"], connection, rehearse: true).counts
        .added == 1)
    #expect(try fingerprint(connection) == before)
    #expect(try connection.value("SELECT count(*) FROM register.import_run", as: Int.self) == 0)
  }

  @Test(.register) func aFileThatBreaksInTheMiddleLeavesNothing() throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    let rows = (1...5_000).map { "C-\($0),Title,Acme,,2027-03-31,,,,," } + ["C-9999,\"never closed"]
    #expect(throws: Clause6Error.self) { try run(rows, connection) }
    #expect(try fingerprint(connection) == before)
    #expect(try run(Array(rows.dropLast()), connection).counts.added == 5_000)
  }

  @Test(.register) func eachDifferenceIsNamedAndWritten() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-0,,,,,,,,,", "C-1,Old title,Acme,,2027-03-31,Cleaning,low,sato@x.example,,missing"], connection)
    let result = try run(
      ["C-0,,,,,,,,,", "C-1,New title,\"Bright\nAcme\",,2028-03-31,Laundry,high,ito@x.example,C-0,present"], connection)
    #expect(result.counts.changed == 1 && result.counts.identical == 1)
    let fields = Set(result.differences.map(\.field))
    #expect(
      fields == ["title", "ends_on", "vendors", "engagement", "owner", "supersedes", "term.confidentiality"])
    let day = try connection.today()
    let contract = try #require(try connection.contracts(on: day).first { $0.reference == "C-1" })
    #expect(contract.vendors == ["Bright", "Acme"])
    #expect(contract.tier == "high")
    let yesterday = try #require(try connection.value("SELECT facts.as_of() - 1", as: CalendarDate.self))
    let before = try #require(try connection.contracts(on: yesterday).first { $0.reference == "C-1" })
    #expect(before.tier == "low", "the work of the days before stays what it was")
    #expect(try connection.historyProblems().isEmpty)
  }

  @Test(.register) func anUnreadableCellKeepsWhatIsRegistered() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-1,Title,Acme,,2027-03-31,,,,,"], connection)
    let result = try run(["C-1,Title,Acme,,2027-02-31,,,,,"], connection)
    #expect(result.counts.identical == 1 && result.counts.rejectedCells == 1)
    let reject = try #require(result.rejects.first)
    #expect(reject.column == "End" && reject.text == "2027-02-31" && reject.line == 2)
    #expect(try connection.value("SELECT ends_on FROM register.contract") == CalendarDate.iso("2027-03-31"))
  }

  @Test(.register) func correctedRejectsAreImportedByThemselves() throws {
    let connection = try TestDatabase.connect()
    let result = try run(
      ["C-1,Title,Acme,,2027-02-31,,,,,", "C-2,\"a, \"\"b\"\"\",Acme,,2027-03-31,,,,,", ",x,Acme,,,,,,,"], connection)
    #expect(result.counts.rejectedRows == 1)
    let csv = RejectsFile.csv(result)
    let lines = csv.replacing(",x,", with: "C-3,x,").replacing("2027-02-31,,,,,,2", with: "2027-02-28,,,,,,2").split(
      separator: "\r\n"
    ).map(String.init)
    let again = try run(Array(lines.dropFirst()), connection, header: lines[0])
    #expect(again.counts.words == "2 read, 1 added, 1 changed, 0 identical, 0 gone, 0 rejected rows, 0 cells")
    #expect(again.unusedColumns.isEmpty)
    #expect(
      try connection.value("SELECT ends_on FROM register.contract WHERE reference = 'C-1'")
        == CalendarDate.iso("2027-02-28"))
  }

  /// Whatever form the file has, people get one that their spreadsheet program opens and runs nothing of.
  @Test(.register) func rejectsOfAFileInAnotherFormAreImportedToo() throws {
    let connection = try TestDatabase.connect()
    let yaml = """
      clause6: mapping/1
      noun: contract
      source: test
      encoding: cp932
      delimiter: ";"
      fields: {reference: 番号, title: 名称, ends_on: 終了}
      """
    let text = "番号;名称;終了\nC-1;=1+1;令和7年2月30日\nC-2;'-x;\nC-3;x\n"
    let path = try temporaryFile(try TextEncodingTests.bytes(text, .cp932))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: [])
    let result = try ListImport(file: path, mapping: mapping).run(on: connection, as: .test)
    #expect(result.counts.added == 2 && result.counts.rejectedRows == 1 && result.counts.rejectedCells == 1)
    let csv = RejectsFile.csv(result)
    #expect(csv.hasPrefix("\u{FEFF}番号,名称,終了,clause6_line"))
    #expect(csv.contains("C-1,'=1+1,令和7年2月30日,2,終了,令和7年2月30日,is no day of the calendar\r\n"))

    let corrected = try temporaryFile(Array(csv.replacing("令和7年2月30日,2", with: "令和7年2月28日,2").utf8))
    defer { try? FileManager.default.removeItem(atPath: corrected) }
    let again = try ListImport(file: corrected, mapping: mapping).run(on: connection, as: .test)
    #expect(again.rejects.isEmpty && again.counts.changed == 1 && again.counts.added == 1 && again.counts.gone == 0)
    let titles = try connection.table("SELECT title FROM register.contract ORDER BY reference").rows
    #expect(titles == [["=1+1"], ["'-x"], ["x"]])
  }

  @Test(.register) func aFileThatItsMappingDoesNotFitIsLeftAlone() throws {
    let connection = try TestDatabase.connect()
    let rows = (0...RejectList.limit).map { "C-\($0),,,,soon,,,,," }
    let error = #expect(throws: Clause6Error.self) { try run(rows, connection) }
    #expect(error?.message.contains("more than 100000 rows and cells that cannot be read") == true)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
  }

  @Test(.register) func totalsAreNoContracts() throws {
    let connection = try TestDatabase.connect()
    let rows = ["C-1,,Acme,,,,,,,", "合　計,,,,,,,,,", "Total,,,,,,,,,", "小計,,,,,,,,,"]
    let result = try run(rows, connection, yaml: ImportTests.yaml + "\nignore: [合　計]")
    #expect(result.counts.read == 3 && result.counts.added == 1 && result.counts.rejectedRows == 2)
    #expect(result.rejects.first?.reason.hasPrefix("seems to add up others; \"ignore: [Total]\"") == true)
  }

  /// A key of several columns, a word for all others, a currency read out of the amounts.
  @Test(.register) func fieldsAreMadeOfSeveralColumns() throws {
    let connection = try TestDatabase.connect()
    let yaml = """
      clause6: mapping/1
      noun: contract
      source: test
      fields:
        reference: {columns: [Unit, No], join: "-"}
        value_amount: Value
        value_currency: Value
        open_ended: {column: End, values: {open: "yes"}, otherwise: "no"}
        ends_on: {column: End, blank: [open]}
      """
    let rows = ["A,1,120万円,open", "A,2,\"€ 1,200.50\",2027-03-31", "B,,1,"]
    let result = try run(rows, connection, header: "Unit,No,Value,End", yaml: yaml)
    let contracts = try connection.table(
      "SELECT reference, value_amount, value_currency, open_ended FROM register.contract ORDER BY 1"
    ).rows
    #expect(contracts == [["A-1", "1200000", "JPY", "t"], ["A-2", "1200.50", "EUR", "f"]])
    #expect(
      result.rejects.map { "\($0.column ?? ""): \($0.reason)" } == [
        "Unit, No: lacks its part \"No\"", "Value: is not a currency of ISO 4217 such as JPY",
        ": has no reference, so it cannot be told from others",
      ])
  }

  @Test(.register) func aVendorThatWasMergedGoesOnAsTheOther() throws {
    let connection = try TestDatabase.connect()
    let rows = [
      "C-1,Title,Acme,T1,2027-03-31,Work,,,,", "C-2,Title,\"Acme\nAcme Ltd\",\"T1\nT2\",2027-03-31,,,,,",
      "C-3,Title,Bolt,,2027-03-31,,,,,",
    ]
    #expect(try run(rows, connection).counts.added == 3)
    try connection.register("INSERT INTO register.person (name) VALUES ('test')")
    try connection.change(as: .test) { connection in
      let day = CalendarDate.iso("2026-11-22")
      let kept = try connection.vendor(called: "T2")
      _ = try connection.mergeVendor(try connection.vendor(called: "T1"), into: kept, on: day)
      _ = try connection.mergeVendor(try connection.vendor(called: "Bolt"), into: kept, on: day)
    }
    let again = try run(rows, connection)
    #expect(again.counts.identical == 3)
    #expect(again.rejects.isEmpty)
    let day = CalendarDate.iso("2026-11-22")
    #expect(try connection.contracts(on: day).map(\.vendors) == [["Acme Ltd"], ["Acme Ltd"], ["Acme Ltd"]])
  }

  @Test(.register) func vendorsAreToldApartByCodeAndElseByName() throws {
    let connection = try TestDatabase.connect()
    let result = try run(
      [
        "C-1,,Acme,,,,,,,", "C-2,,ＡＣＭＥ,T1,,,,,,", "C-3,, acme ,,,,,,,", "C-4,,Bright,T2,,,,,,", "C-5,,Bright,T3,,,,,,",
        "C-6,,Bright,,,Work,,,,", "C-7,,Other name,T2,,,,,,", "C-8,,\"Acme\nBright\",T1,,,,,,",
        "C-9,,\"Acme\nacme\",,,,,,,",
      ], connection)
    let vendors = try connection.table("SELECT code, name FROM register.vendor ORDER BY code").rows
    #expect(vendors.map { $0[0] } == ["T1", "T2", "T3"])
    let reasons = result.rejects.map { "\($0.line) \($0.column ?? "") \($0.reason)" }
    #expect(reasons.count == 5)
    #expect(reasons.contains { $0.hasPrefix("7 Vendor several vendors are called Bright") })
    #expect(reasons.contains { $0.hasPrefix("7 Work an engagement is one with a vendor") })
    #expect(reasons.contains { $0.hasPrefix("8 Vendor code T2 belongs to Bright") })
    #expect(reasons.contains { $0 == "9 Code has 1 codes for 2 vendors" })
    #expect(reasons.contains { $0.hasPrefix("9 Vendor several vendors are called Bright") })
    #expect(
      try connection.value(
        "SELECT count(*) FROM register.contract_vendor l JOIN register.contract c ON c.id = contract_id WHERE reference = 'C-9'",
        as: Int.self) == 1)
    #expect(try run(["C-1,,Acme,,,,,,,"], connection).counts.identical == 1)
  }

  @Test(.register) func correctedRejectsDoNotLowerATier() throws {
    let connection = try TestDatabase.connect()
    let rows = ["C-1,,Acme,,2027-03-31,Payroll,critical,,,", "C-2,,Acme,,2027-02-30,Payroll,low,,,"]
    let result = try run(rows, connection)
    let lines = RejectsFile.csv(result).replacing("2027-02-30,Payroll", with: "2027-02-28,Payroll").split(
      separator: "\r\n")
    _ = try run(lines.dropFirst().map(String.init), connection, header: String(lines[0]))
    #expect(try connection.value("SELECT tier FROM register.engagement", as: String.self) == "critical")
  }

  @Test(.register) func aCodeThatTwoNamesShareIsTheFirstOnes() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-1,,Beta,,,,,,,", "C-2,,Gamma,,,,,,,"], connection)
    let result = try run(["C-1,,Beta,T9,,,,,,", "C-2,,Gamma,T9,,,,,,"], connection)
    #expect(result.rejects.map(\.reason) == ["code T9 belongs to Beta, which is kept as it is; the file says Gamma"])
    let codes = try connection.table("SELECT name, code FROM register.vendor ORDER BY name").rows
    #expect(codes == [["Beta", "T9"], ["Gamma", nil]])
  }

  @Test(.register) func aRejectsFileThatCannotBeWrittenUndoesTheImport() throws {
    struct DiskIsFull: Error {}
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    let path = try temporaryFile(Array("\(ImportTests.header)\nC-1,,Acme,,2027-02-30,,,,,".utf8))
    let mapping = try Mapping(yaml: ImportTests.yaml, path: "mapping.yaml", termKeys: ["confidentiality"])
    #expect(throws: DiskIsFull.self) {
      try ListImport(file: path, mapping: mapping).run(
        on: connection, as: .test, beforeCommit: { _ in throw DiskIsFull() })
    }
    #expect(try fingerprint(connection) == before)
  }

  @Test(.register) func whatALaterEditionLacksIsGoneAndKept() throws {
    let connection = try TestDatabase.connect()
    _ = try run(["C-1,,Acme,,,,,,,", "C-2,,Acme,,,,,,,"], connection)
    #expect(try run(["C-2,,Acme,,,,,,,"], connection).counts.gone == 1)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 2)
    // A rejected row is not gone, whoever rejected it.
    #expect(try run(["C-2,,Acme,,,,,,,", "C-1,one cell too many,Acme,,,,,,,,"], connection).counts.gone == 0)
    #expect(try run(["C-2,,Acme,,,,,,,", "C-1,,Acme,,,,,,C-1,"], connection).counts.gone == 0)
  }

  @Test(.register) func theDemoRegisterIsAsAnIndependentReckoningSays() throws {
    struct Expected: Decodable {
      let contracts: Int
      let vendors: Int
      let unreadableCells: Int
      let byReference: [String: String]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let expected = try decoder.decode(
      Expected.self, from: Data(contentsOf: URL(fileURLWithPath: "Fixtures/demo/expected.json")))
    let connection = try TestDatabase.connect()
    let keys = try connection.table("SELECT key FROM register.term_kind").rows.compactMap { $0[0] }
    let mapping = try Mapping(
      yaml: String(contentsOfFile: "Fixtures/demo/mapping.yaml", encoding: .utf8), path: "mapping.yaml",
      termKeys: Set(keys))
    let result = try ListImport(file: "Fixtures/demo/contracts.csv", mapping: mapping).run(
      on: connection, as: .test)
    #expect(result.counts.added == expected.contracts)
    #expect(result.counts.rejectedCells == expected.unreadableCells)
    let day = CalendarDate.iso("2026-11-22")
    #expect(try connection.vendors(on: day).count == expected.vendors)
    let found = try connection.contracts(on: day).map { ($0.reference, $0.state.rawValue) }
    #expect(
      Dictionary(uniqueKeysWithValues: found)
        == Dictionary(uniqueKeysWithValues: expected.byReference.map { ($0.key, $0.value) }))
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason), .register, arguments: ["act-slice", "fpds-slice"])
  func readsRealRegisters(_ slice: String) throws {
    let connection = try TestDatabase.connect()
    let file = slice == "act-slice" ? "act_contracts_120.csv" : "fpds_60.csv"
    let mapping = try Mapping(
      yaml: String(contentsOfFile: "Fixtures/mappings/\(slice).yaml", encoding: .utf8), path: "\(slice).yaml",
      termKeys: [])
    let importer = ListImport(file: "\(RealData.folder)/registers/\(slice)/\(file)", mapping: mapping)
    let first = try importer.run(on: connection, as: .test)
    let before = try fingerprint(connection)
    #expect(try importer.run(on: connection, as: .test).counts.identical == first.counts.read)
    #expect(try fingerprint(connection) == before)
    let states = try connection.contracts(on: .iso("2026-11-22")).map(\.state)
    let counts = Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +)
    let expected: [ContractState: Int] =
      slice == "act-slice" ? [.lapsed: 67, .inForce: 53] : [.lapsed: 48, .inForce: 7, .endUnknown: 5]
    #expect(counts == expected)
  }
}

extension ImportCounts {
  var words: String {
    "\(read) read, \(added) added, \(changed) changed, \(identical) identical, \(gone) gone, \(rejectedRows) rejected rows, \(rejectedCells) cells"
  }
}
