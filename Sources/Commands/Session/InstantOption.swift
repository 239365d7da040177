import ArgumentParser
import Clause6

extension Instant {
  /// A time on the command line; an empty text takes it away.
  @Sendable static func parseEdit(_ text: String) throws -> Edit<Instant> {
    if text.isEmpty { return .set(nil) }
    guard let instant = Instant(text) else {
      throw ValidationError(
        "\"\(text)\" is not a time; write it as 2026-11-20T09:00+09:00; without the offset it is in the organisation's zone."
      )
    }
    return .set(instant)
  }
}

extension Choice {
  /// A word of a list, or an empty text that takes it away.
  static func edit(of words: [String], _ text: String, _ what: String) throws -> Edit<String> {
    text.isEmpty ? .set(nil) : .set(try one(of: words, text, what))
  }
}

/// Lists of words separated by commas; an empty text takes them all away.
enum Words {
  static func edit(of words: [String], _ text: String, _ what: String) throws -> Edit<[String]> {
    if text.isEmpty { return .set(nil) }
    let given = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
    return .set(try given.map { try Choice.one(of: words, $0, what) })
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
