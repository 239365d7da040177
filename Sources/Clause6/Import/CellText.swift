package import Postgres

/// Why a cell could not be read, as the end of a sentence.
struct UnreadableCell: Error, Equatable {
  let reason: String
}

extension String {
  /// Without spaces, tabs and line breaks around it, also the ideographic space that Japanese spreadsheets are full of.
  var trimmedCell: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Full-width letters, digits and marks as their ASCII twins: ２０２６／３ → 2026/3.
  var halfWidth: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
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
}

/// In which order a file writes the parts of its dates. Stated by the mapping, never guessed.
public enum DateOrder: String, Sendable, CaseIterable {
  case ymd, dmy, mdy
}

extension String {
  /// A day in the stated order, with `/`, `-`, `.` or 年月日 between its parts, or as eight digits; four-digit years only.
  func day(_ order: DateOrder) throws(UnreadableCell) -> (year: Int, month: Int, day: Int) {
    let text = halfWidth.withoutMidnight
    var parts = text.split(whereSeparator: { "/-.年月日".contains($0) }).map { $0.filter { $0 != " " } }
    if parts.count == 1, let digits = parts.first, digits.count == 8, order == .ymd {
      parts = [String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.dropFirst(6))]
    }
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) && $0.count <= 4 }) else {
      throw UnreadableCell(reason: "is not a day in the order \(order.words)")
    }
    let numbers = parts.compactMap { Int($0) }
    let yearIndex = order == .ymd ? 0 : 2
    guard parts[yearIndex].count == 4 else {
      throw UnreadableCell(reason: "has no year of four digits where the order \(order.words) has it")
    }
    return switch order {
    case .ymd: (numbers[0], numbers[1], numbers[2])
    case .dmy: (numbers[2], numbers[1], numbers[0])
    case .mdy: (numbers[2], numbers[0], numbers[1])
    }
  }

  /// Spreadsheets like to write a day as its first instant.
  private var withoutMidnight: String {
    for midnight in ["T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"] where hasSuffix(midnight) {
      return String(dropLast(midnight.count))
    }
    return self
  }

  /// `1,234,567.89` → `1234567.89`; commas only where thousands are.
  func amount() throws(UnreadableCell) -> String {
    let text = halfWidth.trimmedCell
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let groups = parts.first?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    let hasGroups = groups.count > 1
    let isNumber =
      parts.count <= 2 && parts.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
      && groups.enumerated().allSatisfy { index, group in
        let digits = index == 0 && group.first == "-" ? group.dropFirst() : group
        return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit) && (!hasGroups || index == 0 || digits.count == 3)
      }
    guard isNumber else { throw UnreadableCell(reason: "is not an amount such as 1,200,000 or 1200000.50") }
    // 12.000 is twelve thousand to half the world.
    if !hasGroups, parts.count == 2, parts[1].count == 3, parts[0].count <= 3 {
      throw UnreadableCell(reason: "may be thousands or thousandths: write it without the point, or with two decimals")
    }
    return text.filter { $0 != "," }
  }

  func wholeNumber() throws(UnreadableCell) -> Int {
    // 12.0 is how spreadsheets export the number 12.
    let text = halfWidth.trimmedCell
    let digits = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    guard digits.allSatisfy(\.isASCIIDigit), let number = Int(digits), number <= 1_000_000 else {
      throw UnreadableCell(reason: "is not a whole number")
    }
    return number
  }

  func flag() throws(UnreadableCell) -> Bool {
    switch halfWidth.lowercased() {
    case "yes", "y", "true", "t", "1": true
    case "no", "n", "false", "f", "0": false
    default:
      throw UnreadableCell(reason: "is neither yes nor no; say in the mapping, under values, which word means what")
    }
  }
}

extension DateOrder {
  var words: String {
    switch self {
    case .ymd: "year, month, day"
    case .dmy: "day, month, year"
    case .mdy: "month, day, year"
    }
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension CalendarDate {
  /// Reads `2026/11/22`, `2026.11.22`, `20261122` and `2026年11月22日`, in full width too: all with the year first.
  package init?(yearFirst text: String) {
    guard let parts = try? text.day(.ymd) else { return nil }
    self.init(year: parts.year, month: parts.month, day: parts.day)
  }

  /// Whether a text has the form of such a day, though the calendar may not have it.
  package static func isYearFirst(_ text: String) -> Bool { (try? text.day(.ymd)) != nil }
}
