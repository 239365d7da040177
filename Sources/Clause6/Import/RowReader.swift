import Postgres

/// A row or a cell of a file that could not be taken.
public struct Reject: Sendable, Equatable {
  public let line: Int
  /// The column's name; none when the whole row was refused.
  public let column: String?
  /// The text that could not be read.
  public let text: String?
  public let reason: String
  /// The row's cells as they stood in the file.
  public let cells: [String]

  /// Whether the whole row was refused, and not one cell of it.
  public var isRow: Bool { column == nil }
}

/// One row of a file as the staging table takes it.
struct StagedRow {
  var line: Int
  var raw: String
  /// Fields that this row really gives: mapped and readable.
  var fields: [String] = []
  var values: [ContractField: String] = [:]
  var terms: [(key: String, status: String?)] = []

  /// The statement that ``copyRow`` feeds.
  static var copy: SQL {
    let columns = ContractField.allCases.map(\.rawValue).joined(separator: ", ")
    return SQL(verbatim: "COPY pg_temp.staged (line, raw, fields, \(columns), terms) FROM STDIN")
  }

  var copyRow: [String?] {
    [String(line), raw, fields.postgresText] + ContractField.allCases.map { values[$0] } + [termsJSON]
  }

  private var termsJSON: String {
    "{" + terms.map { "\"\($0.key)\":" + ($0.status.map { "\"\($0)\"" } ?? "null") }.joined(separator: ",") + "}"
  }
}

/// Turns the cells of a row into typed values, by the mapping.
struct RowReader {
  private struct Source {
    let field: MappedField
    let index: Int?
    let pattern: Regex<AnyRegexOutput>?
  }
  private let sources: [Source]
  private let header: [String]

  /// Columns of the file that the mapping does not use.
  let unusedColumns: [String]

  /// - Throws: ``Clause6Error`` when the mapping names a column that the file has not, or has twice.
  init(mapping: Mapping, header: [String], path: String) throws {
    let names = header.map(\.trimmedCell)
    for column in mapping.columns {
      let count = names.count { $0 == column.trimmedCell }
      guard count > 0 else {
        throw Clause6Error(
          "\(path) has no column \"\(column)\"\(suggestion(column, names)), so nothing was imported. "
            + "Its columns are: \(names.joined(separator: ", ")). Correct the mapping or the file's first line.")
      }
      guard count == 1 else {
        throw Clause6Error(
          "\(path) has \(count) columns called \"\(column)\", so nothing was imported: rename one of them.")
      }
    }
    self.header = header
    sources = try mapping.fields.map { field in
      Source(
        field: field, index: field.column.flatMap { column in names.firstIndex { $0 == column.trimmedCell } },
        pattern: try field.remove.map { try Regex($0) })
    }
    let used = Set(sources.compactMap(\.index))
    unusedColumns = names.enumerated()
      .filter { !used.contains($0.offset) && !$0.element.isEmpty && !RejectsFile.columns.contains($0.element) }
      .map(\.element)
  }

  /// - Parameter rejects: is given the cells that could not be read.
  /// - Returns: `nil` when the row as a whole cannot be taken.
  func read(_ record: CSVRecord, _ rejects: inout [Reject]) -> StagedRow? {
    guard !record.isMalformed else {
      rejects.append(
        Reject(
          line: record.line, column: nil, text: nil, reason: "has text behind the closing quote of a cell",
          cells: record.fields))
      return nil
    }
    guard record.fields.count == header.count else {
      rejects.append(
        Reject(
          line: record.line, column: nil, text: nil,
          reason: "has \(record.fields.count) cells where the first line has \(header.count)", cells: record.fields))
      return nil
    }
    var row = StagedRow(line: record.line, raw: record.raw)
    for source in sources {
      let cell = source.index.map { record.fields[$0] } ?? source.field.constant ?? ""
      do throws(UnreadableCell) {
        try read(cell, source, into: &row)
        row.fields.append(source.field.name)
      } catch {
        rejects.append(
          Reject(
            line: record.line, column: source.field.column ?? source.field.name, text: cell, reason: error.reason,
            cells: record.fields))
      }
    }
    guard row.values[.reference] != nil else {
      rejects.append(
        Reject(
          line: record.line, column: nil, text: nil, reason: "has no reference, so it cannot be told from others",
          cells: record.fields))
      return nil
    }
    dropUnpairedCodes(&row, record, &rejects)
    return row
  }

  private func read(_ cell: String, _ source: Source, into row: inout StagedRow) throws(UnreadableCell) {
    let field = source.field
    switch field.target {
    case .term(let key):
      let status = try value(cell, field).map { text throws(UnreadableCell) in
        try oneOf(ContractField.termStatuses, text, field)
      }
      row.terms.append((key, status))
    case .field(let target):
      if case .list = target.kind {
        let values = try list(cell, source)
        row.values[target] = values.isEmpty ? nil : values.postgresText
      } else if let text = try value(cell, field) {
        row.values[target] = try read(text, as: target.kind, field)
      }
    }
  }

  private func read(_ text: String, as kind: ContractField.Kind, _ field: MappedField) throws(UnreadableCell) -> String
  {
    switch kind {
    case .text, .list: return text
    case .day:
      let parts = try text.day(field.dates)
      guard let day = CalendarDate(year: parts.year, month: parts.month, day: parts.day) else {
        throw UnreadableCell(reason: "is no day of the calendar")
      }
      return day.description
    case .flag: return try text.flag().postgresText
    case .number: return String(try text.wholeNumber())
    case .amount: return try text.amount()
    case .currency:
      let code = text.halfWidth.uppercased()
      guard code.count == 3, code.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        throw UnreadableCell(reason: "is not a currency of ISO 4217 such as JPY")
      }
      return code
    case .oneOf(let words): return try oneOf(words, text, field)
    }
  }

  /// The cell's text as the mapping reads it; `nil` when nothing is recorded.
  private func value(_ cell: String, _ field: MappedField) throws(UnreadableCell) -> String? {
    let text = cell.trimmedCell
    if text.isEmpty || field.blank.contains(text) { return nil }
    guard !field.values.isEmpty else { return text }
    guard let meaning = field.values[text] else {
      throw UnreadableCell(
        reason: "is none of the words the mapping explains: \(field.values.keys.sorted().joined(separator: ", "))")
    }
    return meaning.isEmpty ? nil : meaning
  }

  private func oneOf(_ words: [String], _ text: String, _ field: MappedField) throws(UnreadableCell) -> String {
    guard words.contains(text) else { throw UnreadableCell(reason: "is none of \(words.joined(separator: ", "))") }
    return text
  }

  private func list(_ cell: String, _ source: Source) throws(UnreadableCell) -> [String] {
    let pieces = source.field.split.map { cell.replacingLineEnds.pieces(separatedBy: $0) } ?? [cell]
    var values: [String] = []
    for piece in pieces {
      let text = source.pattern.map { piece.replacing($0, with: "") } ?? piece
      if let value = try value(text, source.field) { values.append(value) }
    }
    return values
  }

  /// Codes stand for the vendors beside them: with another number of codes than vendors nobody knows which is whose.
  private func dropUnpairedCodes(_ row: inout StagedRow, _ record: CSVRecord, _ rejects: inout [Reject]) {
    guard let codes = row.values[.vendorCodes] else { return }
    let vendors = row.values[.vendors].flatMap { [String](postgresText: $0) } ?? []
    guard let count = [String](postgresText: codes)?.count, count != vendors.count else { return }
    row.values[.vendorCodes] = nil
    let source = sources.first { $0.field.target == .field(.vendorCodes) }
    rejects.append(
      Reject(
        line: record.line, column: source?.field.column, text: source?.index.map { record.fields[$0] },
        reason: "has \(count) codes for \(vendors.count) vendors", cells: record.fields))
  }

  /// The reference that a rejected row seems to have; it may have too few cells for one.
  func reference(in cells: [String]) -> String? {
    let index = sources.first { $0.field.target == .field(.reference) }?.index
    return index.flatMap { $0 < cells.count ? cells[$0].trimmedCell : nil }
  }

  /// The column that feeds a field, with the cell's text, for what the database refuses.
  func column(of field: String, in cells: [String]) -> (name: String, text: String?) {
    guard let source = sources.first(where: { $0.field.name == field }) else { return (field, nil) }
    return (source.field.column ?? field, source.index.map { cells[$0] })
  }
}

extension String {
  fileprivate var replacingLineEnds: String {
    String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }

  fileprivate func pieces(separatedBy separator: String) -> [String] {
    guard let first = separator.first, separator.count == 1 else {
      return split(separator: separator, omittingEmptySubsequences: true).map(String.init)
    }
    return split(separator: first).map(String.init)
  }
}
