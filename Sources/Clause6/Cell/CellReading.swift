import Postgres

/// How the cells of a column are read.
struct CellReading: Sendable {
  var days = DayReading()
  var numbers = NumberReading()
  /// Texts that mean: nothing recorded.
  var blank: Set<String> = []
  /// The file's words, folded, and ours.
  var values: [String: String] = [:]
  /// The file's words as the mapping writes them.
  var words: [String] = []
  /// What every word means that ``values`` does not explain.
  var otherwise: String?

  /// Whether a text means that nothing is recorded.
  func isBlank(_ text: String) -> Bool { text.isEmpty || blank.contains(text) }

  /// The cell's text as the mapping means it; `nil` when nothing is recorded.
  func value(_ cell: String) throws(UnreadableCell) -> String? {
    let text = cell.trimmedCell
    if text.isEmpty { return values[""].flatMap { $0.isEmpty ? nil : $0 } }
    if blank.contains(text) { return nil }
    guard !values.isEmpty || otherwise != nil else { return text }
    guard let meaning = values[text.foldedWord] ?? otherwise else {
      throw UnreadableCell(
        reason: "is none of the words the mapping explains: \(words.joined(separator: ", "))")
    }
    return meaning.isEmpty ? nil : meaning
  }

  /// The value as PostgreSQL reads it.
  /// - Returns: `nil` when nothing is recorded after all.
  func read(_ text: String, as kind: ImportField.Kind) throws(UnreadableCell) -> String? {
    switch kind {
    case .text, .list:
      guard !text.holdsZero else { throw UnreadableCell(reason: "holds a zero character") }
      return text
    case .day: return try days.day(text)?.description
    case .flag: return try text.flag() ? "t" : "f"
    case .number(let unit): return String(try unit.number(text))
    case .numbers(let unit): return try unit.numbers(text).postgresText
    case .amount: return try numbers.amount(text).number
    case .currency: return try CurrencyMark.currency(text)
    case .oneOf(let words):
      guard words.contains(text) else { throw UnreadableCell(reason: "is none of \(words.joined(separator: ", "))") }
      return text
    }
  }
}
