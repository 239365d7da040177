/// Reads a table from a file: text with delimiters, lines that follow a pattern, a workbook, or JSON.
///
/// What the form does not state is found out, and said in ``notes``; from there on reading is strict.
package final class TableReader {
  let path: String
  /// Names of the columns.
  package let header: [String]
  /// How the text of a row is cut into cells.
  let rowForm: RowForm
  /// What was found out about the file, in sentences; all of them after the last row.
  package var notes: [String] {
    guard let lines = source as? LineSource, lines.skipped > 0 else { return findings }
    return findings + ["\(path) has \(lines.skipped) lines with text that are no rows by \"lines\" of the mapping."]
  }
  private var findings: [String] = []
  /// Whether the file is CSV or its like.
  var isDelimited: Bool { source is DelimitedSource }

  private let source: any RecordSource
  private var jsonSource: JSONSource?
  private let fit: Fit
  /// A row that was read to see that the headings have ended.
  private var pending: TableRecord?

  /// Whether a row may have fewer cells than there are columns.
  private enum Fit { case exact, padded }

  /// - Parameters:
  ///   - form: what is known of the file.
  ///   - columns: those that are wanted. A JSON file has no others.
  /// - Throws: ``Clause6Error`` when the file cannot be read, or has no row that names its columns.
  package init(path: String, _ form: TableForm, columns: [String] = []) throws(Clause6Error) {
    self.path = path
    let bytes = try FileBytes(path: path)
    let start = try bytes.peek(4).bytes
    try TableReader.refuseOtherForm(path, start, form)
    if SheetSource.isWorkbook(start) || path.lowercased().hasSuffix(".xlsx") {
      let sheet = try SheetSource(bytes, sheet: form.sheet)
      (source, rowForm, fit) = (sheet, .delimited(Dialect()), .padded)
      if let note = sheet.note { findings.append(note) }
      (header, pending) = try TableReader.header(of: sheet, form, path)
      return
    }
    let text = try DecodedText(bytes, stated: form.encoding)
    if text.isGuessed { findings.append("\(path) is read as \(text.encoding.name), which is a guess.") }
    if form.rows != nil || JSONSource.endings.contains(where: { path.lowercased().hasSuffix($0) }) {
      let json = try JSONSource(text, columns: columns, rows: form.rows)
      (source, header, rowForm, fit) = (json, columns, .delimited(Dialect()), .exact)
      jsonSource = json
    } else if let pattern = form.lines {
      let lines = try LineSource(text, pattern: pattern)
      (source, header, fit) = (lines, lines.columns, .exact)
      rowForm = .lines(pattern: pattern, columns: lines.columns)
    } else {
      let delimited = try DelimitedSource(text, form)
      if delimited.isGuessed {
        findings.append("The cells of \(path) are separated by \(delimited.dialect.delimiter.shown), which is a guess.")
      }
      (source, rowForm) = (delimited, .delimited(delimited.dialect))
      fit = form.padsShortRows ? .padded : .exact
      (header, pending) = try TableReader.header(of: delimited, form, path)
    }
  }

  /// A word of the mapping that is about files of another form shows that this is not the file it is for.
  private static func refuseOtherForm(_ path: String, _ start: [UInt8], _ form: TableForm) throws(Clause6Error) {
    let isJSON = JSONSource.endings.contains { path.lowercased().hasSuffix($0) } || "{[".utf8.contains(start.first ?? 0)
    let isWorkbook = SheetSource.isWorkbook(start) || path.lowercased().hasSuffix(".xlsx")
    if form.rows != nil, !isJSON {
      throw Clause6Error("\(path) is no JSON, and the mapping says with \"rows\" where the rows of a JSON file are.")
    }
    if form.lines != nil, isWorkbook || isJSON {
      throw Clause6Error("\(path) has no lines, and the mapping says with \"lines\" which of them are rows.")
    }
  }

  /// The next row that is not blank, with a cell for every column.
  package func next() throws(Clause6Error) -> TableRecord? {
    while let record = try nextOfAll() {
      if record.fields.isBlank, record.problem == nil, record.unreadable.isEmpty { continue }
      return fitted(record)
    }
    return nil
  }

  private func nextOfAll() throws(Clause6Error) -> TableRecord? {
    guard let record = pending else { return try source.next() }
    pending = nil
    return record
  }

  /// Columns that no row has had, where rows name their cells; to be asked after the last row.
  var absentColumns: [String] { jsonSource?.absentColumns ?? [] }

  /// How much of the file is read, and of how much.
  var progress: (read: Int, total: Int) { source.progress }

  /// The SHA-256 of the whole file.
  func fileHash() throws(Clause6Error) -> String { try source.fileHash() }

  private func fitted(_ record: TableRecord) -> TableRecord {
    var record = record
    let width = header.count
    // Some programs write a delimiter too many, behind every row or behind some.
    while record.fields.count > width, record.fields.last?.isEmpty == true { record.fields.removeLast() }
    if record.fields.count < width, fit == .padded {
      record.fields += Array(repeating: "", count: width - record.fields.count)
    }
    if record.fields.count != width, record.problem == nil {
      record.problem = "has \(record.fields.count) cells where the first line has \(width)"
      if record.fields.count < width {
        record.problem! += "; if those at its end are empty, say \"short_rows: pad\" in the mapping"
      }
    }
    return record
  }

  private static func header(
    of source: any RecordSource, _ form: TableForm, _ path: String
  ) throws(Clause6Error) -> (names: [String], next: TableRecord?) {
    if form.header == .none { return (form.columns ?? [], nil) }
    var next: TableRecord?
    var lines: [[String]] = []
    while let record = try source.next() {
      if case .lines(let range) = form.header {
        guard record.line >= range.lowerBound else { continue }
        guard record.line <= range.upperBound else {
          next = record
          break
        }
        lines.append(record.fields.columnNames)
        if record.line >= range.upperBound { break }
      } else if !record.fields.isBlank {
        lines.append(record.fields.columnNames)
        break
      }
    }
    let names = joined(lines)
    guard !names.isBlank else {
      guard case .lines(let range) = form.header, next != nil else {
        throw Clause6Error("\(path) is empty: its first line must name the columns.")
      }
      throw Clause6Error(
        "\(path) line \(range.lowerBound) is empty, though the mapping's \"header\" says that it names the columns.")
    }
    guard let stated = form.columns else { return (names, next) }
    guard stated.count == names.count else {
      throw Clause6Error("\(path) has \(names.count) columns where the mapping's \"columns\" names \(stated.count).")
    }
    return (stated.columnNames, next)
  }

  /// Headings of several lines, one below the other; what is merged over several of them is said once.
  private static func joined(_ lines: [[String]]) -> [String] {
    (0..<(lines.map(\.count).max() ?? 0)).map { column in
      var parts: [String] = []
      for line in lines where column < line.count && !line[column].isEmpty && line[column] != parts.last {
        parts.append(line[column])
      }
      return parts.joined(separator: " ")
    }
  }
}
