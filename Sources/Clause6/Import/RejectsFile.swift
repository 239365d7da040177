/// The rows that need a person: the columns of the file, then line, column, raw text and reason.
///
/// People correct the cells and import this file with the same mapping; the four columns more do no harm.
public enum RejectsFile {
  static let columns = ["clause6_line", "clause6_column", "clause6_text", "clause6_reason"]

  public static func csv(_ result: ImportResult) -> String {
    // A rejects file that is imported again carries the four columns already.
    let width = result.header.firstIndex(of: columns[0]) ?? result.header.count
    var text = line(Array(result.header.prefix(width)) + columns)
    for reject in result.rejects {
      text += line(
        Array(reject.cells.prefix(width)) + Array(repeating: "", count: max(0, width - reject.cells.count))
          + [String(reject.line), reject.column ?? "", reject.text ?? "", reject.reason])
    }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { cell in
      guard cell.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return cell }
      return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }.joined(separator: ",") + "\r\n"
  }
}
