import Clause6
import Postgres

/// How a table looks to people; the other formats do not ask.
enum Layout: Sendable {
  /// One line a row.
  case rows
  /// The same, but that texts which do not fit go on in the next line instead of being cut: what matters is in them.
  case wrapped
  /// One line a value, for one thing.
  case record
}

/// A table as text. The one place where the format is matched, so that every command has every format.
///
/// A table that goes into a pipe is never cut to a width: a program reads it.
func render(
  _ table: Table, format: Format, layout: Layout = .rows, style: @escaping CellStyle = Style.semantic,
  for terminal: Terminal = .current
) -> String {
  switch format {
  case .table:
    let text = TableText(
      width: terminal.isTerminal ? terminal.width : nil, style: terminal.useColor ? style : nil)
    return layout == .record ? text.renderRecord(table) : text.render(table, wraps: layout == .wrapped)
  case .json: return JSONText.render(table)
  case .ndjson: return NDJSONText.render(table)
  case .csv: return CSVText.render(terminal.shown(table))
  case .csvRaw: return CSVText.render(terminal.shown(table), guardsFormulas: false)
  }
}

extension Terminal {
  /// What a terminal would obey is made visible on one; a file or a program gets texts as they are.
  fileprivate func shown(_ table: Table) -> Table {
    guard isTerminal else { return table }
    return Table(columns: table.columns, rows: table.rows.map { $0.map { $0.map(TextWidth.visibleLines) } })
  }

  /// Prints a table as results.
  func print(
    _ table: Table, format: Format, layout: Layout = .rows, style: @escaping CellStyle = Style.semantic
  ) {
    out.write(render(table, format: format, layout: layout, style: style, for: self))
  }
}
