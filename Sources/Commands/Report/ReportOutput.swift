import Clause6
import Documents
import LocalPostgres
import Postgres

/// Where and how a report's answer is written.
protocol ReportWriter: AnyObject {
  func begin(_ columns: [Table.Column]) throws
  /// - Parameter raw: the row as `csv-raw` has it.
  func row(_ values: [String?], raw: String) throws
  /// - Parameter stamp: what the answer says of itself.
  func end(_ stamp: ReportStamp) throws
}

/// Writes an answer as a page, piece by piece.
typealias ReportPageText = (_ table: Table, _ stamp: ReportStamp, _ out: (String) -> Void) -> Void

/// Writes rows as they come, in the words of whoever reads them.
final class StreamWriter: ReportWriter {
  private let rows: RowWriter
  private let words: ReportWords?
  private var columns: [Table.Column] = []

  /// - Parameters:
  ///   - words: for people; programs read the register's own.
  ///   - isShown: on a terminal.
  init(_ out: TextStream, _ format: Format, words: ReportWords?, isShown: Bool) {
    rows = RowWriter(out, format, isShown: isShown)
    self.words = format == .csv ? words : nil
  }

  func begin(_ columns: [Table.Column]) throws {
    self.columns = columns
    rows.begin(words?.titled(columns) ?? columns)
  }

  func row(_ values: [String?], raw: String) throws {
    if let words { rows.row(words.shown(values, columns)) } else { rows.row(values, raw: raw) }
  }

  func end(_ stamp: ReportStamp) throws { rows.end() }
}

/// Writes rows as a table of Markdown as they come.
final class MarkdownWriter: ReportWriter {
  private let out: TextStream
  private let text: MarkdownTable

  init(_ out: TextStream, _ report: Report, _ question: ReportQuestion) {
    self.out = out
    text = MarkdownTable(report, question)
  }

  func begin(_ columns: [Table.Column]) throws { out.write(text.head(columns)) }
  func row(_ values: [String?], raw: String) throws { out.write(text.line(values)) }
  func end(_ stamp: ReportStamp) throws {}
}

final class WorkbookWriter: ReportWriter {
  private let workbook: Workbook
  /// Goes last: what a workbook leaves when it is given up is removed with it.
  private let file: OutputFile

  init(_ workbook: Workbook, in file: OutputFile) {
    self.workbook = workbook
    self.file = file
  }

  func begin(_ columns: [Table.Column]) throws { try workbook.begin(columns) }
  func row(_ values: [String?], raw: String) throws { try workbook.row(values) }
  func end(_ stamp: ReportStamp) throws { try workbook.finish(stamp) }
}

/// Writes what cannot be begun before all rows are there.
final class WholeWriter: ReportWriter {
  private var table = Table(columns: [], rows: [])
  private let write: (Table, ReportStamp) throws -> Void

  init(_ write: @escaping (Table, ReportStamp) throws -> Void) { self.write = write }

  func begin(_ columns: [Table.Column]) throws { table.columns = columns }
  func row(_ values: [String?], raw: String) throws { table.rows.append(values) }
  func end(_ stamp: ReportStamp) throws { try write(table, stamp) }
}

extension ReportWriter where Self == WholeWriter {
  static func text(_ terminal: Terminal, words: ReportWords?) -> WholeWriter {
    WholeWriter { table, _ in
      guard let words else { return terminal.print(table, format: .table) }
      let shown = Table(columns: words.titled(table.columns), rows: table.rows.map { words.shown($0, table.columns) })
      terminal.print(shown, format: .table, style: words.style(of: table))
    }
  }

  static func plot(_ terminal: Terminal, words: ReportWords?) -> WholeWriter {
    WholeWriter { table, stamp in
      guard let number = table.columns.lastIndex(where: { $0.kind == .number }), number > 0 else {
        throw Clause6Error("The report \(stamp.report.name) has no numbers to draw: leave out --plot.")
      }
      let bars = table.rows.map { row in
        let shown = words?.shown(row, table.columns) ?? row
        return (label: shown[0] ?? "", count: row[number].flatMap { Int($0) } ?? 0)
      }
      terminal.out.write(BarPlot.render(bars, width: terminal.width))
    }
  }

  /// - Throws: ``Clause6Error`` when nothing here prints pages, before any work is done.
  static func print(to file: OutputFile, _ page: @escaping ReportPageText) throws -> WholeWriter {
    let engine = try PDFEngine(.current)
    return WholeWriter { table, stamp in
      let folder = try TemporaryFolder()
      let html = try OutputFile(folder.path + "/page.html")
      page(table, stamp) { html.stream.write($0) }
      try html.finish()
      try engine.print(folder.path + "/page.html", to: Files.absolute(file.writtenAt))
    }
  }

  static func page(_ out: TextStream, _ page: @escaping ReportPageText) -> WholeWriter {
    WholeWriter { table, stamp in page(table, stamp) { out.write($0) } }
  }
}

extension ReportWords {
  func titled(_ columns: [Table.Column]) -> [Table.Column] {
    columns.map { Table.Column(name: title(ofColumn: $0.name), kind: $0.kind) }
  }

  func shown(_ row: [String?], _ columns: [Table.Column]) -> [String?] {
    zip(row, columns).map { value, column in value.map { text($0, in: column) } }
  }

  /// By the register's own words, where others are shown.
  func style(of table: Table) -> CellStyle {
    var styles: [String: Style] = [:]
    for row in table.rows {
      for (value, column) in zip(row, table.columns) {
        guard let value else { continue }
        let style = Style.semantic(column: column.name, value: value)
        if style != .plain { styles[title(ofColumn: column.name) + "\n" + text(value, in: column)] = style }
      }
    }
    return { [styles] column, value in styles[column + "\n" + value] ?? .plain }
  }
}
