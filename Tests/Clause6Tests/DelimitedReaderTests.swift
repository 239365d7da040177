import Foundation
import Testing

@testable import Clause6

struct DelimitedReaderTests {
  private static let texts: [(text: String, rows: [[String]])] = [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,\"b\nc\"\n", [["a", "b\nc"]]),
    ("a,\"b\r\nc\"\r\n", [["a", "b\r\nc"]]),
    ("\"a \"\"b\"\"\",c\n", [["a \"b\"", "c"]]),
    ("\"\",\n", [["", ""]]),
    ("\n\na\n\n", [["a"]]),
    ("a\"b,c\n", [["a\"b", "c"]]),
    ("\"a\"b,c\n", [["ab", "c"]]),
    ("1, \"a, b\" ,2\n", [["1", "a, b", "2"]]),
    (" a , b\n", [[" a ", " b"]]),
    ("日本,🇯🇵\n", [["日本", "🇯🇵"]]),
    ("\"\"\"\"", [["\""]]),
    (",", [["", ""]]),
    ("", []),
  ]

  private static func rows(_ text: String, _ dialect: Dialect = Dialect(), piece: Int) throws -> [[String]] {
    var rest = Array(text.utf8)[...]
    let reader = DelimitedReader(path: "f", dialect) { () throws(Clause6Error) in
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var rows: [[String]] = []
    while let record = try reader.next() { rows.append(record.fields) }
    return rows
  }

  /// Wherever a piece ends, the rows are the same.
  @Test(arguments: texts)
  func reads(_ text: String, _ expected: [[String]]) throws {
    for piece in 1...max(1, text.utf8.count) {
      #expect(try DelimitedReaderTests.rows(text, piece: piece) == expected, "pieces of \(piece)")
    }
  }

  @Test func readsOtherDialects() throws {
    let backslash = UInt8(ascii: "\\")
    let dialect = Dialect(delimiter: UInt8(ascii: ";"), escape: backslash, comment: UInt8(ascii: "#"))
    let text = "\"\\\"Hacksaw\\\" Jim\";1987\n# no year; omitted\na\\;b;c\\\\\n#\n"
    for piece in 1...text.utf8.count {
      #expect(
        try DelimitedReaderTests.rows(text, dialect, piece: piece) == [["\"Hacksaw\" Jim", "1987"], ["a;b", "c\\"]])
    }
  }

  @Test func tellsTheLineOnWhichARowBegins() throws {
    let reader = DelimitedReader(text: "a\r\n\"b\r\nb\"\n\nc\rd", Dialect())
    var lines: [Int] = []
    while let record = try reader.next() { lines.append(record.line) }
    #expect(lines == [1, 2, 5, 6])
  }

  /// The two halves of an empty line's end are one end, also when a piece holds only one of them.
  @Test(arguments: 1...4)
  func countsLineEndsInPieces(_ piece: Int) throws {
    var rest = Array("\r\na\r\n\r\n\r\nb\r\n".utf8)[...]
    let reader = DelimitedReader(path: "f", Dialect()) { () throws(Clause6Error) in
      defer { rest = rest.dropFirst(piece) }
      return rest.isEmpty ? nil : Array(rest.prefix(piece))
    }
    #expect(try reader.next()?.line == 2)
    #expect(try reader.next()?.line == 5)
  }

  @Test func keepsTheTextOfARow() throws {
    let reader = DelimitedReader(text: "a, \"b\nc\" \r\nd", Dialect())
    #expect(try reader.next()?.raw == "a, \"b\nc\" ")
    #expect(try reader.next()?.raw == "d")
  }

  @Test func saysWhatStandsBehindAQuote() throws {
    let record = try #require(try DelimitedReader(text: "1,\"a\"b\n", Dialect()).next())
    #expect(record.problem == "has text behind the closing quote of a cell")
  }

  @Test func refusesAQuoteThatIsNeverClosed() {
    let error = #expect(throws: Clause6Error.self) {
      let reader = DelimitedReader(text: "a\n\"b", Dialect())
      while try reader.next() != nil {}
    }
    #expect(error?.message == "the text line 2: a quoted cell that begins in this row is never closed.")
  }

  /// Else the rest of a large file would be held as one cell.
  @Test func refusesARowWithoutEnd() {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    var count = 0
    let reader = DelimitedReader(path: "f", Dialect()) { () throws(Clause6Error) in
      count += 1
      return count == 1 ? [UInt8(ascii: "\"")] : piece
    }
    let error = #expect(throws: Clause6Error.self) { try reader.next() }
    #expect(error?.message.contains("larger than 16 MB") == true)
    #expect(count < 20)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", ","), ("a;b\n1,5;2,5\n", ";"), ("a\tb,c\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"), ("sep=:\na:b\n", ":"),
    ("\"x;y\",b\n\"p;q\",d\n", ","), ("a;b;c\n1,000;2;3\n4;5;6\n", ";"),
  ])
  func guessesTheDelimiter(_ text: String, _ delimiter: Character) {
    #expect(Dialect.guessDelimiter(Array(text.utf8), isWhole: true) == delimiter.asciiValue)
  }

  @Test func findsNoDelimiterInOneColumn() {
    #expect(Dialect.guessDelimiter(Array("name\nAcme\nBright\n".utf8), isWhole: true) == nil)
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=x", "''-x", "'plain", "plain", "", "'"])
  func theGuardGivesBackEveryText(_ text: String) {
    let guarded = CSVLine.guarded(text)
    #expect(CSVLine.unguarded(guarded) == text)
    #expect(!"=+-@\t\r＝＋－＠".contains(guarded.first ?? " "))
  }
}

func temporaryFile(_ bytes: [UInt8], ending: String = "csv") throws -> String {
  let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).\(ending)"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}
