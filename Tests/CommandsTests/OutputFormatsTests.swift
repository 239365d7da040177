import Foundation
import Clause6
import Postgres
import Testing

@testable import Commands

struct OutputFormatsTests {
  static let columns: [Table.Column] = [
    .init(name: "text", kind: .text), .init(name: "number", kind: .number), .init(name: "flag", kind: .boolean),
    .init(name: "document", kind: .json), .init(name: "day", kind: .day), .init(name: "list", kind: .list),
  ]
  static let hostile = [
    "plain", "", "株式会社 ﾃﾞｰﾀ 👩‍👩‍👧‍👦 e\u{301}", "quote \" backslash \\ slash /", "a,b;c", "line\nbreak\r\nand\ttab",
    "\u{1B}[2J\u{0}\u{7F}\u{9B}",
    "\u{2028}\u{2029}", "\u{202E}gnp.exe \u{2066}x\u{2069}", "=HYPERLINK(\"http://x\")",
    "'; DROP TABLE vendor; --", "\"\u{301}", "\\\u{301}",
  ]

  static func rows() -> [[String?]] {
    hostile.map { [$0, "12.50", "t", "{\"a\": [1,\n 2]}", "2026-11-22", "{a,\"b, c\",NULL,\"NULL\"}"] } + [
      [nil, nil, nil, nil, nil, nil]
    ]
  }

  @Test func jsonReadsBack() throws {
    let table = Table(columns: OutputFormatsTests.columns, rows: OutputFormatsTests.rows())
    let text = JSONText.render(table)
    let objects = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(objects.count == table.rows.count)
    for (object, expected) in zip(objects, OutputFormatsTests.hostile) {
      #expect(object["text"] as? String == expected)
      #expect(object["number"] as? Double == 12.5)
      #expect(object["flag"] as? Bool == true)
      #expect((object["document"] as? [String: [Int]]) == ["a": [1, 2]])
      #expect(object["day"] as? String == "2026-11-22")
      let list = try #require(object["list"] as? [Any])
      #expect(list.map { $0 as? String } == ["a", "b, c", nil, "NULL"])
    }
    #expect(objects.last?.values.allSatisfy { $0 is NSNull } == true)
    #expect(text.split(separator: "\n").count == table.rows.count + 2)
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { $0.turnsDirection })
  }

  /// A line that is at hand is written instead of made, where that says the same.
  @Test(arguments: [Format.csv, .csvRaw]) func aLineAtHandSaysTheSame(format: Format) {
    let more = ["＝1", "'=1", "@x", "-1", "日本", "+", ""].map { (text: String) -> [String?] in
      [text, "1", "f", "[]", nil, "{\"\(text)\",b}"]
    }
    for row in OutputFormatsTests.rows() + more {
      let (plain, quick) = (TextStream(descriptor: nil, capacity: 0), TextStream(descriptor: nil, capacity: 0))
      let writers = [RowWriter(plain, format), RowWriter(quick, format)]
      for writer in writers { writer.begin(OutputFormatsTests.columns) }
      writers[0].row(row)
      writers[1].row(row, raw: CSVText.line(row, OutputFormatsTests.columns, guardsFormulas: false))
      #expect(plain.takeText() == quick.takeText(), "\(row)")
    }
  }

  /// On a terminal CSV, too, has nothing that it would obey; in a file it has texts as they are.
  @Test(arguments: [Format.csv, .csvRaw]) func csvOnATerminalIsShown(format: Format) {
    let table = Table(columns: OutputFormatsTests.columns, rows: OutputFormatsTests.rows())
    func isSpoken(_ text: String) -> Bool {
      text.unicodeScalars.contains { ($0.properties.generalCategory == .control && $0 != "\n") || $0.turnsDirection }
    }
    for isTerminal in [true, false] {
      let terminal = Terminal.inMemory(isTerminal: isTerminal)
      #expect(isSpoken(render(table, format: format, for: terminal)) != isTerminal)
      let out = TextStream(descriptor: nil, capacity: 0)
      let writer = RowWriter(out, format, isShown: isTerminal)
      writer.begin(table.columns)
      for row in table.rows { writer.row(row) }
      writer.end()
      #expect(out.takeText() == render(table, format: format, for: terminal))
    }
  }

  @Test func ndjsonIsOneObjectALine() throws {
    let table = Table(columns: OutputFormatsTests.columns, rows: OutputFormatsTests.rows())
    let lines = NDJSONText.render(table).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == table.rows.count + 1)
    #expect(lines.last == "")
    for line in lines.dropLast() { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(NDJSONText.render(Table(columns: OutputFormatsTests.columns, rows: [])) == "")
  }

  @Test func jsonKeepsColumnOrderAndNumbersAsTheyAre() {
    let table = Table(
      columns: [.init(name: "z", kind: .number), .init(name: "a", kind: .text)], rows: [["1.10", "x"], ["2", nil]])
    #expect(JSONText.render(table) == "[\n{\"z\":1.10,\"a\":\"x\"},\n{\"z\":2,\"a\":null}\n]\n")
    #expect(JSONText.render(Table(columns: table.columns, rows: [])) == "[]\n")
  }

  @Test(arguments: [
    ("0", "0"), ("-5", "-5"), ("1e+20", "1e+20"), ("1.5e-07", "1.5e-07"),
    ("9223372036854775807", "9223372036854775807"),
    ("NaN", "\"NaN\""), ("Infinity", "\"Infinity\""), ("-Infinity", "\"-Infinity\""), ("01", "\"01\""),
    (".5", "\".5\""),
    ("1.", "\"1.\""), ("1e", "\"1e\""), ("", "\"\""), ("-", "\"-\""), ("1 ", "\"1 \""),
  ])
  func jsonNumbers(_ text: String, _ json: String) {
    let table = Table(columns: [.init(name: "n", kind: .number)], rows: [[text]])
    #expect(NDJSONText.render(table) == "{\"n\":\(json)}\n")
  }

  @Test func csvReadsBack() {
    let columns: [Table.Column] = [.init(name: "te,xt", kind: .text), .init(name: "day", kind: .day)]
    let table = Table(columns: columns, rows: OutputFormatsTests.hostile.map { [$0, nil] })
    let read = readCSV(CSVText.render(table))
    #expect(read.first == ["te,xt", "day"])
    #expect(read.dropFirst().map { $0[0] } == OutputFormatsTests.hostile.map { CSVLine.guarded($0) })
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+81 3", "'+81 3"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    ("＝1+1", "'＝1+1"), ("=\u{301}1", "'=\u{301}1"), ("a=1", "a=1"), (" =1", " =1"), ("", "\"\""),
  ])
  func csvGuardsFormulas(_ text: String, _ cell: String) {
    let table = Table(columns: [.init(name: "t", kind: .text), .init(name: "n", kind: .number)], rows: [[text, "-5"]])
    #expect(CSVText.render(table) == "t,n\n\(cell),-5\n")
    let raw = render(table, format: .csvRaw)
    #expect(readCSV(raw) == [["t", "n"], [text, "-5"]], "programs read what the register has")
  }

  @Test func csvOfTheOtherKinds() {
    let table = Table(
      columns: OutputFormatsTests.columns,
      rows: [["x", "-1.5", "f", "{\"a\":1}", "2026-11-22", "{a,\"b, c\"}"], [nil, nil, nil, nil, nil, "{=1,2}"]])
    #expect(
      CSVText.render(table) == """
        text,number,flag,document,day,list
        x,-1.5,false,"{""a"":1}",2026-11-22,"a; b, c"
        ,,,,,'=1; 2

        """)
  }

  @Test func csvOfOneColumnHasNoEmptyLines() {
    let table = Table(columns: [.init(name: "a", kind: .text)], rows: [[nil], [""], ["x"]])
    #expect(CSVText.render(table) == "a\n\"\"\n\"\"\nx\n")
  }

  @Test(arguments: Format.allCases)
  func everyFormatOfNothing(_ format: Format) {
    let table = Table(columns: [.init(name: "a", kind: .text)], rows: [])
    let expected: [Format: String] = [.table: "a\n", .json: "[]\n", .ndjson: "", .csv: "a\n", .csvRaw: "a\n"]
    #expect(render(table, format: format, for: .inMemory()) == expected[format])
  }
}

/// Cells of RFC 4180, as plain as can be.
private func readCSV(_ text: String) -> [[String]] {
  var rows: [[String]] = [[]]
  var cell = ""
  var quoted = false
  let scalars = Array(text.unicodeScalars)
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    let isDoubled = scalar == "\"" && quoted && index + 1 < scalars.count && scalars[index + 1] == "\""
    if isDoubled {
      cell.unicodeScalars.append(scalar)
      index += 1
    } else if scalar == "\"" {
      quoted.toggle()
    } else if !quoted, scalar == "," || scalar == "\n" {
      rows[rows.count - 1].append(cell)
      cell = ""
      if scalar == "\n" { rows.append([]) }
    } else {
      cell.unicodeScalars.append(scalar)
    }
    index += 1
  }
  return rows.dropLast()
}
