/// Reads the rows of a sheet in a stream: memory does not grow with the sheet.
///
/// Merged cells have their value in the first of them, and the others are empty, but for those that ``MergedCells``
/// fills: headings in the first 20 rows, and merges of one column. A row that has nothing else is still an empty one.
final class SheetReader {
  /// Uncompressed bytes of the sheet.
  let byteCount: Int
  private let context: CellContext
  private let cells: SheetCells
  private let stream: XMLStream
  private var merges: MergedCells
  private var handedOut = 0
  private var failure: Clause6Error?

  init(_ archive: WorkbookArchive, part: String, context: CellContext) throws(Clause6Error) {
    self.context = context
    merges = try MergedCells(of: part, in: archive, place: context.place)
    let entry = try archive.entry(part)
    byteCount = entry.byteCount
    cells = SheetCells(context)
    stream = try XMLStream(entry, handler: cells)
  }

  /// Uncompressed bytes of the sheet read so far.
  var bytesRead: Int { stream.entry.bytesRead }

  /// The next row that is not empty, or `nil` at the end.
  func next() throws(Clause6Error) -> TableRecord? {
    if let failure { throw failure }
    do {
      while true {
        if let row = cells.take(), let record = try record(row) { return record }
        guard try stream.advance() else { return nil }
      }
    } catch {
      failure = error
      throw error
    }
  }

  private func record(_ row: SheetRow) throws(Clause6Error) -> TableRecord? {
    guard !row.cells.isEmpty else { return nil }
    var row = row
    merges.fill(&row)
    row.cells.sort { $0.column < $1.column }
    try check(row)
    let width = (row.cells.last?.column ?? -1) + 1
    var fields = [String](repeating: "", count: width)
    var unreadable: [Int: String] = [:]
    for (column, value) in row.cells {
      fields[column] = value.text
      if let problem = value.problem { unreadable[column] = problem }
    }
    return TableRecord(line: row.number, fields: fields, raw: CSVLine.text(fields), unreadable: unreadable)
  }

  /// A few bytes can stand for a great deal of text, shared or merged or far to the right.
  private func check(_ row: SheetRow) throws(Clause6Error) {
    var text = 0
    for (index, cell) in row.cells.enumerated() {
      text += cell.value.text.utf8.count
      if index > 0, row.cells[index - 1].column == cell.column {
        throw context.refusal(row: row.number, "has two cells in its column \(cell.column + 1)")
      }
    }
    guard text <= SheetLimits.rowText else {
      throw context.refusal(row: row.number, "holds more than \(SheetLimits.rowText >> 20) MB of text")
    }
    handedOut += text + (row.cells.last?.column ?? 0) * MemoryLayout<String>.stride
    guard handedOut <= SheetReader.freeText + bytesRead * SheetReader.largestGrowth else {
      throw context.refusal(row: row.number, "and those before it repeat far more text than the file has")
    }
  }

  private static let freeText = 64 << 20
  private static let largestGrowth = 100
}
