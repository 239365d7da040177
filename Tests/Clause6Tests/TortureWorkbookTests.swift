import Foundation
import Testing

@testable import Clause6

/// Workbooks made to break readers, with what a program of another kind, openpyxl, reads in each sheet.
struct TortureWorkbookTests {
  private static let folder = "\(RealData.folder)/csv-torture"

  /// File, sheet, rows that are not empty, and the beginning of the first and the last. Of merged
  /// headings openpyxl gives the first cell alone.
  private static let sheets: [(String, String, Int, [String], [String])] = [
    (
      "flatten-tool-xlsx/IATI CoVE #organisation #broken-docs #template #public #demo.xlsx", "Meta", 3,
      ["#", "XMLRootTag iati-organisations", "RootListPath iati-organisation"],
      ["@generated-datetime", "2022-05-24T07:35:54", ""]
    ),
    (
      "flatten-tool-xlsx/IATI CoVE #organisation #broken-docs #template #public #demo.xlsx", "Organisation", 3,
      ["Org Identifier", "Language", "Last Update"], ["XE-EXAMPLE-ORG", "en", "2022-05-24T07:35:54"]
    ),
    (
      "flatten-tool-xlsx/IATI CoVE #organisation #broken-docs #template #public #demo.xlsx", "Total Budget", 8,
      ["Org Identifier", "Budget Status", "Period Start Date"], ["XE-EXAMPLE-ORG", "1", "2021-01-01"]
    ),
    (
      "flatten-tool-xlsx/IATI CoVE #organisation #broken-docs #template #public #demo.xlsx", "Total Expenditure", 5,
      ["Org Identifier", "Period Start Date", "Period End Date"], ["XE-EXAMPLE-ORG", "2017-01-01", "2017-12-31"]
    ),
    (
      "flatten-tool-xlsx/IATI CoVE #organisation #broken-docs #template #public #demo.xlsx", "Documents", 3,
      ["Org Identifier", "Document Title", "Document URL"],
      ["XE-EXAMPLE-ORG", "Example Org document", "http://example.org/document.pdf"]
    ),
    ("flatten-tool-xlsx/basic.xlsx", "main", 3, ["colA", "colB"], ["cell3", "cell4"]),
    ("flatten-tool-xlsx/basic.xlsx", "subsheet", 3, ["colC", "colD"], ["cell7", "cell8"]),
    ("flatten-tool-xlsx/basic_meta.xlsx", "main", 3, ["colA", "colB"], ["cell3", "cell4"]),
    ("flatten-tool-xlsx/basic_meta.xlsx", "subsheet", 3, ["colC", "colD"], ["cell7", "cell8"]),
    ("flatten-tool-xlsx/basic_meta.xlsx", "Meta", 3, ["a", "a1"], ["c", "c1"]),
    ("flatten-tool-xlsx/basic_transpose.xlsx", "main", 2, ["colA", "cell1", "cell3"], ["colB", "cell2", "cell4"]),
    ("flatten-tool-xlsx/basic_transpose.xlsx", "subsheet", 2, ["colC", "cell5", "cell7"], ["colD", "cell6", "cell8"]),
    (
      "flatten-tool-xlsx/commands_defaulted.xlsx", "Sheet1", 3, ["some", "actual", "headings"],
      ["some", "actual", "data"]
    ),
    (
      "flatten-tool-xlsx/commands_hashcomments.xlsx", "Meta", 2, ["#", "skipRows 1", "HeaderRows 2"],
      ["some", "data", ""]
    ),
    (
      "flatten-tool-xlsx/commands_hashcomments.xlsx", "Sheet1", 4, ["some rubbish", "", ""],
      ["some", "actual", "to ignore"]
    ),
    (
      "flatten-tool-xlsx/commands_hashcomments.xlsx", "Sheet2", 3, ["#", "headerRows 1", ""],
      ["some", "actual", "Other data"]
    ),
    ("flatten-tool-xlsx/commands_hashcomments.xlsx", "#Sheet4", 4, ["rubbish", "", ""], ["so", "nothing", "happens"]),
    ("flatten-tool-xlsx/commands_hashcomments_sourcemap.xlsx", "#validate", 1, ["Validate"], ["Validate"]),
    (
      "flatten-tool-xlsx/commands_hashcomments_sourcemap.xlsx", "Meta", 5, ["#", "hashcomments", ""],
      ["publisher/name", "Open Data Services Co-operative", ""]
    ),
    (
      "flatten-tool-xlsx/commands_hashcomments_sourcemap.xlsx", "releases", 2, ["#test", "ocid", "id"],
      ["ignoreme", "", "Ocds-1"]
    ),
    (
      "flatten-tool-xlsx/commands_id_name.xlsx", "Meta", 2, ["#", "RootListPath someroot", "IDName someId"],
      ["some", "data", ""]
    ),
    (
      "flatten-tool-xlsx/commands_id_name.xlsx", "Sheet1", 2, ["someId", "actual", "headings"],
      ["some", "actual", "data"]
    ),
    (
      "flatten-tool-xlsx/commands_id_name.xlsx", "Sheet2", 3,
      ["someId", "someArray/0/heading1", "someArray/0/heading2"], ["some", "more more data", "more other data"]
    ),
    (
      "flatten-tool-xlsx/commands_ignore.xlsx", "Sheet1", 2, ["some", "actual", "headings"], ["some", "actual", "data"]
    ),
    ("flatten-tool-xlsx/commands_ignore.xlsx", "Sheet2", 3, ["#", "ignore", ""], ["actual", "data", "here"]),
    (
      "flatten-tool-xlsx/commands_in_file.xlsx", "Sheet1", 4, ["#", "skipRows 1", "HeaderRows 2"],
      ["some", "actual", "data"]
    ),
    (
      "flatten-tool-xlsx/commands_in_metatab.xlsx", "Meta", 3, ["#", "skipRows 1", "HeaderRows 2"],
      ["some", "data", ""]
    ),
    ("flatten-tool-xlsx/commands_in_metatab.xlsx", "Sheet1", 4, ["some rubbish", "", ""], ["some", "actual", "data"]),
    (
      "flatten-tool-xlsx/commands_in_metatab.xlsx", "Sheet2", 3, ["#", "headerRows 1", ""],
      ["some", "actual", "Other data"]
    ),
    ("flatten-tool-xlsx/commands_in_metatab_defaulted.xlsx", "Meta", 2, ["#", "skipRows 1"], ["some", "data"]),
    (
      "flatten-tool-xlsx/commands_in_metatab_defaulted.xlsx", "Sheet1", 4, ["some rubbish", "", ""],
      ["some", "actual", "data"]
    ),
    (
      "flatten-tool-xlsx/commands_in_metatab_defaulted.xlsx", "Sheet2", 3, ["#", "headerRows 1", ""],
      ["some", "actual", "Other data"]
    ),
    (
      "flatten-tool-xlsx/dates.xlsx", "Sheet1", 2, ["some-date", "some-datetime", "without-the-d-word"],
      ["2020-12-01", "2020-12-01", "2020-12-01"]
    ),
    ("flatten-tool-xlsx/empty_column_header.xlsx", "main", 3, ["colA", ""], ["cell3", "cell4"]),
    ("flatten-tool-xlsx/formula.xlsx", "main", 3, ["colA", "colB"], ["2", "4"]),
    ("flatten-tool-xlsx/formula.xlsx", "subsheet", 3, ["colC", "colD"], ["4", "12"]),
    (
      "flatten-tool-xlsx/fundingproviders-grants_2_grants.xlsx", "grants", 3,
      ["Identifier", "Grant number", "Surname of applicant"],
      ["360G-fundingproviders-000002/X/00/X", "000002/X/00/X", "Doe"]
    ),
    (
      "flatten-tool-xlsx/fundingproviders-grants_2_grants_sheet_title_case.xlsx", "grants", 3,
      ["Identifier", "Grant number", "Surname of applicant"],
      ["360G-fundingproviders-000002/X/00/X", "000002/X/00/X", "Doe"]
    ),
    (
      "flatten-tool-xlsx/fundingproviders-grants_2_grants_title_space_case.xlsx", "grants", 3,
      ["IdeNtif      ier", "Grant number", "Surname of applicant"],
      ["360G-fundingproviders-000002/X/00/X", "000002/X/00/X", "Doe"]
    ),
    (
      "flatten-tool-xlsx/iati-org.xlsx", "main", 2,
      ["organisation-identifier", "reporting-org/@ref", "reporting-org/@secondary-reporter"],
      ["AA-AAA-123456789", "AA-AAA-123456789", "0"]
    ),
    (
      "flatten-tool-xlsx/iati-org.xlsx", "Meta", 1,
      ["#", "XMLRootTag iati-organisations", "RootListPath iati-organisation"],
      ["#", "XMLRootTag iati-organisations", "RootListPath iati-organisation"]
    ),
    ("flatten-tool-xlsx/integer2.xlsx", "Sheet1", 2, ["activity-status/@code"], ["2"]),
    ("flatten-tool-xlsx/types.xlsx", "main", 2, ["colInt", "colFloat", "colFloatComma"], ["1", "1000.2", "1000.2"]),
    ("flatten-tool-xlsx/unicode.xlsx", "main", 2, ["ocid", "id"], ["1", "éαГ😼𝒞人"]),
    (
      "frictionless/issue-1024.xlsx", "IPC", 54, ["Afghanistan", "", ""],
      ["Source:  Integrated Food Security Phase Classification", "", ""]
    ),
    (
      "frictionless/issue-320.xlsx", "IPC", 54, ["Afghanistan", "", ""],
      ["Source:  Integrated Food Security Phase Classification", "", ""]
    ),
    ("frictionless/merged-cells.xlsx", "Лист1", 1, ["data", "data"], ["data", "data"]),
    (
      "frictionless/multiline-headers.xlsx", "Лист1", 4,
      ["Region", "Caloric contribution", "Cumulative impact of changes on cost of food basket"], ["A", "B", "C"]
    ),
    ("frictionless/number-format-multicode.xlsx", "Sheet1", 4, ["col1"], ["15.7929464439101"]),
    ("frictionless/preserve-formatting.xlsx", "Sheet1", 2, ["empty", "0", "0.00"], ["", "1000.5577", "1000.5577"]),
    ("frictionless/sheet2.xlsx", "Sheet1", 0, [], []),
    ("frictionless/sheet2.xlsx", "Sheet2", 3, ["id", "name"], ["2", "中国人"]),
    ("frictionless/skip-rows.xlsx", "Sheet 1", 4, ["Table 1", "Table 1"], ["", "TOTAL"]),
  ]

  private static func read(_ file: String, _ sheet: String) throws -> [TableRecord] {
    let reader = try Workbook(path: "\(folder)/\(file)").reader(sheet: sheet)
    var rows: [TableRecord] = []
    while let record = try reader.next() { rows.append(record) }
    return rows
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: sheets)
  func isReadAsOpenpyxlReadsIt(_ file: String, _ sheet: String, _ count: Int, _ first: [String], _ last: [String])
    throws
  {
    let rows = try TortureWorkbookTests.read(file, sheet).filter { !$0.fields.isBlank }
    #expect(rows.count == count)
    for (row, expected) in zip([rows.first, rows.last], [first, last]) {
      guard let row else { continue }
      #expect(Array((row.fields + ["", "", ""]).prefix(expected.count)) == expected)
      #expect(row.unreadable.isEmpty)
    }
  }

  private static func open(_ file: String, _ change: (inout TableForm) -> Void = { _ in }) throws -> TableReader {
    var form = TableForm()
    change(&form)
    return try TableReader(path: "\(folder)/\(file)", form)
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason)) func headingsOfSeveralRows() throws {
    let reader = try TortureWorkbookTests.open("frictionless/multiline-headers.xlsx") { $0.header = .lines(1...5) }
    let impact = "Cumulative impact of changes on cost of food basket"
    #expect(
      reader.header == [
        "Region", "Caloric contribution (%)", "\(impact) from previous quarter", "\(impact) from baseline (%)",
      ])
    #expect(try reader.next()?.fields == ["A", "B", "C", "D"])
    #expect(try reader.next() == nil)
    let skipped = try TortureWorkbookTests.open("frictionless/skip-rows.xlsx") { $0.header = .lines(2...2) }
    #expect(skipped.header == ["A", "B"])
    #expect(try skipped.next()?.fields == ["8", "9"])
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason)) func daysAndNumbersAreWhatTheSheetShows() throws {
    let reader = try TortureWorkbookTests.open("flatten-tool-xlsx/types.xlsx")
    #expect(reader.header == ["colInt", "colFloat", "colFloatComma", "colDate", "colDateTime"])
    #expect(try reader.next()?.fields == ["1", "1000.2", "1000.2", "2020-03-05", "2020-02-07T16:41:00"])
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason)) func aSheetHasToBeNamedWhereThereAreSeveral() {
    let several = #expect(throws: Clause6Error.self) { try TortureWorkbookTests.open("flatten-tool-xlsx/basic.xlsx") }
    #expect(several?.message.contains("several sheets, \"main\", \"subsheet\"") == true)
    let unknown = #expect(throws: Clause6Error.self) {
      try TortureWorkbookTests.open("flatten-tool-xlsx/basic.xlsx") { $0.sheet = "Main" }
    }
    #expect(unknown?.message.contains("has no sheet \"Main\"") == true)
  }

  @Test(.enabled(if: RealData.isThere, RealData.reason)) func whatIsNoWorkbookIsRefused() {
    let error = #expect(throws: Clause6Error.self) { try TortureWorkbookTests.open("flatten-tool-xlsx/file.xlsx") }
    #expect(error?.message.contains("file.xlsx is no workbook, whatever its name says") == true)
  }
}
