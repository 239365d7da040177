import Postgres

/// A point in time as people write it: with its offset, or as clocks of the organisation's zone show it.
public struct Instant: Sendable, Equatable {
  /// As PostgreSQL reads it: `2026-11-20 09:00:00+09:00`, or without the offset.
  let text: String
  let hasOffset: Bool

  /// Reads `2026-11-20T09:00+09:00`, `2026-11-20 09:00Z`, `2026-11-20 09:00:30.25`; `nil` for anything else.
  public init?(_ text: String) {
    guard let separator = text.firstIndex(where: { $0 == "T" || $0 == " " }),
      CalendarDate(String(text[..<separator])) != nil
    else { return nil }
    let rest = text[text.index(after: separator)...]
    let clock = rest.prefix { $0.isASCII && $0.isNumber || $0 == ":" || $0 == "." }
    guard Instant.isClock(clock), let offset = Instant.offset(rest[clock.endIndex...]) else { return nil }
    self.text = "\(text[..<separator]) \(clock)\(offset)"
    hasOffset = !offset.isEmpty
  }

  /// `09:00`, `09:00:30` or `09:00:30.25`, to the microsecond.
  private static func isClock(_ text: Substring) -> Bool {
    if let point = text.firstIndex(of: ".") {
      let fraction = text[text.index(after: point)...]
      return text[..<point].utf8.count == 8 && isClock(text[..<point]) && (1...6).contains(fraction.utf8.count)
        && !fraction.contains(".") && !fraction.contains(":")
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }) else { return false }
    let limits = [23, 59, 59]
    return zip(parts, limits).allSatisfy { part, limit in Int(part).map { $0 <= limit } ?? false }
  }

  /// Nothing, `Z`, or `+09:00`; as PostgreSQL reads it.
  private static func offset(_ text: Substring) -> String? {
    if text.isEmpty { return "" }
    if text == "Z" { return "+00:00" }
    guard let sign = text.first, "+-".contains(sign), isClock(text.dropFirst()), text.utf8.count == 6 else {
      return nil
    }
    return String(text)
  }
}

extension Connection {
  /// An instant as PostgreSQL takes it, with the offset of the organisation's zone where none was written.
  /// - Throws: ``Clause6Error`` for a time that the clocks of the zone skip.
  func timestamp(_ instant: Instant) throws -> String {
    if instant.hasOffset { return instant.text }
    if let text = try value("SELECT facts.instant_at(\(instant.text)::timestamp)::text", as: String.self) {
      return text
    }
    let zone = try value("SELECT facts.zone()", as: String.self) ?? ""
    throw Clause6Error(
      "Clocks in \(zone) skip \(instant.text): write the time with its offset, as 2026-11-20T09:00+09:00.")
  }

  /// The same for an edit: `keep` and nothing stay what they are.
  func timestamp(_ edit: Edit<Instant>) throws -> Edit<String> {
    guard case .set(let instant) = edit else { return .keep }
    return .set(try instant.map { try timestamp($0) })
  }
}
