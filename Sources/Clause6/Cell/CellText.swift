/// Why a cell could not be read, as the end of a sentence that begins with its text.
package struct UnreadableCell: Error, Equatable {
  package let reason: String
}

extension String {
  /// Without spaces, tabs and line breaks around it, also the ideographic space that Japanese spreadsheets are full of.
  package var trimmedCell: String {
    // Most cells have nothing to trim, and looking at their two ends is all it takes to see it.
    if let first = utf8.first, let last = utf8.last, first.isPrintableASCII, last.isPrintableASCII { return self }
    if utf8.count >= 3, isKanji(at: utf8.startIndex), isKanji(at: utf8.index(utf8.endIndex, offsetBy: -3)) {
      return self
    }
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Whether the byte begins a kanji, which takes three.
  private func isKanji(at place: String.Index) -> Bool { (0xE4...0xE9).contains(utf8[place]) }

  /// Quicker than `contains` where the text is in one piece, as nearly all are.
  var holdsZero: Bool { utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0) }

  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// Full-width letters, digits and marks as their ASCII twins: ２０２６／３ → 2026/3.
  package var halfWidth: String {
    guard !isASCII else { return self }
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
        scalars.append(narrow)
      } else {
        scalars.append(scalar.value == 0x3000 ? " " : scalar)
      }
    }
    return String(scalars)
  }

  /// Words that differ in width and case alone are one.
  package var foldedWord: String { trimmedCell.halfWidth.lowercased() }

  /// Kanji numerals as digits: 三十一 → 31, 二〇二六 → 2026. Those behind a digit are multipliers (5千) and stay.
  package var withoutKanjiNumerals: String {
    guard !isASCII, contains(where: { KanjiNumeral.values[$0] != nil }) else { return self }
    var result = ""
    var run: [Character] = []
    for character in self {
      let isMultiplier = run.isEmpty && result.last.map { $0.isASCIIDigit || $0 == "." } == true
      if KanjiNumeral.values[character] != nil, !isMultiplier {
        run.append(character)
      } else {
        result += KanjiNumeral.digits(of: run)
        run = []
        result.append(character)
      }
    }
    return result + KanjiNumeral.digits(of: run)
  }
}

private enum KanjiNumeral {
  static let values: [Character: Int] = [
    "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "百": 100, "千": 1000,
  ]

  static func digits(of run: [Character]) -> String {
    let numbers = run.compactMap { values[$0] }
    guard numbers.contains(where: { $0 >= 10 }) else { return numbers.map(String.init).joined() }
    // No number that a cell can mean is so long; it stays as it is, and is none.
    guard run.count <= 12 else { return String(run) }
    var sum = 0
    var digit = 0
    for number in numbers {
      if number < 10 {
        digit = digit * 10 + number
      } else {
        sum += max(digit, 1) * number
        digit = 0
      }
    }
    return String(sum + digit)
  }
}

extension UInt8 {
  fileprivate var isPrintableASCII: Bool { self > 0x20 && self < 0x7F }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension StringProtocol {
  var isASCIIDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
