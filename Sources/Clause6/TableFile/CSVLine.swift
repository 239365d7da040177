/// Lines of CSV as RFC 4180 has them, and the guard against spreadsheet programs that run a cell.
package enum CSVLine {
  /// The cells as one line, without its end.
  package static func text(_ cells: [String]) -> String {
    // A line without anything would be no row.
    cells == [""] ? "\"\"" : cells.map(quotedIfNeeded).joined(separator: ",")
  }

  /// In quotation marks where a reader would else take it for more than one cell, or for none.
  package static func quotedIfNeeded(_ text: String) -> String {
    let special = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == lineFeed || $0 == carriageReturn }
    guard special else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The text with an apostrophe before it where a spreadsheet program would run it.
  ///
  /// A cell that begins with `=`, `+`, `-`, `@`, TAB or CR is a formula to those programs, also when it came from a
  /// file; their Japanese editions read the full-width forms alike. What an apostrophe stands before already gets
  /// another, so that ``unguarded(_:)`` gives back every text as it was.
  package static func guarded(_ text: String) -> String { isFormula(behindApostrophes(text)) ? "'" + text : text }

  /// Without the apostrophe of ``guarded(_:)``.
  package static func unguarded(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && isFormula(behindApostrophes(text)) ? String(text.dropFirst()) : text
  }

  private static func behindApostrophes(_ text: String) -> Substring.UnicodeScalarView {
    text[...].unicodeScalars.drop { $0 == "'" }
  }

  private static func isFormula(_ scalars: Substring.UnicodeScalarView) -> Bool {
    switch scalars.first {
    case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}
