import Postgres

/// A table as CSV of RFC 4180, with a header and LF line ends, as PostgreSQL's `COPY` writes it: NULL is nothing, an
/// empty text is `""`.
///
/// Spreadsheet programs run a cell that begins with `=`, `+`, `-`, `@`, TAB or CR as a formula, also when it came from a
/// file. Names and remarks are typed by people we do not know, so such a text gets a leading apostrophe, which those
/// programs take as "this is text" and do not show. The full-width forms count, because Japanese editions read them
/// alike. Numbers and days are the server's own and stay untouched, so `-5` remains a number.
enum CSVText {
  static func render(_ table: Table) -> String {
    var text = line(table.columns.map { cell($0.name, .text) })
    for row in table.rows { text += line(zip(row, table.columns).map { cell($0, $1.kind) }) }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    // An empty line would be no row to most readers.
    (cells == [""] ? "\"\"" : cells.joined(separator: ",")) + "\n"
  }

  private static func cell(_ value: String?, _ kind: Table.Kind) -> String {
    guard let value else { return "" }
    switch kind {
    case .text: return quotedIfNeeded(guarded(value))
    case .list: return quotedIfNeeded(guarded(ListText.joined(value, with: "; ")))
    case .boolean: return value == "t" ? "true" : value == "f" ? "false" : quotedIfNeeded(value)
    case .number, .day, .json: return quotedIfNeeded(value)
    }
  }

  /// The text with an apostrophe where a spreadsheet program would run it.
  static func guarded(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": "'" + text
    default: text
    }
  }

  private static func quotedIfNeeded(_ text: String) -> String {
    let special = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard special || text.isEmpty else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
