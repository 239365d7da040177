import Clause6
import Postgres

/// A table as CSV of RFC 4180, with a header and LF line ends, as PostgreSQL's `COPY` writes it: NULL is nothing, an
/// empty text is `""`.
///
/// Names and remarks are typed by people we do not know, so a text that a spreadsheet program would run is guarded:
/// ``CSVLine/guarded(_:)``. Numbers and days are the server's own and stay untouched, so `-5` remains a number.
enum CSVText {
  /// - Parameter guardsFormulas: whether spreadsheet programs may open it; programs that read CSV want texts as they are.
  static func render(_ table: Table, guardsFormulas: Bool = true) -> String {
    var text = line(table.columns.map { cell($0.name, .text, guardsFormulas) })
    for row in table.rows { text += line(zip(row, table.columns).map { cell($0, $1.kind, guardsFormulas) }) }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    // An empty line would be no row to most readers.
    (cells == [""] ? "\"\"" : cells.joined(separator: ",")) + "\n"
  }

  private static func cell(_ value: String?, _ kind: Table.Kind, _ guards: Bool) -> String {
    guard let value else { return "" }
    switch kind {
    case .text: return quotedIfNeeded(guards ? CSVLine.guarded(value) : value)
    case .list:
      let text = ListText.joined(value, with: "; ")
      return quotedIfNeeded(guards ? CSVLine.guarded(text) : text)
    case .boolean: return value == "t" ? "true" : value == "f" ? "false" : quotedIfNeeded(value)
    case .number, .day, .json: return quotedIfNeeded(value)
    }
  }

  /// An empty text is no NULL.
  private static func quotedIfNeeded(_ text: String) -> String { text.isEmpty ? "\"\"" : CSVLine.quotedIfNeeded(text) }
}
