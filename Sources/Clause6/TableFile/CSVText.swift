package import Postgres

/// A table as CSV of RFC 4180, with a header and LF line ends, as PostgreSQL's `COPY` writes it: NULL is nothing, an
/// empty text is `""`.
///
/// Names and remarks are typed by people we do not know, so a text that a spreadsheet program would run is guarded:
/// ``CSVLine/guarded(_:)``. Numbers and days are the server's own and stay untouched, so `-5` remains a number.
package enum CSVText {
  /// - Parameter guardsFormulas: whether spreadsheet programs may open it; programs that read CSV want texts as they are.
  package static func render(_ table: Table, guardsFormulas: Bool = true) -> String {
    header(table.columns, guardsFormulas: guardsFormulas)
      + table.rows.map { line($0, table.columns, guardsFormulas: guardsFormulas) }.joined()
  }

  package static func header(_ columns: [Table.Column], guardsFormulas: Bool = true) -> String {
    line(columns.map { cell($0.name, .text, guardsFormulas) })
  }

  package static func line(_ row: [String?], _ columns: [Table.Column], guardsFormulas: Bool = true) -> String {
    line(zip(row, columns).map { cell($0, $1.kind, guardsFormulas) })
  }

  /// Whether a row may have a text that is guarded; where it says no, its line is the same with and without guards.
  package static func mayBeGuarded(_ row: [String?], _ columns: [Table.Column]) -> Bool {
    for (value, column) in zip(row, columns) {
      guard let value else { continue }
      switch column.kind {
      case .text: if mayBeGuarded(value.utf8.first) { return true }
      case .list:
        // An array begins with a brace, and its first element perhaps with a quotation mark.
        if mayBeGuarded(value.utf8.first { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "\"") }) { return true }
      case .boolean, .number, .day, .json: continue
      }
    }
    return false
  }

  /// By the first byte: of what ``CSVLine/guarded(_:)`` looks for, and of full-width forms.
  private static func mayBeGuarded(_ first: UInt8?) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "'"), 9, 13, 0xEF:
      true
    default: false
    }
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
