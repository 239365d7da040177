#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds, in pieces of a text, what libyajl lets pass.
struct JSONTextCheck {
  private enum State { case plain, escape, digits }

  /// Where escapes for half a surrogate pair stand, in the whole text.
  private var halves: [Int] = []
  private var taken = 0
  /// Where the first such escape of the whole text stands.
  private(set) var firstHalf = Int.max
  private(set) var hasReturns = false
  private var state = State.plain
  /// The first half of a pair was just read.
  private var awaitsSecond = false
  private var digits = 0
  private var value: UInt32 = 0

  /// Whether such an escape stands before a place and was not taken before.
  mutating func takesHalf(before end: Int) -> Bool {
    guard taken < halves.count, halves[taken] < end else { return false }
    while taken < halves.count, halves[taken] < end { taken += 1 }
    if taken == halves.count {
      halves.removeAll(keepingCapacity: true)
      taken = 0
    }
    return true
  }

  /// - Returns: how many bytes may be read: a vertical tab or a form feed is valid nowhere.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    hasReturns = memchr(start, 0x0D, bytes.count) != nil
    let end = min(bytes.position(of: 0x0B, from: 0), bytes.position(of: 0x0C, from: 0))
    var index = 0
    while index < end {
      switch state {
      case .plain:
        if awaitsSecond, bytes[index] != UInt8(ascii: "\\") { reportHalf(base + index) }
        index = bytes.position(of: UInt8(ascii: "\\"), from: index)
        if index < end { state = .escape }
      case .escape:
        let isCode = bytes[index] == UInt8(ascii: "u")
        if awaitsSecond, !isCode { reportHalf(base + index) }
        state = isCode ? .digits : .plain
        digits = 0
        value = 0
      case .digits: takeDigit(bytes[index], base + index)
      }
      index += 1
    }
    return end
  }

  private mutating func reportHalf(_ offset: Int) {
    halves.append(offset)
    firstHalf = min(firstHalf, offset)
    awaitsSecond = false
  }

  private mutating func takeDigit(_ byte: UInt8, _ offset: Int) {
    // libyajl refuses what is no digit.
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return state = .plain }
    value = value << 4 | UInt32(digit)
    digits += 1
    guard digits == 4 else { return }
    state = .plain
    let isSecond = 0xDC00...0xDFFF ~= value
    if awaitsSecond != isSecond { reportHalf(offset) }
    awaitsSecond = 0xD800...0xDBFF ~= value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands next; the end when nowhere.
  fileprivate func position(of byte: UInt8, from index: Int) -> Int {
    guard index < count, let start = baseAddress else { return count }
    guard let found = memchr(start + index, Int32(byte), count - index) else { return count }
    return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
  }
}
