/// The rows that need a person: the columns of the file, then line, column, raw text and reason.
///
/// People correct the cells and import this file with the same mapping; whatever form the mapping states, this one is
/// CSV of RFC 4180 in UTF-8, with a byte order mark because spreadsheet programs ask for one. Cells that such a program
/// would run have an apostrophe, which is taken away when the file is imported.
public enum RejectsFile {
  static let columns = ["clause6_line", "clause6_column", "clause6_text", "clause6_reason"]

  /// Whether a file is one, of whatever import.
  static func isOne(_ path: String) -> Bool {
    (try? TableReader(path: path, TableForm()))?.header.suffix(columns.count) == columns[...]
  }

  public static func csv(_ result: ImportResult) -> String {
    // A rejects file that is imported again carries the four columns already.
    let width = result.header.firstIndex(of: columns[0]) ?? result.header.count
    var text = "\u{FEFF}" + line(Array(result.header.prefix(width)) + columns)
    for reject in result.rejects {
      let cells = result.rowForm.cells(of: reject.raw)
      text += line(
        Array(cells.prefix(width)) + Array(repeating: "", count: max(0, width - cells.count))
          + [String(reject.line), reject.column ?? "", reject.text ?? "", reject.reason])
    }
    return text
  }

  private static func line(_ cells: [String]) -> String { CSVLine.text(cells.map(CSVLine.guarded)) + "\r\n" }
}
