import CLibpcre2

/// A regular expression of a mapping, as PCRE2 reads it.
///
/// What it may spend on a text is bounded: one that somebody wrote in good faith, `(a+)+$`, can otherwise take hours over a single
/// cell, and nothing ends it. Beside the limits that PCRE2 has, the time grows with the text.
final class Pattern {
  /// It would take too long over a text.
  struct Endless: Error {}

  /// How often it may try to go on from one place of a text; an ordinary expression needs a few hundred.
  private static let stepLimit: UInt32 = 200_000
  /// How much may be remembered to try again, in KiB.
  private static let memoryLimit: UInt32 = 20_000

  private let code: OpaquePointer
  private let found: OpaquePointer
  private let limits: OpaquePointer

  /// - Throws: ``Clause6Error`` with what is wrong with the expression, or that PCRE2 is not installed.
  init(_ text: String) throws(Clause6Error) {
    guard pcre2_library() != nil else {
      throw Clause6Error(
        "Regular expressions need \(PCRE2_NAME), which is not installed: install it (Debian's package is libpcre2-8-0)."
      )
    }
    guard let rules = loaded_pcre2_compile_context_create_8()!(nil) else { fatalError("PCRE2 cannot begin") }
    defer { loaded_pcre2_compile_context_free_8()!(rules) }
    // A full stop stands for no end of a line, of whatever kind.
    loaded_pcre2_set_newline_8()!(rules, UInt32(PCRE2_NEWLINE_ANY))
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C
    var problem: Int32 = 0
    var place = 0
    guard let code = loaded_pcre2_compile_8()!(text, text.utf8.count, options, &problem, &place, rules) else {
      let before = String(decoding: text.utf8.prefix(place), as: UTF8.self)
      throw Clause6Error(
        "\"\(text)\" is not a regular expression: \(Pattern.words(problem)) (character \(before.count + 1))")
    }
    guard let found = loaded_pcre2_match_data_create_from_pattern_8()!(code, nil),
      let limits = loaded_pcre2_match_context_create_8()!(nil)
    else { fatalError("PCRE2 cannot begin") }
    loaded_pcre2_set_match_limit_8()!(limits, Pattern.stepLimit)
    loaded_pcre2_set_heap_limit_8()!(limits, Pattern.memoryLimit)
    (self.code, self.found, self.limits) = (code, found, limits)
  }

  deinit {
    loaded_pcre2_match_context_free_8()!(limits)
    loaded_pcre2_match_data_free_8()!(found)
    loaded_pcre2_code_free_8()!(code)
  }

  /// Whether it occurs in a text.
  func occurs(in text: String) throws(Endless) -> Bool { try match(Array(text.utf8), from: 0) != nil }

  /// What the named groups match where it first occurs, empty text where one matches nothing; `nil` where it occurs nowhere.
  func groups(_ names: [String], in text: String) throws(Endless) -> [String]? {
    let bytes = Array(text.utf8)
    guard try match(bytes, from: 0) != nil, let bounds = loaded_pcre2_get_ovector_pointer_8()!(found) else {
      return nil
    }
    return names.map { name in
      let number = Int(loaded_pcre2_substring_number_from_name_8()!(code, name))
      guard number > 0, bounds[2 * number] != Pattern.unset else { return "" }
      return String(decoding: bytes[bounds[2 * number]..<bounds[2 * number + 1]], as: UTF8.self)
    }
  }

  /// A text without all that it matches.
  func cut(from text: String) throws(Endless) -> String {
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var (end, start) = (0, 0)
    while start <= bytes.count, let place = try match(bytes, from: start) {
      kept += bytes[end..<place.lowerBound]
      (end, start) = (place.upperBound, place.upperBound)
      guard place.isEmpty else { continue }
      // Where it matches nothing it would do so again: on to the next character.
      repeat { start += 1 } while start < bytes.count && bytes[start] & 0xC0 == 0x80
    }
    return end == 0 ? text : String(decoding: kept + bytes[end...], as: UTF8.self)
  }

  private static let unset = Int(bitPattern: UInt.max)

  /// The first place at or after an offset where it occurs.
  private func match(_ bytes: [UInt8], from start: Int) throws(Endless) -> Range<Int>? {
    let result = loaded_pcre2_match_8()!(code, bytes, bytes.count, start, PCRE2_NO_UTF_CHECK, found, limits)
    guard result != PCRE2_ERROR_NOMATCH else { return nil }
    guard result >= 0, let bounds = loaded_pcre2_get_ovector_pointer_8()!(found) else { throw Endless() }
    // By \K in a lookaround it can begin before where it was sought, or behind its end.
    let first = max(Int(bounds[0]), start)
    return first..<max(first, Int(bounds[1]))
  }

  private static func words(_ problem: Int32) -> String {
    var words = [UInt8](repeating: 0, count: 256)
    loaded_pcre2_get_error_message_8()!(problem, &words, words.count)
    return String(decoding: words.prefix { $0 != 0 }, as: UTF8.self)
  }
}
