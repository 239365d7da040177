/// The rows of a file that name its columns.
struct FoundHeading {
  /// Where they stand, as a mapping states it; `nil` when the first row is data already.
  var lines: ClosedRange<Int>?
  /// Whether it is the first row that there is.
  var isFirst = false
  /// How many fields it seems to name, and how well.
  var score = 0.0
  /// What stands above it.
  var above: [String] = []
}

/// Looks for the headings among the first rows of a table.
struct HeadingFinder {
  let index: HeadingIndex
  static let rowLimit = 20
  private static let joinLimit = 3

  func find(_ records: [TableRecord]) -> FoundHeading {
    let first = Array(records.prefix(HeadingFinder.rowLimit))
    let dataCells = first.map { $0.fields.count(where: HeadingFinder.isData) }
    var best = FoundHeading()
    for start in first.indices {
      for end in start..<min(start + HeadingFinder.joinLimit, first.count) {
        let lines = first[start].line...first[end].line
        let cells = first[start...end].reduce(0) { $0 + $1.fields.count }
        guard lines.count <= 10, dataCells[start...end].reduce(0, +) * 3 <= cells else { break }
        let score =
          score(Array(first[start...end]), below: records.dropFirst(end + 1))
          - 0.5 * Double(dataCells[start...end].reduce(0, +))
        guard score > best.score + 0.001 else { continue }
        best = FoundHeading(
          lines: lines, isFirst: start == 0 && start == end, score: score,
          above: first[..<start].flatMap(\.fields).filter { !$0.isEmpty })
      }
    }
    return best.score >= 1.5 ? best : unknownHeading(first)
  }

  /// Names that nothing is known of: the first row that is about as wide as the table, unless it is like those below.
  private func unknownHeading(_ records: [TableRecord]) -> FoundHeading {
    let widths = records.map { $0.fields.count { !$0.trimmedCell.isEmpty } }
    let widest = widths.max() ?? 0
    guard let place = widths.firstIndex(where: { $0 * 10 >= widest * 6 }) else { return FoundHeading() }
    let row = records[place].fields
    let isData = row.indices.contains { column in
      HeadingFinder.isData(row[column])
        && records.dropFirst(place + 1).contains { $0.fields.count > column && HeadingFinder.isData($0.fields[column]) }
    }
    guard !isData else { return FoundHeading() }
    let line = records[place].line
    return FoundHeading(
      lines: line...line, isFirst: place == 0, score: 0.1,
      above: records[..<place].flatMap(\.fields).filter { !$0.isEmpty })
  }

  private func score(_ rows: [TableRecord], below: ArraySlice<TableRecord>) -> Double {
    guard rows.allSatisfy({ $0.fields.count <= 500 }) else { return 0 }
    let parts = HeadingFinder.parts(rows.map(\.fields.columnNames))
    let names = parts.map { $0.joined(separator: " ") }
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    var fields: [String: Double] = [:]
    var score = 0.0
    for (name, parts) in zip(names, parts) where !name.isEmpty {
      guard counts[name] == 1 else {
        score -= 0.1
        continue
      }
      score += 0.02
      guard name.count <= 200, let best = index.candidates(name, parts: parts, isNearEnough: false).first else {
        continue
      }
      fields[best.field] = max(fields[best.field] ?? 0, best.score)
      score += 0.1
    }
    score += fields.values.sorted().reduce(0, +)
    // A column that has cells and no name is one whose name stands on another line.
    let width = below.prefix(20).map(\.fields.count).max() ?? 0
    score -= 0.1 * Double((0..<width).count { $0 >= names.count || names[$0].isEmpty })
    return score - 0.15 * Double(rows.count - 1)
  }

  /// For each column what its headings say, one below the other, as the reader joins them.
  static func parts(_ lines: [[String]]) -> [[String]] {
    (0..<(lines.map(\.count).max() ?? 0)).map { column in
      var parts: [String] = []
      for line in lines where column < line.count && !line[column].isEmpty && line[column] != parts.last {
        parts.append(line[column])
      }
      return parts
    }
  }

  /// Whether a cell is no heading, by what it says.
  static func isData(_ cell: String) -> Bool {
    let text = cell.trimmedCell
    guard text.count < 60, text.contains(where: \.isNumber) || text.contains("@") else { return false }
    if text.contains("@"), !text.contains(" ") { return true }
    return DayEvidence.isDay(text) || (try? NumberReading().amount(text)) != nil
  }
}
