import Foundation
import Testing

@testable import Clause6

struct TableReaderTests {
  private static func read(
    _ text: String, ending: String = "csv", _ change: (inout TableForm) -> Void = { _ in }
  ) throws -> (reader: TableReader, rows: [TableRecord]) {
    let path = try temporaryFile(Array(text.utf8), ending: ending)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var form = TableForm()
    change(&form)
    let reader = try TableReader(path: path, form)
    var rows: [TableRecord] = []
    while let record = try reader.next() { rows.append(record) }
    return (reader, rows)
  }

  @Test func headingsOfSeveralLinesEndWhereTheMappingSays() throws {
    let text = "Title\n,Term,\nNo,From,To\n\nC-1,a,b\n"
    let (reader, rows) = try TableReaderTests.read(text) { $0.header = .lines(2...3) }
    #expect(reader.header == ["No", "Term From", "To"])
    #expect(rows.map(\.fields) == [["C-1", "a", "b"]] && rows[0].line == 5)
    // The second line of the heading is empty: what follows is a row.
    let (upper, data) = try TableReaderTests.read("No,To\n\nC-1,a\n") { $0.header = .lines(1...2) }
    #expect(upper.header == ["No", "To"] && data.map(\.fields) == [["C-1", "a"]])
  }

  @Test func aHeadingThatIsNotThereIsSaid() {
    for (text, sentence) in [("\n\na,b\n1,2\n", "line 2 is empty"), ("", "is empty: its first line")] {
      let error = #expect(throws: Clause6Error.self) {
        try TableReaderTests.read(text) { $0.header = .lines(2...2) }
      }
      #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
    }
  }

  @Test func columnsAreNamedByTheMapping() throws {
    let (reader, rows) = try TableReaderTests.read("x,y\n1,2\n") { $0.columns = ["No", "Name"] }
    #expect(reader.header == ["No", "Name"] && rows.count == 1)
    #expect(throws: Clause6Error.self) { try TableReaderTests.read("x,y\n1,2\n") { $0.columns = ["No"] } }
  }

  @Test func longHeadingsAreOnOneLine() throws {
    #expect(try TableReaderTests.read("\"Contract\n number\",　契約 \n").reader.header == ["Contract number", "契約"])
  }

  @Test func rowsOfOtherWidths() throws {
    let text = "a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n,,\n"
    let rows = try TableReaderTests.read(text).rows
    #expect(rows.map { $0.problem == nil } == [false, true, false])
    #expect(rows[1].fields == ["1", "2", "3"])
    let padded = try TableReaderTests.read(text) { $0.padsShortRows = true }.rows
    #expect(padded.map { $0.problem == nil } == [true, true, false] && padded[0].fields == ["1", "2", ""])
  }

  @Test func linesThatFollowAPatternAreRows() throws {
    let text = "# Vendors\n\n* [Acme](https://acme.example). Hosting.\nnone\n* [B](https://b.example). Mail.\n"
    let (reader, rows) = try TableReaderTests.read(text, ending: "md") {
      $0.lines = #"^\* \[(?<name>[^\]]+)\]\((?<site>[^)]+)\)\. (?<purpose>.+)\.$"#
    }
    #expect(reader.header == ["name", "site", "purpose"])
    #expect(rows.map(\.fields) == [["Acme", "https://acme.example", "Hosting"], ["B", "https://b.example", "Mail"]])
    #expect(rows.map(\.line) == [3, 5])
    #expect(reader.rowForm.cells(of: rows[0].raw) == rows[0].fields)
    #expect(reader.notes.first?.contains("has 2 lines with text that are no rows") == true)
    #expect(throws: Clause6Error.self) { try TableReaderTests.read(text) { $0.lines = "^x" } }
  }

  @Test func excelsOwnLineNamesTheDelimiter() throws {
    let (reader, rows) = try TableReaderTests.read("sep=|\na|b\n1|2\n")
    #expect(reader.header == ["a", "b"] && rows.map(\.fields) == [["1", "2"]] && reader.notes.isEmpty)
  }

  @Test func guessesAreSaid() throws {
    #expect(try TableReaderTests.read("a;b\n1;2\n").reader.notes.first?.contains("separated by \";\"") == true)
    #expect(try TableReaderTests.read("a\tb\n1\t2\n", ending: "tsv").reader.notes.isEmpty)
    #expect(try TableReaderTests.read("a\tb\n1\t2\n").reader.notes.first?.contains("separated by a tab") == true)
  }

  /// The mapping is another file's.
  @Test func wordsAboutFilesOfAnotherFormAreRefused() throws {
    let rows = #expect(throws: Clause6Error.self) { try TableReaderTests.read("a,b\n1,2\n") { $0.rows = "x" } }
    #expect(rows?.message.contains("is no JSON, and the mapping says with \"rows\"") == true)
    // What was a sheet may have been saved as CSV.
    #expect(try TableReaderTests.read("a,b\n1,2\n") { $0.sheet = "x" }.rows.count == 1)
    let error = #expect(throws: Clause6Error.self) {
      try TableReaderTests.read("[]", ending: "json") { $0.lines = "(?<a>.)" }
    }
    #expect(error?.message.contains("has no lines") == true)
  }
}
