#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How long the other side asks to be left alone (RFC 9110 §10.2.3).
package enum RetryAfter {
  /// - Parameters:
  ///   - value: a number of seconds, or a moment such as `Wed, 21 Oct 2026 07:28:00 GMT`.
  ///   - now: in seconds since 1970.
  /// - Returns: seconds, not below 0 nor beyond a day; `nil` when it says neither.
  package static func seconds(_ value: some StringProtocol, now: Int = time(nil)) -> Int? {
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(Int(value) ?? 86400, 86400)
    }
    return moment(String(value)).map { min(max(0, $0 - now), 86400) }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func moment(_ value: String) -> Int? {
    let words = value.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
      (1...31).contains(day), (1970...9999).contains(year), let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
    var parts = tm()
    parts.tm_year = Int32(year - 1900)
    parts.tm_mon = Int32(month)
    parts.tm_mday = Int32(day)
    parts.tm_hour = Int32(clock[0])
    parts.tm_min = Int32(clock[1])
    parts.tm_sec = Int32(clock[2])
    return timegm(&parts)
  }
}

extension StringProtocol {
  /// Without spaces around it.
  var trimmed: SubSequence {
    let start = drop { $0 == " " }
    guard let end = start.lastIndex(where: { $0 != " " }) else { return start }
    return start[...end]
  }
}
