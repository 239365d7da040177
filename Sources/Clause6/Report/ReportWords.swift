public import Postgres

/// What people read in the place of the register's own words: titles of columns, and words of closed lists.
public struct ReportWords: Sendable {
  private let isJapanese: Bool
  private let report: String

  /// - Parameters:
  ///   - language: `en` or `ja`.
  ///   - report: the report whose words they are; some mean something else in one.
  public init(_ language: String, of report: String = "") {
    isJapanese = language == "ja"
    self.report = report
  }

  /// `In notice window`, of `in_notice_window`.
  public func title(ofColumn name: String) -> String { word(name, or: ["\(report):\(name)"]) }

  /// A cell as people read it: words of closed lists are translated, all else stays as it is.
  public func text(_ value: String, in column: Table.Column) -> String {
    switch column.kind {
    case .boolean where value == "t" || value == "f":
      return value == "t" ? (isJapanese ? "はい" : "yes") : isJapanese ? "いいえ" : "no"
    case .list where ReportWords.coded.contains(column.name):
      guard let elements = Table.elements(ofList: value) else { return value }
      return elements.map { $0.map { word($0, of: column) } ?? "" }.joined(separator: isJapanese ? "、" : ", ")
    case .text where ReportWords.coded.contains(column.name): return word(value, of: column)
    default: return value
    }
  }

  /// Whether a word of the list has a title in both languages.
  package static func knows(_ word: String) -> Bool { titles[word] != nil }
  package static func isCoded(column name: String) -> Bool { coded.contains(name) }

  /// Whether a column holds sentences, which want room.
  package static func isProse(column name: String) -> Bool { prose.contains(name) }

  /// Whether a column holds names of companies or people.
  package static func isName(column name: String) -> Bool { names.contains(name) }

  private static let names: Set<String> = ["vendor", "vendors", "name", "subcontractor", "recipient", "company"]

  private static let prose: Set<String> = [
    "why", "reason", "title", "question", "definition", "consequence", "prevention", "what", "note", "scope", "service",
    "services", "engagements", "engagement", "arithmetic", "gap", "evidence", "criterion", "missing", "requirement",
    "before", "after",
  ]

  private func word(_ value: String, of column: Table.Column) -> String {
    word(value, or: ["\(column.name):\(value)", "\(report):\(value)"])
  }

  /// - Parameter special: what it is called where it means something else.
  private func word(_ key: String, or special: [String]) -> String {
    if let titles = (special + [key]).lazy.compactMap({ ReportWords.titles[$0] }).first {
      return isJapanese ? titles.japanese : titles.english
    }
    // What people wrote stays as they wrote it.
    guard key.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }) else {
      return key
    }
    let words = key.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  struct Titles {
    let english: String
    let japanese: String
  }

  /// A column's title is also the word that its name is in a list.
  static let titles = read(columnTitles).merging(read(valueTitles)) { title, _ in title }

  /// `word|English|日本語`, one a line.
  private static func read(_ list: String) -> [String: Titles] {
    var titles: [String: Titles] = [:]
    for line in list.split(separator: "\n") {
      let parts = line.split(separator: "|").map(String.init)
      precondition(parts.count == 3, "\(line)")
      titles[parts[0]] = Titles(english: parts[1], japanese: parts[2])
    }
    return titles
  }
}
