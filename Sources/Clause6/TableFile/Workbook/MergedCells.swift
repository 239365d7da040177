#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The merged cells of a sheet whose value is given to more than their first cell.
///
/// A merge that lies within the first 20 rows, where headings are, is filled as a whole. Further down only a merge of
/// one column is, as people merge a vendor's name over its contracts; all others keep their value in the first cell.
struct MergedCells {
  fileprivate struct Range {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
  }

  static let largestCount = 100_000
  private static let headingRows = 20

  /// Those that are to come, the nearest last.
  private var pending: [Range] = []
  /// Those that have begun, by column.
  private var active: [Int: (lastRow: Int, value: CellValue)] = [:]

  /// Looks through a sheet, at whose end they stand.
  init(of part: String, in archive: WorkbookArchive, place: String) throws(Clause6Error) {
    guard try MergedCells.occur(in: try archive.entry(part)) else { return }
    let handler = MergesHandler(place: place)
    try XMLStream(try archive.entry(part), handler: handler).finish()
    pending = try MergedCells.filled(handler.ranges, place: place)
  }

  /// Adds the values of merges to the cells of a row, which has some of its own.
  mutating func fill(_ row: inout SheetRow) {
    guard !pending.isEmpty || !active.isEmpty else { return }
    let own = Dictionary(row.cells.map { ($0.column, $0.value) }) { first, _ in first }
    for (column, merge) in active {
      if merge.lastRow < row.number {
        active[column] = nil
      } else if own[column] == nil {
        row.cells.append((column, merge.value))
      }
    }
    while let range = pending.last, range.rows.lowerBound <= row.number {
      pending.removeLast()
      let (first, last) = (range.columns.lowerBound, range.rows.upperBound)
      guard range.rows.lowerBound == row.number, let value = own[first] else { continue }
      for column in range.columns {
        active[column] = (last, value)
        if own[column] == nil { row.cells.append((column, value)) }
      }
    }
  }

  private static func filled(_ ranges: [Range], place: String) throws(Clause6Error) -> [Range] {
    var area = 0
    var filled: [Range] = []
    for range in ranges {
      let isInHeading = range.rows.upperBound <= headingRows
      guard isInHeading || range.columns.count == 1 else { continue }
      if isInHeading { area += range.rows.count * range.columns.count }
      filled.append(range)
    }
    guard area <= headingRows * SheetLimits.columns else {
      throw Clause6Error(
        "\(place) has merged cells that lie one over the other: "
          + "open the workbook in a spreadsheet program, split them and save it.")
    }
    return filled.sorted { $0.rows.lowerBound > $1.rows.lowerBound }
  }

  fileprivate static func range(_ reference: String) -> Range? {
    guard reference.utf8.count < 40 else { return nil }
    let corners = reference.split(separator: ":").map { corner(String($0)) }
    guard corners.count == 1 || corners.count == 2, let first = corners[0], let last = corners[corners.count - 1],
      first.row <= last.row, first.column <= last.column
    else { return nil }
    return Range(rows: first.row...last.row, columns: first.column...last.column)
  }

  private static func corner(_ reference: String) -> (row: Int, column: Int)? {
    reference.filter { $0 != "$" }.withCString { start in
      var place = start
      guard let column = columnNumber(&place), let row = wholeNumber(place), column < SheetLimits.columns,
        (1...SheetLimits.rows).contains(row)
      else { return nil }
      return (row, column)
    }
  }

  /// Whether the bytes speak of merged cells; a sheet in UTF-16 is taken to.
  private static func occur(in entry: ArchiveEntry) throws(Clause6Error) -> Bool {
    let name = "mergeCell"
    let size = 256 * 1024
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size + 1, alignment: 1)
    defer { buffer.deallocate() }
    var kept = 0
    var isFound = false
    // Read to its end, so that a damaged sheet is refused before its first row.
    while true {
      let count = try entry.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<size]))
      guard count > 0, let start = buffer.baseAddress else { return isFound }
      if entry.bytesRead == count { isFound = buffer[..<min(2, count)].contains { $0 == 0 || $0 >= 0xFE } }
      let length = kept + count
      buffer[length] = 0
      if !isFound { isFound = strstr(start.assumingMemoryBound(to: CChar.self), name) != nil }
      kept = min(name.utf8.count - 1, length)
      memmove(start, start + length - kept, kept)
    }
  }
}

private final class MergesHandler: XMLHandler {
  var ranges: [MergedCells.Range] = []
  private let place: String

  init(place: String) { self.place = place }

  func start(_ tag: XMLTag) throws(Clause6Error) {
    guard tag.name == "mergeCell", let reference = tag.attribute("ref") else { return }
    guard ranges.count < MergedCells.largestCount else {
      throw Clause6Error(
        "\(place) has more than \(MergedCells.largestCount) merged cells, which is refused: "
          + "split them in a spreadsheet program and save it.")
    }
    guard let range = MergedCells.range(reference) else {
      throw Clause6Error(
        "\(place) has merged cells \"\(reference.prefix(40))\", which is no place: "
          + "open the workbook in a spreadsheet program and save it again as .xlsx.")
    }
    ranges.append(range)
  }

  func end(_ name: String) -> XMLStep { .goOn }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
