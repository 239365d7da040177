/// What the cells of a column are, as far as the first rows of the file show it.
struct ColumnContents {
  /// One a row, without blanks around them.
  let cells: [String]
  /// The different texts, in order of appearance, with how often they stand there.
  let words: [(text: String, count: Int)]

  init(_ cells: [String]) {
    self.cells = cells.map(\.trimmedCell)
    var places: [String: Int] = [:]
    var words: [(text: String, count: Int)] = []
    for cell in self.cells where !cell.isEmpty {
      if let place = places[cell] {
        words[place].count += 1
      } else {
        places[cell] = words.count
        words.append((cell, 1))
      }
    }
    self.words = words
  }

  var filled: Int { words.reduce(0) { $0 + $1.count } }

  /// The texts that say something.
  var telling: [(text: String, count: Int)] { words.filter { !ColumnContents.isBlank($0.text) } }

  /// Texts that mean that nothing is recorded.
  var blanks: [String] { words.map(\.text).filter(ColumnContents.isBlank) }

  /// How much of what is said can be read; `nil` when nothing is said.
  func share(_ isReadable: (String) -> Bool) -> Double? {
    let telling = telling
    let all = telling.reduce(0) { $0 + $1.count }
    guard all > 0 else { return nil }
    return Double(telling.reduce(0) { $0 + (isReadable($1.text) ? $1.count : 0) }) / Double(all)
  }

  /// How many of the filled cells hold what no other holds, as a share; those beside blank cells count against it.
  var uniqueness: Double {
    guard !cells.isEmpty else { return 0 }
    return Double(telling.count { $0.count == 1 }) / Double(cells.count)
  }

  static func isBlank(_ text: String) -> Bool { blankWords.contains(text.foldedWord) }

  private static let blankWords: Set<String> = [
    "-", "--", "---", "–", "—", "ー", "―", "‐", "−", "na", "n/a", "n.a.", "n. a.", "#n/a", "null", "nil", "none",
    "(none)",
    "(blank)", "blank", "tbd", "tbc", "t.b.d.", "to be determined", "to be confirmed", "unknown", "not known",
    "not applicable", "not available", "nan", "?", ".", "なし", "無し", "無", "未定", "未記入", "未入力", "未設定", "不明", "該当なし",
    "該当無し", "特になし", "特に無し", "空欄", "0000-00-00", "00/00/0000", "0000/00/00",
  ]
}

/// Texts where a last day would stand, and that say that there is none.
enum OpenEndWords {
  static func contains(_ text: String) -> Bool { all.contains(HeadingKey(text).text) }

  private static let all: Set<String> = [
    "期間の定めなし", "期間の定め無し", "期間定めなし", "定めなし", "定め無し", "期限なし", "期限の定めなし", "期限無し", "無期限", "無期", "永続", "永年", "恒久",
    "解約まで", "indefinite", "indefinitely", "perpetual", "evergreen", "open", "openended", "openend", "noenddate",
    "noexpiry", "noexpiration", "noend", "ongoing", "continuous", "continuing", "untilterminated", "unlimited", "never",
    "untilcancelled", "norenewaldate", "rolling",
  ]
}
