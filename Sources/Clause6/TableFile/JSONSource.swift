/// Rows of a JSON file; the columns are paths.
final class JSONSource: RecordSource {
  private let text: DecodedText
  private let reader: JSONRowReader
  private let columns: [String]
  private var rows = 0

  init(_ text: DecodedText, columns: [String], rows: String?) throws(Clause6Error) {
    self.text = text
    self.columns = columns
    reader = try JSONRowReader(
      path: text.bytes.path, pull: { () throws(Clause6Error) in try text.next().map { $0[...] } }, columns: columns,
      rows: rows)
  }

  /// Endings of the names of such files.
  static let endings = [".json", ".ndjson", ".jsonl"]

  /// Rows are numbered, for a file may have all of them on one line. The row's text is that of its cells: what the
  /// mapping does not name is of no use to anybody here, and large.
  func next() throws(Clause6Error) -> TableRecord? {
    guard var record = try reader.next() else { return nil }
    rows += 1
    record.line = rows
    record.raw = CSVLine.text(record.fields)
    return record
  }

  /// Rows name their cells themselves: a path that none has had is a mistake, or a member that has got another name.
  var absentColumns: [String] { rows == 0 ? [] : reader.absentColumns.sorted().map { columns[$0] } }

  var progress: (read: Int, total: Int) { (text.bytes.bytesRead, text.bytes.byteCount) }
  func fileHash() throws(Clause6Error) -> String { try text.bytes.fileHash() }
}
