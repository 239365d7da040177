import Foundation
import Testing

@testable import Clause6

struct CSVReaderTests {
  private static let texts: [(text: String, rows: [[String]])] = [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("a,\"b\nc\"\n", [["a", "b\nc"]]),
    ("a,\"b\r\nc\"\r\n", [["a", "b\r\nc"]]),
    ("\"a \"\"b\"\"\",c\n", [["a \"b\"", "c"]]),
    ("\"\",\n", [["", ""]]),
    ("\n\na\n\n", [["a"]]),
    ("a\"b,c\n", [["a\"b", "c"]]),
    ("\"a\"b,c\n", [["ab", "c"]]),
    ("日本,🇯🇵\n", [["日本", "🇯🇵"]]),
    ("", []),
  ]

  @Test(arguments: texts)
  func reads(_ text: String, _ expected: [[String]]) throws {
    let reader = try CSVReader(path: try temporaryFile(Array(text.utf8)), delimiter: UInt8(ascii: ","))
    var rows: [[String]] = []
    while let record = try reader.next() { rows.append(record.fields) }
    #expect(rows == expected)
  }

  @Test func tellsTheLineOnWhichARecordBegins() throws {
    let text = "a\r\n\"b\r\nb\"\n\nc\rd"
    let reader = try CSVReader(path: try temporaryFile(Array(text.utf8)), delimiter: UInt8(ascii: ","))
    var lines: [Int] = []
    while let record = try reader.next() { lines.append(record.line) }
    #expect(lines == [1, 2, 5, 6])
  }

  private static let unreadable: [(bytes: [UInt8], sentence: String)] = [
    ([0x61, 0xE9, 0x0A], "is not UTF-8"), ([0xFF, 0xFE, 0x61, 0x00], "is UTF-16"), ([0x61, 0x00, 0x0A], "zero byte"),
    (Array("a\n\"b".utf8), "line 2: a quoted cell"),
  ]

  @Test(arguments: unreadable)
  func refuses(_ bytes: [UInt8], _ sentence: String) throws {
    let path = try temporaryFile(bytes)
    let error = #expect(throws: Clause6Error.self) {
      let reader = try CSVReader(path: path, delimiter: UInt8(ascii: ","))
      while try reader.next() != nil {}
    }
    #expect(error?.message.contains(sentence) == true)
    #expect(error?.message.contains(path) == true)
  }

  @Test func fieldsAcrossTheBufferAreWhole() throws {
    let cell = String(repeating: "あ\"い,", count: 40_000)
    let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
    let reader = try CSVReader(path: try temporaryFile(Array("x,\(quoted)\ny,z\n".utf8)), delimiter: UInt8(ascii: ","))
    #expect(try reader.next()?.fields == ["x", cell])
    #expect(try reader.next()?.fields == ["y", "z"])
    #expect(try reader.next() == nil)
  }

  /// Files made to break readers, with what they hold; see the folder's notice for their licences.
  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: RealData.csvSpectrum)
  func readsCSVSpectrum(_ name: String) throws {
    let folder = "\(RealData.folder)/csv-torture/csv-spectrum"
    let reader = try CSVReader(path: "\(folder)/csvs/\(name).csv", delimiter: UInt8(ascii: ","))
    let header = try #require(try reader.next()?.fields)
    var rows: [[String: String]] = []
    while let record = try reader.next() {
      rows.append(Dictionary(uniqueKeysWithValues: zip(header, record.fields)))
    }
    let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/json/\(name).json"))
    let expected = try JSONDecoder().decode([[String: String]].self, from: json)
    #expect(rows == expected)
  }

  @Test func digestsTheWholeFile() throws {
    let reader = try CSVReader(path: try temporaryFile(Array("abc".utf8)), delimiter: UInt8(ascii: ","))
    while try reader.next() != nil {}
    // FIPS 180-4's own example.
    #expect(reader.fileHash() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}

/// Real files that are read where they lie and never copied into the project.
enum RealData {
  static let folder = "../shared/data/real"
  static let isThere = FileManager.default.fileExists(atPath: folder)
  static let reason: Comment = "the folder ../shared/data/real with real registers is not there"

  static var csvSpectrum: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/csv-torture/csv-spectrum/csvs")) ?? []
    // In the copies at hand one has lost its carriage returns, and the other is described by one row of its many.
    let unusable = ["newlines_crlf.csv", "location_coordinates.csv"]
    return files.filter { $0.hasSuffix(".csv") && !unusable.contains($0) }.map { String($0.dropLast(4)) }.sorted()
  }
}

func temporaryFile(_ bytes: [UInt8], ending: String = "csv") throws -> String {
  let path = NSTemporaryDirectory() + "clause6-\(UUID().uuidString).\(ending)"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}
