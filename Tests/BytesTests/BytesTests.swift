import Bytes
import Testing

/// What goes over the wire and into files byte by byte, against published examples.
@Suite struct BytesTests {
  // MARK: Base64

  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64IsReadAsItIsWritten(text: String, encoded: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.encode(bytes) == encoded)
    #expect(Base64.decode(encoded) == bytes && Base64.decodeExactly(encoded) == bytes)
    #expect(Base64.decode(encoded.replacing("=", with: "")) == bytes)
  }

  /// All texts of up to four of some characters: what is read exactly is what would be written, and nothing else is.
  @Test func noTwoTextsStandForTheSameBytes() {
    let characters = ["A", "B", "/", "=", "\n", "\u{301}", "\u{212A}"]
    var texts = [""]
    var wrong: [String] = []
    for _ in 0..<4 { texts += texts.flatMap { text in characters.map { text + $0 } } }
    for text in Set(texts.map { Array($0.utf8) }).map({ String(decoding: $0, as: UTF8.self) }) {
      if let bytes = Base64.decodeExactly(text), !Base64.encode(bytes).utf8.elementsEqual(text.utf8) {
        wrong.append(text)
      }
      if Base64.decode(text) != nil, Base64.decodeExactly(text) == nil, text.utf8.count % 4 == 0 { wrong.append(text) }
    }
    #expect(wrong == [])
    for text in ["Zh==", "Zm9=", "Zg=", "Zg", "Zg===", "====", "=", "Z g=", "Zg==\n", "Zm8-"] {
      #expect(Base64.decodeExactly(text) == nil, "\(text)")
    }
  }

  // MARK: Hexadecimal digits

  @Test func digitsArePairs() {
    let all = (0...255).map { UInt8($0) }
    let digits = Hexadecimal.encode(all)
    #expect(digits.hasPrefix("000102030405060708090a0b0c0d0e0f10") && digits.hasSuffix("f9fafbfcfdfeff"))
    #expect(Hexadecimal.decode(digits) == all)
    #expect(Array(digits.utf8) == Hexadecimal.digits(of: all))
    #expect(Hexadecimal.decode("") == [])
    for text in ["0", "000", "0A", "0g", " 0", "0x00", "00 ", "\u{FF10}\u{FF10}"] {
      #expect(Hexadecimal.decode(text) == nil, "\(text)")
    }
  }

  // MARK: SHA-256

  /// Examples of FIPS 180-4, as NIST publishes them.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashesAreThosePublished(text: String, hash: String) {
    #expect(SHA256.hexadecimal(of: text) == hash)
    let pieces = SHA256()
    for byte in text.utf8 { withUnsafeBytes(of: byte) { pieces.update($0) } }
    #expect(pieces.hexadecimal() == hash)
  }

  @Test func oneHasherHashesManyTexts() {
    let hasher = SHA256()
    var digest = [UInt8](repeating: 0, count: 32)
    for text in ["abc", "", "abc", "abcd"] {
      // What was fed before is forgotten.
      withUnsafeBytes(of: 7) { hasher.update($0) }
      Array(text.utf8).withUnsafeBytes { bytes in digest.withUnsafeMutableBytes { hasher.hash(bytes, into: $0) } }
      #expect(Hexadecimal.encode(digest) == SHA256.hexadecimal(of: text))
    }
  }

  // MARK: Numbers

  @Test func theHighestByteIsFirst() {
    #expect(UInt32(0x0102_03FE).bigEndianBytes == [1, 2, 3, 0xFE])
    #expect(UInt32(bigEndianBytes: [1, 2, 3, 0xFE]) == 0x0102_03FE)
    #expect(UInt64(bigEndianBytes: UInt64.max.bigEndianBytes) == .max)
    #expect(UInt32(bigEndianBytes: [1, 2, 3]) == nil && UInt32(bigEndianBytes: [0, 1, 2, 3, 4]) == nil)
  }
}
