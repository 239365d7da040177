extension JSONValue {
  /// The value as compact JSON text: its own order, its own digits.
  package var json: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .text(let text): text.writeJSON(to: &bytes)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        member.name.writeJSON(to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension String {
  fileprivate func writeJSON(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for byte in utf8 { byte.writeEscaped(to: &bytes) }
    } else {
      bytes.append(contentsOf: utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number of JSON without exponent, none of its digits lost: 1.20E5 → 120000, 12e-5 → 0.00012.
  ///
  /// - Returns: `nil` when it would have more than a thousand digits.
  var plainDecimal: String? {
    guard let mark = utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return self }
    let isNegative = utf8.first == UInt8(ascii: "-")
    let parts = self[..<mark].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let exponentText = self[utf8.index(after: mark)...].drop { $0 == "+" }
    let whole = parts[0]
    let fraction = parts.count > 1 ? parts[1] : ""
    // Zero is zero, whatever follows the e.
    let isZero = whole.allSatisfy { $0 == "0" } && fraction.allSatisfy { $0 == "0" }
    guard let exponent = isZero ? 0 : Int(exponentText), (-1000...1000).contains(exponent) else { return nil }
    var digits = String(whole) + fraction
    var point = whole.utf8.count + exponent
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    } else if point > digits.utf8.count {
      digits += String(repeating: "0", count: point - digits.utf8.count)
    }
    let left = digits.prefix(point).drop { $0 == "0" }
    let right = digits.dropFirst(point)
    return (isNegative ? "-" : "") + (left.isEmpty ? "0" : left) + (right.isEmpty ? "" : "." + right)
  }
}

extension UInt8 {
  fileprivate func writeEscaped(to bytes: inout [UInt8]) {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(self)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: self < 0x10 ? "\\u000".utf8 : "\\u00".utf8)
      bytes.append(contentsOf: String(self, radix: 16).utf8)
    default: bytes.append(self)
    }
  }
}
