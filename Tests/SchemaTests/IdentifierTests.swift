import Foundation
import Postgres
import TestSupport
import Testing

/// Identifiers: what is ignored when they are written, and what their check digits refuse.
@Suite(.register) struct IdentifierTests {
  private func isValid(_ scheme: String, _ text: String, _ connection: Connection) throws -> Bool? {
    try connection.value(
      "SELECT register.identifier_is_valid(\(scheme), register.identifier_value(\(scheme), \(text)))", as: Bool.self)
  }

  private static let right: [(scheme: String, text: String)] = [
    ("lei", "5299CLAUSE6TSUBAME77"), ("lei", "5299 clause6 tsubame 77"), ("lei", "５２９９ＣＬＡＵＳＥ６ＴＳＵＢＡＭＥ７７"),
    ("jp_corporate_number", "9234567890123"), ("jp_corporate_number", "9-2345-6789-0123"),
    ("jp_corporate_number", "９－２３４５－６７８９－０１２３"), ("abn", "51 824 753 556"), ("abn", "18123456789"),
    ("eu_vat", "ATU12345675"), ("eu_vat", "atu 123.456-75"), ("eu_vat", "BE0123456749"), ("eu_vat", "BE 123.456.749"),
    ("eu_vat", "BG123456786"), ("eu_vat", "BG7523169263"), ("eu_vat", "DE123456789"), ("eu_vat", "NL123456789B01"),
    ("duns", "12-345-6789"),
  ]

  @Test(arguments: right) func isRight(scheme: String, text: String) throws {
    #expect(try isValid(scheme, text, TestDatabase.connect()) == true)
  }

  private static let wrong: [(scheme: String, text: String)] = [
    ("lei", "5299CLAUSE6TSUBAME7"), ("lei", "5299CLAUSE6TSUBAMEX7"), ("lei", "5299CLAUSE6/TSUBAME77"),
    ("jp_corporate_number", "T9234567890123"), ("jp_corporate_number", "923456789012"),
    ("jp_corporate_number", "9243567890123"), ("abn", "ABN 51 824 753 556"), ("abn", "01 824 753 556"),
    ("eu_vat", "AT ATU12345675"), ("eu_vat", "U12345675"), ("eu_vat", "BE2123456749"), ("eu_vat", "BG12345678"),
    ("eu_vat", "GB123456789"), ("eu_vat", ""), ("duns", "000000000"), ("duns", "1234567890"),
  ]

  @Test(arguments: wrong) func isWrong(scheme: String, text: String) throws {
    #expect(try isValid(scheme, text, TestDatabase.connect()) == false)
  }

  /// Every rule with check digits refuses a mistyped digit, but for what the rule itself cannot tell.
  @Test(
    arguments: [
      ("lei", "5299CLAUSE6TSUBAME77"), ("jp_corporate_number", "9234567890123"), ("abn", "51824753556"),
      ("eu_vat", "ATU12345675"), ("eu_vat", "BE0123456749"), ("eu_vat", "BG123456786"),
    ] as [(String, String)])
  func aMistypedDigitIsRefused(scheme: String, text: String) throws {
    let connection = try TestDatabase.connect()
    let letters = Array(text)
    var taken: [String] = []
    for place in letters.indices where letters[place].isNumber {
      for digit in "0123456789" where digit != letters[place] {
        var mistyped = letters
        mistyped[place] = digit
        if try isValid(scheme, String(mistyped), connection) == true { taken.append(String(mistyped)) }
      }
    }
    // A remainder by nine cannot tell 0 from 9; the Bulgarian rule counts a remainder of ten as one of nought.
    let allowed = ["9234567890123": 2, "BG123456786": 1][text] ?? 0
    #expect(taken.count <= allowed, "\(taken)")
  }

  private static let vectors = "../shared/data/real/identity/identifier-vectors.csv"

  /// All 466 lines of a list of right and wrong identifiers that others put together.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: vectors), "the folder ../shared/data/real is not there"))
  func agreesWithVectors() throws {
    let connection = try TestDatabase.connect()
    let schemes = ["LEI": "lei", "JP-CN": "jp_corporate_number", "EU-VAT": "eu_vat", "AU-ABN": "abn"]
    let lines = try String(contentsOfFile: IdentifierTests.vectors, encoding: .utf8).split(separator: "\n").dropFirst()
    var agreed = 0
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let scheme = try #require(schemes[cells[0]])
      let isRight = try isValid(scheme, cells[1], connection)
      #expect(isRight == (cells[2] == "true"), "\(line)")
      if isRight == (cells[2] == "true") { agreed += 1 }
    }
    print("identifiers: \(agreed) of \(lines.count) agree")
    #expect(agreed == 466)
  }

  @Test func aVendorIsFoundByItsIdentifierHoweverItIsWritten() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
          INSERT INTO register.vendor_identifier (vendor_id, scheme, value, until_on) VALUES
            (1, 'eu_vat', 'BE0123456749', NULL), (1, 'abn', '51824753556', '2020-12-31'), (2, 'duns', '123456789', NULL)
          """)
      func found(_ text: String) throws -> [[String?]] {
        try connection.table("SELECT * FROM facts.vendor_called(\(text))").rows
      }
      #expect(try found("be 123.456.749") == [["1"]])
      #expect(try found("51 824 753 556") == [["1"]])
      #expect(try found("12-345-6789") == [["2"]])
      #expect(try found("12-345-6780") == [])
    }
  }
}
