/// How the amounts of a column are written, as far as its cells tell.
struct AmountEvidence {
  private(set) var decimal: Character = "."
  /// A regular expression for what has to be cut away.
  private(set) var remove: String?
  /// How much can be read so.
  private(set) var share = 0.0
  /// Currencies that cells name.
  private(set) var currencies: [String] = []
  /// Whether some cells name none.
  private(set) var hasUnmarked = false
  /// A text that shows nothing but thousands or a fraction, and might be the other.
  private(set) var doubtful: String?
  /// Cells say themselves what they count: 120万円.
  private(set) var hasUnits = false

  static let dollar = "[$＄]"
  private static let removals = [nil, "[(（]?(税込|税抜|税別)み?き?[)）]?", dollar]

  init(_ words: [(text: String, count: Int)]) {
    let words = Array(words.prefix(DayEvidence.wordLimit).filter { $0.text.count < 60 })
    let all = words.reduce(0) { $0 + $1.count }
    guard all > 0 else { return }
    for removal in AmountEvidence.removals {
      let texts = removal.map { PeriodCells.parts(words, $0) } ?? words
      for decimal in [Character("."), ","] {
        let reading = NumberReading(decimal: decimal)
        let count = texts.reduce(0) { $0 + ((try? reading.amount($1.text)) == nil ? 0 : $1.count) }
        guard Double(count) / Double(all) > share else { continue }
        share = Double(count) / Double(all)
        (self.decimal, remove) = (decimal, removal)
      }
    }
    refuseLonePoint(words)
    look(at: words)
  }

  /// A single 12.000 among amounts without marks shows nothing.
  private mutating func refuseLonePoint(_ words: [(text: String, count: Int)]) {
    let marked = words.filter { $0.text.contains(".") || $0.text.contains(",") }
    if decimal == ",", marked.count == 1, words.count > 1, !AmountEvidence.provesComma(marked[0].text) { decimal = "." }
  }

  private static func provesComma(_ text: String) -> Bool {
    text.contains(/,\d{1,2}(\D|$)/) || text.contains(/\.\d{3}\.\d{3}/)
  }

  private mutating func look(at words: [(text: String, count: Int)]) {
    let reading = NumberReading(decimal: decimal)
    // A dollar among other currencies is left for people to explain.
    if remove == AmountEvidence.dollar, words.contains(where: { (try? reading.amount($0.text))?.currency != nil }) {
      remove = nil
    }
    for (text, _) in remove.map({ PeriodCells.parts(words, $0) }) ?? words {
      guard let amount = try? reading.amount(text) else { continue }
      if let currency = amount.currency {
        if !currencies.contains(currency) { currencies.append(currency) }
      } else {
        hasUnmarked = true
      }
      hasUnits = hasUnits || text.contains { "万億千".contains($0) }
    }
    guard decimal == "," else { return }
    let isProven = words.contains { AmountEvidence.provesComma($0.text) }
    doubtful = isProven ? nil : words.first { $0.text.contains(".") }?.text
  }

  /// What amounts count under a heading, and the currency that it names.
  static func times(_ heading: String) -> Int? {
    let text = heading.halfWidth.lowercased()
    if text.contains("百万") || text.contains(/\b(millions?|mio|mn)\b/) { return 1_000_000 }
    if text.contains("千円") || text.contains("千ドル") || text.contains(/\b(thousands?|000s?|tsd)\b|'000|\b[kK]\b|[k][€£]/)
    {
      return 1000
    }
    return text.contains("万円") ? 10_000 : nil
  }

  static func currency(_ heading: String) -> String? {
    let text = heading.halfWidth
    let codes = [
      "JPY", "EUR", "USD", "GBP", "AUD", "CAD", "CHF", "CNY", "SGD", "NZD", "KRW", "SEK", "NOK", "DKK", "INR",
    ]
    let words = Set(text.uppercased().split { !$0.isLetter }.map(String.init))
    if let code = codes.first(where: { words.contains($0) }) { return code }
    let marks = [
      ("円", "JPY"), ("¥", "JPY"), ("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("ユーロ", "EUR"), ("米ドル", "USD"),
    ]
    return marks.first { text.contains($0.0) }?.1
  }
}
