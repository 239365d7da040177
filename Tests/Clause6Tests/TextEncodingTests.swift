import Foundation
import Testing

@testable import Clause6

struct TextEncodingTests {
  private static let japanese = "契約番号,取引先名\nK-1,株式会社①髙島屋～ｱﾙﾌｧ\n"
  private static let western = "number,supplier\nK-1,Müller & Söhne – “Œuvre” 10 €\n"

  /// The bytes of a text in an encoding, by the program that everybody has.
  static func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["iconv", "-f", "UTF-8", "-t", encoding.iconvName]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(data)
  }

  private static func text(_ bytes: [UInt8], _ stated: TextEncoding? = nil) throws -> (text: String, DecodedText) {
    let path = try temporaryFile(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let decoded = try DecodedText(try FileBytes(path: path), stated: stated)
    var result: [UInt8] = []
    while let piece = try decoded.next() { result += piece }
    return (String(decoding: result, as: UTF8.self), decoded)
  }

  private static let encodings: [(TextEncoding, String)] = [
    (.utf8, japanese), (.cp932, japanese), (.eucJP, japanese), (.utf16LittleEndian, japanese),
    (.utf16BigEndian, western), (.windows1252, western), (.utf8, western), (.utf8, "plain"),
  ]

  @Test(arguments: encodings)
  func isFoundOut(_ encoding: TextEncoding, _ text: String) throws {
    let (read, decoded) = try TextEncodingTests.text(try TextEncodingTests.bytes(text, encoding))
    #expect(read == text)
    #expect(decoded.encoding == encoding)
    #expect(decoded.isGuessed == (encoding != .utf8))
  }

  @Test(arguments: encodings)
  func isReadAsStated(_ encoding: TextEncoding, _ text: String) throws {
    let (read, decoded) = try TextEncodingTests.text(try TextEncodingTests.bytes(text, encoding), encoding)
    #expect(read == text)
    #expect(!decoded.isGuessed)
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61], "utf-8"), ([0xFF, 0xFE, 0x61, 0x00], "utf-16le"),
      ([0xFE, 0xFF, 0x00, 0x61], "utf-16be"),
    ] as [([UInt8], String)])
  func aMarkOutweighsWhatIsStated(_ bytes: [UInt8], _ name: String) throws {
    let (read, decoded) = try TextEncodingTests.text(bytes, .cp932)
    #expect(read == "a" && decoded.encoding.name == name && !decoded.isGuessed)
  }

  private static let unreadable: [(bytes: [UInt8], stated: TextEncoding?, sentence: String)] = [
    ([0x61, 0x0A, 0xE9, 0x0A], .utf8, "line 2 is not UTF-8"), ([0x61, 0x00, 0x0A], nil, "line 1 holds a zero byte"),
    ([0x61, 0x0D, 0x0A, 0x62, 0x0D, 0x0A, 0x82], .cp932, "line 3 is not cp932"),
    ([0x61, 0x0A, 0x81], .windows1252, "line 2 is not windows-1252"),
    ([0xFF, 0xFE, 0x61], nil, "line 1 is not utf-16le"),
  ]

  @Test(arguments: unreadable)
  func refuses(_ bytes: [UInt8], _ stated: TextEncoding?, _ sentence: String) {
    let error = #expect(throws: Clause6Error.self) { try TextEncodingTests.text(bytes, stated) }
    #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
  }

  /// Half-width kana are one byte each in Shift_JIS, which makes Western text valid there.
  @Test(arguments: ["Ünal Gıda,Çelik", "Ångström,Ærø", "Peña,Muñoz,señor", "L'été,à côté,déjà"])
  func westernTextIsNotTakenForJapanese(_ text: String) throws {
    for encoding in [TextEncoding.windows1252] where !text.contains("ı") {
      let guess = TextEncoding.guess(try TextEncodingTests.bytes(text, encoding), isWhole: true)
      #expect(guess != .cp932 && guess != .eucJP, "\(guess?.name ?? "none")")
    }
  }

  /// A character may be cut in two between pieces of the file.
  @Test(arguments: [TextEncoding.utf8, .cp932, .eucJP, .utf16LittleEndian])
  func piecesAreJoined(_ encoding: TextEncoding) throws {
    let bytes = try TextEncodingTests.bytes(TextEncodingTests.japanese, encoding)
    for size in 1...5 {
      let decoder = try TextDecoder(encoding, path: "f")
      var result: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        result += try decoder.decode(Array(bytes[start..<min(start + size, bytes.count)]), isLast: false)
      }
      result += try decoder.decode([], isLast: true)
      #expect(String(decoding: result, as: UTF8.self) == TextEncodingTests.japanese)
    }
  }

  @Test func digestsTheWholeFile() throws {
    let path = try temporaryFile(Array("abc".utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    // FIPS 180-4's own example.
    #expect(
      try FileBytes(path: path).fileHash() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func lineEndsAreCountedAcrossPieces() {
    var counter = LineCounter()
    for piece in ["a\r", "\nb\n", "\r", "c"] { counter.count(in: Array(piece.utf8)[...]) }
    #expect(counter.lines == 3)
  }
}
