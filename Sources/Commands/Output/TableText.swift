import Clause6
import Postgres

/// A table for people: a header, a thin rule, and columns aligned by what they show.
struct TableText {
  /// Texts are cut to fit; `nil` never cuts.
  var width: Int?
  /// `nil` prints no colour.
  var style: CellStyle?

  /// NULL, which must not look like a text that was cut or is empty.
  static let null = "–"
  private static let gap = 2
  /// Less than that of a name says nothing any more.
  private static let narrowest = 8
  /// The first column is what other commands take: only a long name in it is cut.
  private static let narrowestFirst = 24

  /// One line a row. A table without rows is its header.
  /// - Parameter wraps: whether a text that does not fit goes on in the next line instead of being cut.
  func render(_ table: Table, wraps: Bool = false) -> String {
    guard !table.columns.isEmpty else { return "" }
    let header = table.columns.map { Cell(TextWidth.visible($0.name)) }
    let rows = table.rows.map { row in zip(row, table.columns).map { Cell($0, $1.kind) } }
    let widths = fitted(naturalWidths(header, rows), table.columns)
    var text = line(header, widths, table) { _, _ in .bold }
    if rows.isEmpty { return text }
    text += line(widths.map { Cell(String(repeating: "─", count: $0)) }, widths, table) { _, _ in .dim }
    for row in rows {
      for cells in wraps ? lines(row, widths) : [row] { text += line(cells, widths, table, style) }
    }
    return text
  }

  /// The cells of one row, each cut into as many pieces as it needs; those that end earlier are blank below.
  private func lines(_ row: [Cell], _ widths: [Int]) -> [[Cell]] {
    let pieces = zip(row, widths).map { cell, width in
      cell.width <= width ? [cell] : TextWidth.wrapped(cell.text, to: width).map { Cell($0) }
    }
    return (0..<(pieces.map(\.count).max() ?? 0)).map { index in
      pieces.map { index < $0.count ? $0[index] : Cell("") }
    }
  }

  /// One `name  value` a line, for the commands that show one thing; several rows stand apart by an empty line.
  func renderRecord(_ table: Table) -> String {
    let names = table.columns.map { TextWidth.visible($0.name) }
    let nameWidth = names.map(TextWidth.of).max() ?? 0
    let indent = String(repeating: " ", count: nameWidth + TableText.gap)
    let records = table.rows.map { row in
      zip(row, zip(names, table.columns)).map { value, column in
        let (name, column) = column
        let padding = String(repeating: " ", count: indent.count - TextWidth.of(name))
        let lines = recordLines(value, column)
        let rest = lines.dropFirst().map { ($0.isEmpty ? "" : indent + $0) + "\n" }.joined()
        return styled(name, .bold) + (lines[0].isEmpty ? "" : padding + lines[0]) + "\n" + rest
      }.joined()
    }
    return records.joined(separator: "\n")
  }

  private func recordLines(_ value: String?, _ column: Table.Column) -> [String] {
    guard let value, column.kind == .text else {
      let cell = Cell(value, column.kind)
      return [styled(cell.text, cellStyle(cell, column, style))]
    }
    return value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let text = TextWidth.visible(String(line))
      return styled(text, style?(column.name, text) ?? .plain)
    }
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ table: Table, _ style: CellStyle?) -> String {
    var text = ""
    // Written before the next text only, so that no line ends in spaces.
    var spaces = 0
    for (index, cell) in cells.enumerated() {
      let shown = cell.fitted(to: widths[index])
      let padding = widths[index] - shown.width
      let alignsRight = table.columns[index].kind == .number
      if alignsRight { spaces += padding }
      if shown.width > 0 {
        text += String(repeating: " ", count: spaces)
        text += styled(shown.text, cellStyle(cell, table.columns[index], style))
        spaces = 0
      }
      spaces += TableText.gap + (alignsRight ? 0 : padding)
    }
    return text + "\n"
  }

  private func cellStyle(_ cell: Cell, _ column: Table.Column, _ style: CellStyle?) -> Style {
    cell.isNull ? .dim : style?(column.name, cell.text) ?? .plain
  }

  private func styled(_ text: String, _ style: Style) -> String { self.style == nil ? text : style.apply(text) }

  private func naturalWidths(_ header: [Cell], _ rows: [[Cell]]) -> [Int] {
    var widths = header.map(\.width)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.width) }
    }
    return widths
  }

  /// Takes from the widest texts first. Days and numbers are never cut: a part of one would be read as another.
  private func fitted(_ natural: [Int], _ columns: [Table.Column]) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    let shrinkable = columns.indices.filter { [.text, .list, .json].contains(columns[$0].kind) }
    for index in shrinkable { widths[index] = min(widths[index], max(width, TableText.narrowest)) }
    var excess = widths.reduce(0, +) + TableText.gap * (widths.count - 1) - width
    func spare(_ index: Int) -> Int {
      let least = index == 0 ? min(TableText.narrowestFirst, natural[0]) : TableText.narrowest
      return widths[index] > least ? widths[index] : 0
    }
    while excess > 0, let widest = shrinkable.max(by: { spare($0) < spare($1) }), spare(widest) > 0 {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

/// A cell as a terminal shows it.
private struct Cell {
  var text: String
  var width: Int
  var isNull = false

  init(_ text: String) {
    self.text = text
    width = TextWidth.of(text)
  }

  init(_ value: String?, _ kind: Table.Kind) {
    guard let value else {
      self.init(TableText.null)
      isNull = true
      return
    }
    switch kind {
    case .boolean: self.init(value == "t" ? "yes" : value == "f" ? "no" : TextWidth.visible(value))
    case .list: self.init(TextWidth.visible(ListText.joined(value, with: ", ")))
    default: self.init(TextWidth.visible(value))
    }
  }

  func fitted(to width: Int) -> Cell { self.width <= width ? self : Cell(TextWidth.truncated(text, to: width)) }
}
