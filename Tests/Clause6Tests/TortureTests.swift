import Foundation
import Testing

@testable import Clause6

/// Files made to break readers; see the notice beside them for where they are from and their licences.
struct TortureTests {
  private static let folder = "\(RealData.folder)/csv-torture"

  private static func read(_ file: String, _ form: TableForm) throws -> (reader: TableReader, rows: [TableRecord]) {
    let reader = try TableReader(path: "\(folder)/\(file)", form)
    var rows: [TableRecord] = []
    while let record = try reader.next() { rows.append(record) }
    return (reader, rows)
  }

  // MARK: csv-spectrum, each file with its answer in JSON

  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: RealData.csvSpectrum)
  func csvSpectrum(_ name: String) throws {
    let (reader, records) = try TortureTests.read("csv-spectrum/csvs/\(name).csv", TableForm())
    let rows = records.map { Dictionary(uniqueKeysWithValues: zip(reader.header, $0.fields)) }
    let json = try Data(contentsOf: URL(fileURLWithPath: "\(TortureTests.folder)/csv-spectrum/json/\(name).json"))
    let answers = try? JSONDecoder().decode([[String: String]].self, from: json)
    var expected = try answers ?? [JSONDecoder().decode([String: String].self, from: json)]
    // The copies at hand: one has lost its carriage returns, of the other the telephone number was changed.
    if name == "newlines_crlf" { expected = expected.map { $0.mapValues { $0.replacing("\r\n", with: "\n") } } }
    if name == "location_coordinates" { expected[0]["Contact Phone Number"] = "2095257564" }
    #expect(rows == expected)
  }

  // MARK: Others, each as its author reads it

  private struct Expectation: Sendable, CustomTestStringConvertible {
    let file: String
    var form = TableForm()
    let header: [String]
    let rows: Int
    /// Some rows, by their place.
    var cells: [Int: [String]] = [:]
    /// Rows that cannot be taken, by their place, with the beginning of why.
    var problems: [Int: String] = [:]
    /// What is said to be a guess.
    var guesses: [String] = []
    var testDescription: String { file }
  }

  private static func form(_ change: (inout TableForm) -> Void) -> TableForm {
    var form = TableForm()
    change(&form)
    return form
  }

  private static let files: [Expectation] = [
    Expectation(file: "frictionless/blank-cells.csv", header: ["id", "name"], rows: 5, cells: [4: ["5", ""]]),
    Expectation(
      file: "frictionless/blank-headers.csv", header: ["id", "", "age"], rows: 2, cells: [0: ["1101", "John", "30"]]),
    Expectation(file: "frictionless/blank-rows.csv", header: ["id", "name", "age"], rows: 2),
    Expectation(file: "frictionless/blank-rows-multiple.csv", header: ["id", "name", "age"], rows: 2),
    Expectation(file: "frictionless/bom.csv", header: ["id", "name"], rows: 2, cells: [1: ["2", "中国人"]]),
    Expectation(
      file: "frictionless/defective-rows.csv", header: ["id", "name", "age"], rows: 2,
      problems: [0: "has 2 cells where the first line has 3", 1: "has 4 cells where the first line has 3"]),
    Expectation(
      file: "frictionless/duplicate-headers.csv", header: ["id", "name", "id", "age", "id"], rows: 2,
      cells: [0: ["1101", "John", "0", "30", "001101"]]),
    Expectation(
      file: "frictionless/escaping.csv", form: form { $0.escape = UInt8(ascii: "\\") }, header: ["ID", "Test"], rows: 3,
      cells: [0: ["1", "Test line 1"], 1: ["2", "Test \" line 2"], 2: ["3", "Test \" line 3"]]),
    Expectation(
      file: "frictionless/issue-1009-semicolon.csv", header: ["fieldNameA", "fieldNameB"], rows: 1,
      cells: [0: ["0123", "c"]], guesses: ["separated by \";\""]),
    Expectation(
      file: "frictionless/skip-blank-at-the-end.csv", form: form { $0.comment = UInt8(ascii: "#") },
      header: ["test1", "test2"], rows: 1, cells: [0: ["1", "2"]]),
    Expectation(
      file: "frictionless/table-infer-iso-8859-7.csv", header: ["id", "age", "name"], rows: 4,
      cells: [0: ["1", "39", "Λεωνιδας"], 3: ["4", "28", "Ευστοργιος"]], guesses: ["iso-8859-7"]),
    Expectation(
      file: "frictionless/table-with-accents.csv",
      header: [
        "Classement", "Quartier", "Date", "Année", "Occupancy rate", "Average Price", "RevPAR", "Source",
      ], rows: 638,
      cells: [0: ["3 stars", "All", "01-01-13", "2013", "0,611553068", "81,20416129", "49,66065393", "Mkg"]],
      guesses: ["windows-1252", "separated by \";\""]),
    Expectation(
      file: "frictionless/without-headers-extra.csv",
      form: form {
        $0.header = .none
        $0.columns = ["id", "name"]
      }, header: ["id", "name"], rows: 3, cells: [0: ["1", "english"], 1: ["2", "中国人"]],
      problems: [2: "has 3 cells where the first line has 2"]),
    Expectation(
      file: "rust-csv/smallpop-colon.csv", form: form { $0.delimiter = UInt8(ascii: ":") },
      header: ["city", "region", "country", "population"], rows: 10,
      cells: [0: ["Southborough", "MA", "United States", "9686"], 9: ["Concord", "NH", "United States", "42605"]]),
    Expectation(
      file: "rust-csv/smallpop-no-headers.csv",
      form: form {
        $0.header = .none
        $0.columns = ["city", "region", "country", "population"]
      }, header: ["city", "region", "country", "population"], rows: 10,
      cells: [0: ["Southborough", "MA", "United States", "9686"]]),
    Expectation(
      file: "rust-csv/strange.csv",
      form: form {
        $0.delimiter = UInt8(ascii: ";")
        $0.escape = UInt8(ascii: "\\")
        $0.comment = UInt8(ascii: "#")
        $0.header = .none
        $0.columns = ["name", "year"]
        $0.padsShortRows = true
      }, header: ["name", "year"], rows: 6,
      cells: [
        0: ["\"Hacksaw\" Jim Duggan", "1987"], 1: ["Bret \"Hit Man\" Hart", "1984"], 2: ["Rafael Halperin", ""],
        3: ["\"Big Cat\" Ernie Ladd", "1964"], 4: ["\"Macho Man\" Randy Savage", "1985"],
        5: ["Jake \"The Snake\" Roberts", "1986"],
      ]),
    Expectation(
      file: "rust-csv/uspop-latin1.csv", form: form { $0.encoding = TextEncoding(named: "latin1") },
      header: ["City", "State", "Population", "Latitude", "Longitude"], rows: 100,
      cells: [2: ["Õakman", "AL", "", "33.7133333", "-87.3886111"]]),
    Expectation(
      file: "rust-csv/uspop-null.csv", header: ["City", "State", "Population", "Latitude", "Longitude"], rows: 100,
      cells: [0: ["Davidsons Landing", "AK", "", "65.2419444", "-165.2716667"]]),
  ]

  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: files)
  private func isReadAsItsAuthorSays(_ expected: Expectation) throws {
    let (reader, rows) = try TortureTests.read(expected.file, expected.form)
    #expect(reader.header == expected.header)
    #expect(rows.count == expected.rows)
    for (place, cells) in expected.cells { #expect(rows[place].fields == cells) }
    for (place, row) in rows.enumerated() {
      let problem = expected.problems[place]
      #expect((row.problem == nil) == (problem == nil), "\(row)")
      if let problem { #expect(row.problem?.hasPrefix(problem) == true) }
    }
    #expect(reader.notes.count == expected.guesses.count, "\(reader.notes)")
    for (note, guess) in zip(reader.notes, expected.guesses) { #expect(note.contains(guess)) }
  }

  /// Files of many columns, of which the widths, the counts and one cell are compared.
  @Test(
    .enabled(if: RealData.isThere, RealData.reason),
    arguments: [
      ("frictionless/doublequote.csv", 17, 5, 1, "Administración Nacional de Educación Pública"),
      ("frictionless/encoding-issue-274.csv", 17, 507, 1, "Asia New Zealand Foundation"),
      ("frictionless/issue-1341.csv", 51, 99, 1, "Papua New Guinea"),
    ])
  func wideFiles(_ file: String, _ width: Int, _ count: Int, _ column: Int, _ cell: String) throws {
    let (reader, rows) = try TortureTests.read(file, TableForm())
    #expect(reader.header.count == width && rows.count == count && reader.notes.isEmpty)
    #expect(rows.first?.fields[column] == cell)
    #expect(rows.allSatisfy { $0.problem == nil })
  }
}

/// Real files that are read where they lie and never copied into the project.
enum RealData {
  static let folder = "../shared/data/real"
  static let isThere = FileManager.default.fileExists(atPath: folder)
  static let reason: Comment = "the folder ../shared/data/real with real registers is not there"

  static var csvSpectrum: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/csv-torture/csv-spectrum/csvs")) ?? []
    return files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
  }
}
