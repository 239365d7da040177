import Foundation
import Testing

@testable import Clause6

/// Whatever a file says, the proposed mapping is one, and names its columns as they are.
struct HostileProposalTests {
  /// A generator whose numbers are the same in every run.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let pieces = [
    "契約番号", "Contract no", "Vendor", "終了日", ":", ": ", "#", " #", "\"", "'", "\\", "{", "}", "[", "]", ",", "&a", "*a",
    "!", "|",
    ">", "%", "@", "`", "-", "- ", "?", "~", "null", "yes", "\n", "\r\n", "\t", "\u{85}", "\u{2028}", "\u{FEFF}",
    "\u{202E}", "\u{0}",
    "\u{7}", "\u{1B}[31m", "😀", "👨‍👩‍👧", "é", "e\u{301}", "ﾊﾞ", "　", "\u{A0}", "\u{E000}", "\u{FFFE}", "\u{10FFFF}",
    "---", "...", "=1+1",
    "a", "0", "2026-03-31", "1,200", "",
  ]

  private static func text(_ random: inout Seeded, _ most: Int) -> String {
    (0..<Int.random(in: 0...most, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  @Test(arguments: 0..<200)
  func everyTextIsWrittenSoThatItReadsBack(_ seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let texts =
      (0..<8).map { _ in HostileProposalTests.text(&random, 6) } + [String(repeating: "長い: \"#", count: seed * 10)]
    let yaml = """
      flow: {a: \(YAMLText.scalar(texts[0])), b: \(YAMLText.list(texts))}
      block:
        \(YAMLText.scalar("k" + texts[1])): \(YAMLText.scalar(texts[2]))  # \(YAMLText.comment(texts[3]))
      # \(YAMLText.comment(texts[4]))
      last: \(YAMLText.scalar(texts[5]))
      """
    let root = try #require(try YAMLNode.document(yaml)?.pairs)
    #expect(root[0].value.pairs?[0].value.text?.unicodeScalars.elementsEqual(texts[0].unicodeScalars) == true)
    #expect(root[0].value.pairs?[1].value.list?.map(\.text) == texts)
    #expect(root[1].value.pairs?[0].key.text == "k" + texts[1])
    #expect(root[1].value.pairs?[0].value.text == texts[2])
    #expect(root.count == 3 && root[2].value.text == texts[5])
  }

  /// Headings and cells of anything: the mapping is read again, and is the same for the same file.
  @Test(arguments: 0..<60)
  func everyFileGetsAMapping(_ seed: Int) throws {
    var random = Seeded(state: UInt64(seed &* 7919))
    let width = Int.random(in: 1...8, using: &random)
    let rows = (0..<Int.random(in: 2...12, using: &random)).map { row in
      (0..<width).map { _ in
        let text = HostileProposalTests.text(&random, row == 0 ? 4 : 3)
        return "\"" + text.filter { $0 != "\0" }.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ",")
    }
    let path = try temporaryFile(Array(rows.joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let found = try MappingProposalTests.propose(file: path)
      if seed % 10 == 0 { #expect(try MappingProposalTests.propose(file: path).yaml == found.yaml) }
      #expect(found.columns("reference").isEmpty == false)
    } catch let error as Clause6Error {
      #expect(error.message.contains("is empty"), "\(error)")
    }
  }

  @Test(
    arguments: [
      "", "\n\n", "x", "\"", "{", "[]", "[1]", "{\"a\": 1}", "[{\"\": {\"a.b\": [{\"c\": \"d\"}]}}]", "\u{0}\u{0}",
      "PK\u{3}\u{4}",
    ], ["csv", "tsv", "json", "ndjson", "xlsx"])
  func whatIsNoTableIsRefusedWithASentence(_ text: String, _ ending: String) throws {
    let path = try temporaryFile(Array(text.utf8), ending: ending)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try MappingProposalTests.propose(file: path)
    } catch let error as Clause6Error {
      #expect(error.message.hasSuffix("."))
    }
  }

  @Test func aWideAndLongFileIsReadInPart() throws {
    let header = "Contract no,Vendor," + (0..<60).map { "extra column \($0)" }.joined(separator: ",")
    let row = ",Acme," + (0..<60).map { "\($0 * 7)" }.joined(separator: ",")
    let lines = [header] + (0..<3000).map { "C-\($0)" + row } + ["C-1,\"never closed"]
    let path = try temporaryFile(Array(lines.joined(separator: "\n").utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try MappingProposalTests.propose(file: path)
    #expect(found.columns("reference") == ["Contract no"] && found.columns("vendors") == ["Vendor"])
    #expect(found.notes.contains { $0.contains("Only the first 1000 rows") })
  }

  @Test func anUnknownNounIsRefused() throws {
    let path = try temporaryFile(Array("a,b\n1,2".utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: Clause6Error.self) { try MappingProposal(file: path, noun: "cake") }
    #expect(throws: Clause6Error.self) { try MappingProposal(file: "/nowhere.csv") }
  }

  /// Synonyms of one field that stand under another as well are meant; under the same twice they are a slip.
  @Test func noHeadingStandsTwiceUnderAField() {
    for (noun, fields) in KnownHeadings.all.merging(["terms": KnownHeadings.terms], uniquingKeysWith: { $1 }) {
      for (field, names) in fields {
        let names = names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(!names.contains(""))
        let twice = Dictionary(grouping: names, by: { $0 }).filter { $1.count > 1 }.keys
        #expect(twice.isEmpty, "\(noun) \(field): \(twice)")
      }
    }
  }
}
