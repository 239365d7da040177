import Clause6
import Postgres

/// Writes rows as they come, so that an answer of any length needs no room: what ``render(_:format:layout:style:for:)`` writes of a
/// whole table, but for the format `table`, which must know all rows first.
final class RowWriter {
  private let out: TextStream
  private let format: Format
  private var columns: [Table.Column] = []
  private var keys: [String] = []
  private var isFirst = true
  private let isShown: Bool

  /// - Parameter isShown: on a terminal, which would obey what a text says to it; files have texts as they are.
  init(_ out: TextStream, _ format: Format, isShown: Bool = false) {
    self.isShown = isShown
    precondition(format != .table, "A table is aligned by all its rows.")
    self.out = out
    self.format = format
  }

  func begin(_ columns: [Table.Column]) {
    self.columns = columns
    switch format {
    case .csv, .csvRaw: out.write(CSVText.header(columns, guardsFormulas: format == .csv))
    default: keys = JSONText.objectKeys(columns)
    }
  }

  /// - Parameter raw: the row's line as `csv-raw` has it, where it is at hand.
  func row(_ values: [String?], raw: String? = nil) {
    switch format {
    case .csvRaw, .csv:
      if let raw, !isShown, format == .csvRaw || !CSVText.mayBeGuarded(values, columns) { return out.write(raw) }
      let values = isShown ? values.map { $0.map(TextWidth.visibleLines) } : values
      out.write(CSVText.line(values, columns, guardsFormulas: format == .csv))
    case .ndjson: out.write(JSONText.object(values, keys, columns) + "\n")
    default: out.write((isFirst ? "[\n" : ",\n") + JSONText.object(values, keys, columns))
    }
    isFirst = false
  }

  func end() {
    if format == .json { out.write(isFirst ? "[]\n" : "\n]\n") }
  }
}
