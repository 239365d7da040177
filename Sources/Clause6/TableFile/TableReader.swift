/// Reads a table from a file: text with delimiters, lines that follow a pattern, a workbook, or JSON.
///
/// What the form does not state is found out, and said in ``notes``; from there on reading is strict.
final class TableReader {
  let path: String
  /// Names of the columns.
  let header: [String]
  /// How the text of a row is cut into cells.
  let rowForm: RowForm
  /// What was found out about the file, in sentences.
  private(set) var notes: [String] = []

  private let source: any RecordSource
  private let padsShortRows: Bool

  /// - Parameters:
  ///   - form: what is known of the file.
  ///   - columns: those that are wanted. A JSON file has no others.
  /// - Throws: ``Clause6Error`` when the file cannot be read, or has no row that names its columns.
  init(path: String, _ form: TableForm, columns: [String] = []) throws(Clause6Error) {
    self.path = path
    let bytes = try FileBytes(path: path)
    let text = try DecodedText(bytes, stated: form.encoding)
    if text.isGuessed { notes.append("\(path) is read as \(text.encoding.name), which is a guess.") }
    if let pattern = form.lines {
      let lines = try LineSource(text, pattern: pattern)
      (source, header, padsShortRows) = (lines, lines.columns, false)
      rowForm = .lines(pattern: pattern, columns: lines.columns)
    } else {
      let delimited = try DelimitedSource(text, form)
      if delimited.isGuessed {
        notes.append("The cells of \(path) are separated by \(delimited.dialect.delimiter.shown), which is a guess.")
      }
      (source, rowForm, padsShortRows) = (delimited, .delimited(delimited.dialect), form.padsShortRows)
      header = try TableReader.header(of: delimited, form, path)
    }
  }

  /// The next row that is not blank, with a cell for every column.
  func next() throws(Clause6Error) -> TableRecord? {
    while let record = try source.next() {
      if record.fields.isBlank, record.problem == nil, record.unreadable.isEmpty { continue }
      return fitted(record)
    }
    return nil
  }

  /// How much of the file is read, and of how much.
  var progress: (read: Int, total: Int) { source.progress }

  /// The SHA-256 of the whole file.
  func fileHash() throws(Clause6Error) -> String { try source.fileHash() }

  private func fitted(_ record: TableRecord) -> TableRecord {
    var record = record
    let width = header.count
    // Some programs write a delimiter too many, behind every row or behind some.
    while record.fields.count > width, record.fields.last?.isEmpty == true { record.fields.removeLast() }
    if record.fields.count < width, padsShortRows {
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
  ) throws(Clause6Error) -> [String] {
    if form.header == .none { return form.columns ?? [] }
    var names: [String] = []
    while let record = try source.next() {
      if case .lines(let lines) = form.header {
        guard record.line >= lines.lowerBound else { continue }
        names = joined(names, record.fields.columnNames)
        if record.line >= lines.upperBound { break }
      } else if !record.fields.isBlank {
        names = record.fields.columnNames
        break
      }
    }
    guard !names.isBlank else { throw Clause6Error("\(path) is empty: its first line must name the columns.") }
    guard let stated = form.columns else { return names }
    guard stated.count == names.count else {
      throw Clause6Error("\(path) has \(names.count) columns where the mapping's \"columns\" names \(stated.count).")
    }
    return stated.columnNames
  }

  /// Headings of several lines, one below the other; what is the same in both is said once.
  private static func joined(_ upper: [String], _ lower: [String]) -> [String] {
    (0..<max(upper.count, lower.count)).map { index in
      let parts = [index < upper.count ? upper[index] : "", index < lower.count ? lower[index] : ""]
      return parts[0] == parts[1] ? parts[0] : parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
