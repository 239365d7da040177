/// Base64 with `+`, `/` and `=` (RFC 4648 §4).
package enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The values of digits, by their byte; -1 for what is none.
  private static let values: [Int8] = {
    var values = [Int8](repeating: -1, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = Int8(value) }
    return values
  }()

  /// On one line.
  package static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: encoded(bytes[...]), as: UTF8.self)
  }

  /// In lines of at most 76 characters, each with CR LF behind it (RFC 2045, section 6.8).
  package static func lines(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 57 * 78 + 78)
    for start in stride(from: 0, to: bytes.count, by: 57) {
      text += encoded(bytes[start..<min(start + 57, bytes.count)])
      text += [13, 10]
    }
    return text
  }

  private static func encoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
      let count = min(3, bytes.endIndex - start)
      let second = count > 1 ? bytes[start + 1] : 0
      let third = count > 2 ? bytes[start + 2] : 0
      text.append(digits[Int(bytes[start] >> 2)])
      text.append(digits[Int(bytes[start] << 4 & 0x30 | second >> 4)])
      text.append(count > 1 ? digits[Int(second << 2 & 0x3c | third >> 6)] : UInt8(ascii: "="))
      text.append(count > 2 ? digits[Int(third & 0x3f)] : UInt8(ascii: "="))
    }
    return text
  }

  /// - Returns: `nil` when the text is not the one that ``encode(_:)`` makes of some bytes; the `=` may be left out.
  package static func decode(_ text: String) -> [UInt8]? {
    var characters = Array(text.utf8)
    if characters.count % 4 == 0 {
      for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
    }
    guard characters.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var count = 0
    for character in characters {
      guard values[Int(character)] >= 0 else { return nil }
      bits = bits << 6 | UInt32(values[Int(character)])
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // Bits that are left over say nothing, and two texts must not stand for the same bytes.
    return bits & (1 << UInt32(count) - 1) == 0 ? bytes : nil
  }
}

extension Base64 {
  /// Reads what ``encode(_:)`` writes and nothing else, so that one value has one text.
  package static func decodeExactly(_ text: some StringProtocol) -> [UInt8]? {
    // With all of its `=`, which decode lets be left out.
    text.utf8.count % 4 == 0 ? decode(String(text)) : nil
  }
}
