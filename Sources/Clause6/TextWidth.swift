extension Unicode.Scalar {
  /// Whether it makes what follows read in another direction, so that a text looks like another one (UTS 55).
  package var turnsDirection: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// How many columns of a terminal a text takes, and how to make it take fewer.
package enum TextWidth {
  /// The columns of a text that is already ``visible(_:)``.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy(isPrintableASCII) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one grapheme cluster.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let base = scalars.first else { return 0 }
    if scalars.count > 1, base.properties.isEmoji, scalars.contains(where: { $0 == emojiSelector || $0 == joiner }) {
      return 2
    }
    if base.properties.isEmojiPresentation { return 2 }
    return scalars.reduce(0) { $0 + columns($1) }
  }

  /// The text on one line and without anything a terminal would obey, so that no name can move the cursor, hide
  /// itself or turn the reading direction of what follows.
  package static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy(isPrintableASCII) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text { result.append(visible(character)) }
    return result
  }

  /// The same, but that lines stay lines.
  package static func visibleLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }.joined(separator: "\n")
  }

  /// At most that many columns, cut between grapheme clusters and marked with `…` where something is missing.
  package static func truncated(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
      let columns = of(character)
      if used + columns > width - 1 { break }
      used += columns
      result.append(character)
    }
    return result + "…"
  }

  /// The text in pieces of at most that many columns, broken at blanks where there are any, else between clusters.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let joined = line.isEmpty ? String(word) : line + " " + word
      if of(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if of(line) + of(character) > width, !line.isEmpty {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    return lines + [line]
  }

  private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
  private static let joiner: Unicode.Scalar = "\u{200D}"

  private static func isPrintableASCII(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.value {
    // Vowels and finals of Hangul written letter by letter: they are drawn into the syllable's first letter.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    // Signs that enclose the digits after them: format characters, but drawn.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return EastAsianWidth.isWide(scalar) ? 2 : 1
    }
  }

  private static func visible(_ character: Character) -> Character {
    // Control characters never join a cluster; only CR LF are one together.
    guard let scalar = character.unicodeScalars.first else { return character }
    switch scalar.value {
    case 0x09: return " "
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return "⏎"
    case 0x00...0x1F, 0x7F...0x9F: return "·"
    default: return scalar.turnsDirection ? "·" : character
    }
  }
}
