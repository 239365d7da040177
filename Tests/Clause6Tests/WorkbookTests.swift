import Foundation
import Testing

@testable import Clause6

/// One row of cells, each with its column's letter.
private func row(_ number: Int, _ cells: String...) -> String {
  let letters = Array("ABCDEFGHIJ")
  let placed = cells.enumerated().map { index, cell in
    cell.isEmpty ? "" : cell.replacing("<c", with: "<c r='\(letters[index])\(number)'", maxReplacements: 1)
  }
  return "<row r='\(number)'>\(placed.joined())</row>"
}

private func text(_ text: String) -> String { "<c t='inlineStr'><is><t>\(text)</t></is></c>" }
private func number(_ text: String, style: Int = 0) -> String { "<c s='\(style)'><v>\(text)</v></c>" }

private func read(_ path: String, sheet: String = "Data") throws -> [TableRecord] {
  let reader = try Workbook(path: path).reader(sheet: sheet)
  var records: [TableRecord] = []
  while let record = try reader.next() { records.append(record) }
  #expect(reader.bytesRead == reader.byteCount)
  return records
}

private func read(_ parts: WorkbookMaker.Parts) throws -> [TableRecord] { try read(WorkbookMaker.workbook(parts)) }

/// What one cell reads as.
private func value(_ cell: String, format: String? = nil, builtIn: Int? = nil, is1904: Bool = false) throws
  -> (text: String, problem: String?)
{
  var parts = WorkbookMaker.Parts()
  parts.formats = format.map { [$0] } ?? []
  parts.builtIns = builtIn.map { [$0] } ?? []
  parts.properties = is1904 ? "<workbookPr date1904='1'/>" : ""
  // A second cell, so that an empty one still makes a row.
  parts.rows = row(1, cell, text("end"))
  let record = try #require(try read(parts).first)
  return (record.fields[0], record.unreadable[0])
}

/// The sentence with which a file is refused.
private func refusal(_ path: String, sheet: String = "Data") -> String {
  let error = #expect(throws: Clause6Error.self) { _ = try read(path, sheet: sheet) }
  let message = error?.message ?? ""
  #expect(message.contains(path))
  #expect(message.hasSuffix("."))
  return message
}

private func refusal(rows: String, merges: [String] = []) throws -> String {
  var parts = WorkbookMaker.Parts()
  (parts.rows, parts.merges) = (rows, merges)
  return refusal(try WorkbookMaker.workbook(parts))
}

@Suite struct WorkbookRowTests {
  @Test func aRowReachesToItsLastCell() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows =
      row(2, "", text("b"), "", text("d, \"e\"\nf"), "<c s='1'/>") + "<row r='3'/>" + row(7, "<c/>", "<c t='s'/>")
      + "<row><c><v>1</v></c><c><v>2</v></c></row>"
    let records = try read(parts)
    #expect(records.map(\.line) == [2, 8])
    #expect(records.map(\.fields) == [["", "b", "", "d, \"e\"\nf"], ["1", "2"]])
    #expect(records.map(\.raw) == [",b,,\"d, \"\"e\"\"\nf\"", "1,2"])
  }

  @Test func sharedTextsAreWhole() throws {
    var parts = WorkbookMaker.Parts()
    parts.strings =
      "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>東京</t></r><r><t xml:space='preserve'> 都</t></r>"
      + "<rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si><si/><si><t>a_x000D_b_x005F_x0041_</t></si>"
      + "<si><t>_xD83D__xDE00_ _x000_ _xD83D_!</t></si>"
    parts.rows = row(1, "<c t='s'><v>0</v></c>", "<c t='s'><v>1</v></c>", "<c t='s'><v>3</v></c>")
    parts.rows += row(2, "<c t='s'><v>4</v></c>", "<c t='s'><v>2</v></c>", "<c t='s'><v>9</v></c>")
    let records = try read(parts)
    #expect(records[0].fields == ["plain", "東京 都", "a\rb_x0041_"])
    #expect(records[1].fields == ["😀 _x000_ \u{FFFD}!", "", "9"])
    #expect(records[1].unreadable == [2: "is the number of a text that the workbook does not hold"])
  }

  @Test func theRowsOfAPrefixedStrictWorkbookAreRead() throws {
    let sheet =
      "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:o='urn:other'><x:sheetData>"
      + "<x:row r='1'><x:c r='A1'><o:v>9</o:v><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    let path = try WorkbookMaker.workbook(.init(), replacing: ["xl/worksheets/sheet1.xml": sheet])
    #expect(try read(path).map(\.fields) == [["1"]])
  }

  @Test func aSheetLargerThanABufferIsWhole() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = (1...5000).map { row($0, number("\($0)"), text("Vendor \($0 &* 2_654_435_761 % 99_991) ä")) }.joined()
    let records = try read(parts)
    #expect(records.count == 5000)
    #expect(records.last?.fields == ["5000", "Vendor \(5000 &* 2_654_435_761 % 99_991) ä"])
  }
}

@Suite struct WorkbookValueTests {
  @Test(arguments: [
    ("12", "12"), ("12.0", "12"), ("-0", "0"), ("0.1", "0.1"), ("0.30000000000000004", "0.30000000000000004"),
    ("0.10000000000000001", "0.1"), ("1.2345E+16", "12345000000000000"), ("1E-7", "0.0000001"),
    ("1.5E-7", "0.00000015"), ("-1.25e20", "-125000000000000000000"), ("123456789012345678", "123456789012345680"),
    (" 7 ", "7"), ("007", "7"), ("9007199254740993", "9007199254740992"),
  ])
  func numbersAreDecimals(_ stored: String, _ expected: String) throws {
    let value = try value(number(stored))
    #expect(value.text == expected)
    #expect(value.problem == nil)
  }

  @Test(arguments: [
    ("<c t='b'><v>1</v></c>", "TRUE"), ("<c t='b'><v>0</v></c>", "FALSE"), ("<c t='str'><f>A2</f><v>x</v></c>", "x"),
    ("<c t='str'><f>A2</f><v></v></c>", ""), ("<c><f>1+1</f><v>2</v></c>", "2"),
    ("<c t='d'><v>2026-03-31</v></c>", "2026-03-31"),
    ("<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>c</t></rPh></is></c>", "ab"),
    ("<c t='str'><v> a _x0041_</v></c>", " a A"), ("<c><v></v></c>", ""),
  ])
  func eachTypeHasItsText(_ cell: String, _ expected: String) throws {
    let value = try value(cell)
    #expect(value.text == expected)
    #expect(value.problem == nil)
  }

  @Test(arguments: [
    ("<c t='e'><v>#N/A</v></c>", "#N/A", "is an error of the spreadsheet, not a value"),
    ("<c t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!", "is an error of the spreadsheet, not a value"),
    ("<c><f>1+1</f></c>", "", "is a formula whose result the file does not hold"),
    ("<c><f>1+1</f><v/></c>", "", "is a formula whose result the file does not hold"),
    ("<c t='str'><f>A2</f></c>", "", "is a formula whose result the file does not hold"),
    ("<c><v>nan</v></c>", "nan", "is no number"), ("<c><v>1e999</v></c>", "1e999", "is no number"),
    ("<c><v>0x10</v></c>", "0x10", "is no number"), ("<c t='b'><v>2</v></c>", "2", "is neither true nor false"),
  ])
  func whatIsNoValueSaysWhy(_ cell: String, _ text: String, _ problem: String) throws {
    let value = try value(cell)
    #expect(value.text == text)
    #expect(value.problem?.hasPrefix(problem) == true)
  }

  @Test func aRowOfOneFormulaWithoutAResultIsARow() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, "<c><f>1+1</f></c>")
    #expect(try read(parts).map(\.raw) == ["\"\""])
  }
}

@Suite struct WorkbookDateTests {
  @Test(arguments: [
    ("46112", "2026-03-31"), ("46112.4375", "2026-03-31T10:30:00"), ("46112.999999", "2026-04-01"),
    ("46112.99998", "2026-03-31T23:59:58"), ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"),
    ("2958465", "9999-12-31"), ("36585", "2000-02-29"),
  ])
  func days(_ serial: String, _ expected: String) throws {
    #expect(try value(number(serial, style: 1), builtIn: 14).text == expected)
  }

  @Test(arguments: [
    ("0", "1904-01-01"), ("1", "1904-01-02"), ("44650", "2026-03-31"), ("60", "1904-03-01"), ("2957003", "9999-12-31"),
  ])
  func daysOfTheOtherSystem(_ serial: String, _ expected: String) throws {
    #expect(try value(number(serial, style: 1), builtIn: 14, is1904: true).text == expected)
  }

  @Test(arguments: ["0", "-1", "2958466", "2958465.999999", "0.5", "1e300", "-1e300"])
  func daysOfNoCalendar(_ serial: String) throws {
    let value = try value(number(serial, style: 1), builtIn: 14)
    #expect(value.problem == "is a day that no calendar has")
  }

  @Test(arguments: ["60", "60.5", "59.999999"])
  func theDayThatNeverWas(_ serial: String) throws {
    let value = try value(number(serial, style: 1), builtIn: 14)
    #expect(value.text == serial)
    #expect(value.problem == "is 29 February 1900, a day that never was")
  }

  @Test(arguments: [
    ("h:mm", "0.4375", "10:30:00"), ("h:mm", "0", "00:00:00"), ("h:mm", "0.999999", "00:00:00"),
    ("h:mm", "46112.4375", "2026-03-31T10:30:00"), ("[h]:mm", "1.2604166666666667", "30:15:00"),
    ("[h]:mm:ss", "0.05", "01:12:00"), ("[mm]:ss", "0.05", "01:12:00"), ("[h]:mm", "-0.5", "-12:00:00"),
    ("[h]:mm", "100", "2400:00:00"),
  ])
  func times(_ format: String, _ serial: String, _ expected: String) throws {
    #expect(try value(number(serial, style: 1), format: format).text == expected)
  }

  @Test(arguments: [14, 17, 22, 27, 30, 31, 34, 36, 45, 50, 55, 58])
  func builtInDates(_ id: Int) throws {
    #expect(try value(number("46112", style: 1), builtIn: id).text == "2026-03-31")
  }

  @Test(arguments: [0, 1, 4, 9, 10, 11, 12, 13, 23, 26, 37, 44, 48, 49, 59, 9999])
  func builtInNumbers(_ id: Int) throws {
    #expect(try value(number("46112", style: 1), builtIn: id).text == "46112")
  }

  @Test func theFirstStyleCountsForACellWithoutOne() throws {
    let styles =
      "<styleSheet \(WorkbookMaker.main)><cellXfs><xf numFmtId='14'/></cellXfs>"
      + "<dxfs><dxf><numFmt numFmtId='14' formatCode='0'/></dxf></dxfs></styleSheet>"
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, "<c><v>46112</v></c>")
    let path = try WorkbookMaker.workbook(parts, replacing: ["xl/styles.xml": styles])
    #expect(try read(path).map(\.fields) == [["2026-03-31"]])
  }
}

@Suite struct MergedCellTests {
  @Test func headingsAreFilled() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, text("Vendor"), text("Term"), "", text("Note")) + row(2, "", text("Start"), text("End"))
    parts.rows += row(3, text("Acme"), number("1"), number("2"), "<c/>")
    parts.merges = ["A1:A2", "B1:C1", "$D$1:D2", "A9:B9"]
    #expect(
      try read(parts).map(\.fields) == [
        ["Vendor", "Term", "Term", "Note"], ["Vendor", "Start", "End", "Note"], ["Acme", "1", "2"],
      ])
  }

  @Test func aBlockInTheHeadingsIsFilledAndItsEmptyRowsAreNoRows() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, text("Title")) + row(2, "<c/>") + row(3, "", "", text("x"))
    parts.merges = ["A1:B3"]
    #expect(try read(parts).map(\.fields) == [["Title", "Title"], ["Title", "Title", "x"]])
  }

  @Test func furtherDownOnlyAColumnIsFilled() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = (25...28).map { row($0, $0 == 25 ? text("Acme") : "", number("\($0)"), $0 == 25 ? text("n") : "") }
      .joined()
    parts.merges = ["A25:A27", "C25:D26"]
    #expect(try read(parts).map(\.fields) == [["Acme", "25", "n"], ["Acme", "26"], ["Acme", "27"], ["", "28"]])
  }

  @Test func anErrorIsOneInEveryRow() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = row(30, "<c t='e'><v>#REF!</v></c>", number("1")) + row(31, "", number("2"))
    parts.merges = ["A30:A31"]
    #expect(try read(parts).map(\.unreadable.keys.first) == [0, 0])
  }

  @Test(arguments: ["", "A", "1", "A0:B2", "B1:A1", "A1:XFE1", "A1:A1048577", "A1:B2:C3", "A99999999999999999999:B1"])
  func whatIsNoPlaceIsRefused(_ reference: String) throws {
    #expect(try refusal(rows: row(1, number("1")), merges: [reference]).contains("is no place"))
  }

  @Test func mergesWithoutEndAreRefused() throws {
    let overlapping = [String](repeating: "A1:XFD20", count: 2)
    #expect(try refusal(rows: row(1, number("1")), merges: overlapping).contains("one over the other"))
    let many = (1...100_001).map { "A\($0):A\($0 + 1)" }
    #expect(try refusal(rows: row(1, number("1")), merges: many).contains("more than 100000 merged cells"))
  }
}

@Suite struct WorkbookSheetTests {
  private static let book =
    "<workbook \(WorkbookMaker.main) \(WorkbookMaker.links)><sheets><sheet name='Vendors &amp; more' r:id='rId2'/>"
    + "<sheet name='Chart' r:id='rId3'/><sheet name='Old' state='hidden' r:id='rId1'/>"
    + "<sheet name='Older' state='veryHidden' r:id='rId9'/></sheets></workbook>"

  private func path() throws -> String {
    let links = WorkbookMaker.relationships([
      ("worksheet", "/xl/worksheets/sheet1.xml"), ("worksheet", "../xl/./worksheets/other.xml"),
      ("chartsheet", "c.xml"),
    ])
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, number("1"))
    let main = WorkbookMaker.relationships([("officeDocument", "/XL/Workbook.xml")])
    return try WorkbookMaker.archive(
      [
        ("_rels/.rels", main), ("xl/workbook.xml", WorkbookSheetTests.book),
        ("xl/_rels/workbook.xml.rels", links), ("xl/worksheets/sheet1.xml", parts.sheet),
        ("xl/worksheets/other.xml", parts.sheet.replacing("<v>1</v>", with: "<v>2</v>")),
      ])
  }

  @Test func sheetsStandInTheOrderOfTheirTabs() throws {
    let book = try Workbook(path: try path())
    #expect(book.sheets.map(\.name) == ["Vendors & more", "Old", "Older"])
    #expect(book.sheets.map(\.isHidden) == [false, true, true])
    #expect(try book.reader(sheet: "Vendors & more").next()?.fields == ["2"])
    #expect(try book.reader(sheet: "Old").next()?.fields == ["1"])
  }

  @Test func twoSheetsAreReadInTurns() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = (1...9000).map { row($0, number("\($0)"), text("Vendor \($0 &* 2_654_435_761 % 99_991)")) }.joined()
    let book = try Workbook(path: try WorkbookMaker.workbook(parts))
    let (first, second) = (try book.reader(sheet: "Data"), try book.reader(sheet: "Data"))
    for _ in 1...5000 { _ = try first.next() }
    while let record = try second.next() {
      if let other = try first.next() { #expect(other.line == record.line + 5000) }
    }
    #expect(first.bytesRead == first.byteCount && second.bytesRead == second.byteCount)
  }

  @Test func anUnknownSheetNamesThoseThereAre() throws {
    #expect(refusal(try path(), sheet: "Vendor").contains("\"Vendors & more\", \"Old\", \"Older\""))
    #expect(refusal(try path(), sheet: "Older").contains("does not say where it is"))
  }
}

@Suite struct WorkbookRefusalTests {
  private static let files: [(bytes: [UInt8], sentence: String)] = [
    ([], "is empty"), (Array("a,b\n1,2\n".utf8), "is no workbook, whatever its name says"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "with a password, or one of the old .xls kind"),
    (Array("PK\u{3}\u{4} and no more".utf8), "is damaged or not whole"),
  ]

  @Test(arguments: files)
  func otherFiles(_ bytes: [UInt8], _ sentence: String) throws {
    let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).xlsx"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(refusal(path).contains(sentence))
  }

  @Test func whatIsNoFile() {
    #expect(refusal("/nowhere/a.xlsx").contains("cannot be read"))
    #expect(refusal("/tmp").contains("is a folder"))
    #expect(refusal("/dev/zero").contains("is not a file"))
  }

  private static let changes: [(part: String, text: String?, sentence: String)] = [
    ("_rels/.rels", nil, "holds no workbook"), ("xl/workbook.xml", nil, "has no part xl/workbook.xml"),
    ("xl/_rels/workbook.xml.rels", nil, "has no part xl/_rels/workbook.xml.rels"),
    ("xl/worksheets/sheet1.xml", nil, "has no part xl/worksheets/sheet1.xml"),
    ("xl/sharedStrings.xml", nil, "has no part xl/sharedStrings.xml"),
    ("_rels/.rels", WorkbookMaker.relationships([]), "does not say where its workbook is"),
    ("_rels/.rels", WorkbookMaker.relationships([("officeDocument", "xl/workbook.bin")]), "is a binary workbook"),
    ("xl/workbook.xml", "<document/>", "holds no workbook, but another document"),
    ("xl/workbook.xml", "<workbook>\n<sheets>\n</workbook>", "the part xl/workbook.xml, line 3, is no XML"),
    ("xl/worksheets/sheet1.xml", "<worksheet>\n\n<sheetData", "line 3, is no XML a program can read"),
    ("xl/worksheets/sheet1.xml", "", "is no XML a program can read"),
    ("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "has a document type declaration"),
    ("xl/sharedStrings.xml", "<!DOCTYPE a><a/>", "has a document type declaration"),
    ("xl/worksheets/sheet1.xml", String(repeating: "<a>", count: 101), "more than 100 deep"),
    ("xl/styles.xml", "<a b='&undefined;'/>", "the part xl/styles.xml, line 1, is no XML"),
  ]

  @Test(arguments: changes)
  func damagedParts(_ part: String, _ text: String?, _ sentence: String) throws {
    #expect(refusal(try WorkbookMaker.workbook(.init(), replacing: [part: text])).contains(sentence))
  }

  @Test(arguments: [
    ("<row r='2'/><row r='2'/>", "row 2 stands behind row 2"), ("<row r='0'/>", "stands behind row 0"),
    ("<row r='x'/>", "which is none"), ("<row r='1048577'/>", "beyond the 1048576 rows"),
    ("<row r='99999999999999999999'/>", "which is none"), ("<row><c r='XFE1'/></row>", "more than the 16384 columns"),
    ("<row><c r='1'/></row>", "which is no place"), ("<row><c r='AAAAAAAAAAAAAAAAA1'/></row>", "which is no place"),
    ("<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c><c><v>2</v></c></row>", "two cells in its column 2"),
  ])
  func rowsThatNoSpreadsheetWrites(_ rows: String, _ sentence: String) throws {
    #expect(try refusal(rows: rows).contains(sentence))
  }

  @Test func whatUnpacksWithoutEndIsRefused() throws {
    let blanks = String(repeating: " ", count: 4 << 20)
    #expect(try refusal(rows: blanks).contains("more than 200 times its size"))
    let noise = (0..<700_000).map { _ in String(UInt32.random(in: 0 ... .max), radix: 36) }.joined()
    #expect(try refusal(rows: row(1, text(noise))).contains("the text of a cell has more than a megabyte"))
    #expect(try refusal(rows: "<a b='\(noise)'/>").contains("holds a tag or a comment of more than a megabyte"))
  }

  @Test func fewBytesThatStandForMuchTextAreRefused() throws {
    var parts = WorkbookMaker.Parts()
    parts.strings = "<si><t>\(String(repeating: "long ", count: 100_000))</t></si>"
    parts.rows = "<row>" + String(repeating: "<c t='s'><v>0</v></c>", count: 40) + "</row>"
    #expect(refusal(try WorkbookMaker.workbook(parts)).contains("holds more than 16 MB of text"))
    // Far to the right, each row is a quarter of a megabyte of empty fields.
    parts.rows = (1...300).map { "<row><c r='XFD\($0)'><v>\($0)</v></c></row>" }.joined()
    #expect(refusal(try WorkbookMaker.workbook(parts)).contains("repeat far more text than the file has"))
  }

  @Test func aDamagedSheetIsRefusedBeforeItsFirstRow() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = (1...3000).map { row($0, number("\($0 &* 7_919 % 10_007)"), text("Vendor \($0)")) }.joined()
    let path = try WorkbookMaker.workbook(parts)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let name = Array("xl/worksheets/sheet1.xml".utf8)
    let place = try #require(bytes.firstRange(of: name)?.upperBound) + 20_000
    for index in place..<(place + 8) { bytes[index] ^= 0x5A }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let book = try Workbook(path: path)
    let error = #expect(throws: Clause6Error.self) { _ = try book.reader(sheet: "Data") }
    #expect(error?.message.contains("is damaged: its part xl/worksheets/sheet1.xml cannot be unpacked") == true)
  }

  @Test func anErrorStays() throws {
    var parts = WorkbookMaker.Parts()
    parts.rows = row(1, number("1")) + "<row r='1'/>"
    let reader = try Workbook(path: try WorkbookMaker.workbook(parts)).reader(sheet: "Data")
    #expect(try reader.next()?.fields == ["1"])
    for _ in 0..<2 { #expect(throws: Clause6Error.self) { try reader.next() } }
  }
}
