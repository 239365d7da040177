/// Bytes as letters, digits, `+` and `/` (RFC 4648, section 4), with padding and without line breaks.
public enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// - Returns: four characters for each three bytes, the last three filled up with `=`.
  public static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: encoded(bytes[...]), as: UTF8.self)
  }

  /// The same in lines of at most 76 characters, each with CR LF behind it (RFC 2045, section 6.8).
  static func lines(_ bytes: [UInt8]) -> [UInt8] {
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
      let group = bytes[start..<min(start + 3, bytes.endIndex)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
