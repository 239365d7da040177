/// An address of the internet by its bytes: 4 or 16 of them, in the order of the network.
struct InternetAddress: Equatable {
  let bytes: [UInt8]

  /// Whether it is one that anybody may have, and not this host, its networks, many hosts at once, or set apart for other
  /// uses (RFC 6890, RFC 4291, RFC 6598).
  var isPublic: Bool { bytes.count == 4 ? InternetAddress.isPublic(bytes[...]) : isPublicVersion6 }

  private static func isPublic(_ bytes: ArraySlice<UInt8>) -> Bool {
    let value = bytes.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    return !reserved.contains { value >> (32 - UInt32($0.bits)) == $0.network >> (32 - UInt32($0.bits)) }
  }

  private static let reserved: [(network: UInt32, bits: Int)] = [
    // 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16
    (0x0000_0000, 8), (0x0a00_0000, 8), (0x6440_0000, 10), (0x7f00_0000, 8), (0xa9fe_0000, 16),
    // 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16
    (0xac10_0000, 12), (0xc000_0000, 24), (0xc000_0200, 24), (0xc058_6300, 24), (0xc0a8_0000, 16),
    // 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/3: many hosts at once, and what is left over
    (0xc612_0000, 15), (0xc633_6400, 24), (0xcb00_7100, 24), (0xe000_0000, 3),
  ]

  private var isPublicVersion6: Bool {
    guard bytes.count == 16 else { return false }
    let word = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    let second = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    // Those that hold one of version 4: ::ffff:0:0/96, 64:ff9b::/96, 2002::/16.
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
      return InternetAddress.isPublic(bytes[12...])
    }
    if word == 0x64, second == 0xff9b, bytes[4..<12].allSatisfy({ $0 == 0 }) {
      return InternetAddress.isPublic(bytes[12...])
    }
    if word == 0x2002 { return InternetAddress.isPublic(bytes[2..<6]) }
    // All that is public begins with the bits 001; of it, tunnels, tests and examples are not.
    guard bytes[0] >> 5 == 1 else { return false }
    let isProtocol = word == 0x2001 && (second < 0x200 || second == 0xdb8)
    return !isProtocol && !(word == 0x3fff && second < 0x1000)
  }
}
