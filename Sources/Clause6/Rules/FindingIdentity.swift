import Bytes
import CLibcrypto

/// What a finding is known by outside the register, from one check to the next and whatever it says meanwhile.
public struct FindingIdentity: Sendable, Hashable {
  /// Of the rule, what its subject is, the subject's number and the key, and never of a text that people change.
  public let sha256: String

  public init(rule: String, subject: String, subjectID: String, key: String) {
    // No text of the register holds a NUL, so no two findings become one.
    sha256 = SHA256.hexadecimal(of: [rule, subject, subjectID, key].joined(separator: "\u{0}"))
  }

  public var uuid: String { NamedUUID.of("finding:\(sha256)") }
}

/// The UUID of a name: the same on every machine and every day (version 5 of RFC 9562, section 5.5).
public enum NamedUUID {
  /// The namespace for URLs, of RFC 9562, section 6.6.
  private static let namespace: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]

  /// Of `urn:clause6:` and the name.
  public static func of(_ name: String) -> String {
    let bytes = namespace + Array("urn:clause6:\(name)".utf8)
    var digest = [UInt8](repeating: 0, count: 20)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha1(), nil) == 1 else {
      fatalError("OpenSSL has no SHA-1")
    }
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    var text: [UInt8] = []
    for (index, digit) in Hexadecimal.digits(of: digest.prefix(16)).enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
