import Postgres

/// Turns the cells of a row into values, by the mapping.
struct RowReader {
  private struct Source {
    let mapped: MappedField
    /// Places of its columns in the file.
    let indices: [Int]
    /// Its place in the staging table's fields; none for a term.
    let target: Int?
    let pattern: Regex<AnyRegexOutput>?
  }
  private let noun: ImportNoun
  private let sources: [Source]
  private let header: [String]
  private let ignored: Set<String>
  /// Places of fields that rows are judged by.
  private let key: Int
  private let vendors: Int?
  private let codes: Int?

  /// Columns of the file that the mapping does not use.
  let unusedColumns: [String]

  /// - Throws: ``Clause6Error`` when the mapping names a column that the file has not, or has twice.
  init(mapping: Mapping, header: [String], path: String) throws {
    let optional = Set(mapping.fields.filter(\.isOptional).flatMap(\.columns))
    for column in mapping.columns {
      let count = header.count { $0 == column }
      guard count > 0 || optional.contains(column) else {
        throw Clause6Error(
          "\(path) has no column \"\(column)\"\(suggestion(column, header)), so nothing was imported. "
            + "Its columns are: \(header.joined(separator: ", ")). Correct the mapping or the file's first line.")
      }
      guard count <= 1 else {
        throw Clause6Error(
          "\(path) has \(count) columns called \"\(column)\", so nothing was imported: rename one of them.")
      }
    }
    self.header = header
    noun = mapping.noun
    ignored = mapping.ignored
    let fields = mapping.noun.fields
    // What an optional column says of is left alone where the file lacks it.
    let present = mapping.fields.filter { !$0.isOptional || $0.columns.allSatisfy { header.contains($0) } }
    sources = try present.map { mapped in
      Source(
        mapped: mapped, indices: mapped.columns.compactMap { column in header.firstIndex(of: column) },
        target: fields.firstIndex(of: mapped.field), pattern: try mapped.remove.map { try Regex($0) })
    }
    key = fields.firstIndex { $0.name == mapping.noun.key } ?? 0
    vendors = fields.firstIndex { $0.name == "vendors" }
    codes = fields.firstIndex { $0.name == "vendor_codes" }
    let used = Set(sources.flatMap(\.indices))
    unusedColumns = header.enumerated()
      .filter { !used.contains($0.offset) && !$0.element.isEmpty && !RejectsFile.columns.contains($0.element) }
      .map(\.element)
  }

  /// Whether the mapping says that it is no row at all.
  func isIgnored(_ record: TableRecord) -> Bool {
    guard !ignored.isEmpty, let key = key(in: record.fields) else { return false }
    return ignored.contains(key.foldedWord)
  }

  /// - Parameter rejects: is given what could not be read.
  /// - Returns: `nil` when the row as a whole cannot be taken.
  func read(_ record: TableRecord, _ rejects: inout RejectList) throws(Clause6Error) -> StagedRow? {
    if let problem = record.problem {
      try rejects.add(row: record, problem)
      return nil
    }
    var row = StagedRow(line: record.line, raw: record.raw, fieldCount: noun.fields.count)
    for source in sources {
      let cell = cell(of: source, in: record)
      do throws(UnreadableCell) {
        try refuseUnreadable(source, record)
        try read(cell, source, into: &row)
        row.given.append(source.mapped.field.name)
      } catch {
        try rejects.add(cell: cell, of: source.mapped.columnName, in: record, error.reason)
      }
    }
    guard let text = row.values[key] else {
      try rejects.add(row: record, "has no \(noun.key), so it cannot be told from others")
      return nil
    }
    guard !TotalWords.contains(text) else {
      try rejects.add(
        row: record, "seems to add up others; \"ignore: [\(text)]\" in the mapping says that it is no \(noun.name)")
      return nil
    }
    try dropUnpairedCodes(&row, record, &rejects)
    return row
  }

  private func cell(of source: Source, in record: TableRecord) -> String {
    if source.indices.count == 1 { return record.fields[source.indices[0]] }
    guard !source.indices.isEmpty else { return source.mapped.constant ?? "" }
    return source.indices.map { record.fields[$0].trimmedCell }.filter { !source.mapped.reading.isBlank($0) }
      .joined(separator: source.mapped.join)
  }

  private func refuseUnreadable(_ source: Source, _ record: TableRecord) throws(UnreadableCell) {
    if !record.unreadable.isEmpty {
      for index in source.indices {
        if let reason = record.unreadable[index] { throw UnreadableCell(reason: reason) }
      }
    }
    // Half a key is another's.
    guard source.indices.count > 1, source.target == key else { return }
    for index in source.indices where source.mapped.reading.isBlank(record.fields[index].trimmedCell) {
      throw UnreadableCell(reason: "lacks its part \"\(header[index])\"")
    }
  }

  private func read(_ cell: String, _ source: Source, into row: inout StagedRow) throws(UnreadableCell) {
    let mapped = source.mapped
    guard let target = source.target else {
      let status = try mapped.reading.value(cell).flatMap { text throws(UnreadableCell) in
        try mapped.reading.read(text, as: mapped.field.kind)
      }
      row.terms.append((mapped.field.termKey ?? "", status))
      return
    }
    if mapped.field.kind == .list {
      row.values[target] = try list(cell, source, keepsBlanks: target == codes)
    } else if let pattern = source.pattern {
      row.values[target] = try value(cell.replacing(pattern, with: ""), mapped)
    } else {
      row.values[target] = try value(cell, mapped)
    }
  }

  private func value(_ cell: String, _ mapped: MappedField) throws(UnreadableCell) -> String? {
    guard let text = try mapped.reading.value(cell) else { return nil }
    return try mapped.reading.read(text, as: mapped.field.kind)
  }

  /// - Parameter keepsBlanks: a code that is missing holds its place beside the vendors.
  private func list(_ cell: String, _ source: Source, keepsBlanks: Bool) throws(UnreadableCell) -> String? {
    var pieces = [cell]
    for separator in source.mapped.split {
      pieces = pieces.flatMap { $0.replacingLineEnds.pieces(separatedBy: separator) }
    }
    var values: [String] = []
    for piece in pieces {
      let text = source.pattern.map { piece.replacing($0, with: "") } ?? piece
      if let value = try value(text, source.mapped) ?? (keepsBlanks ? "" : nil) { values.append(value) }
    }
    return values.allSatisfy(\.isEmpty) ? nil : values.postgresText
  }

  /// Codes stand for the vendors beside them: with another number of codes than vendors nobody knows which is whose.
  private func dropUnpairedCodes(
    _ row: inout StagedRow, _ record: TableRecord, _ rejects: inout RejectList
  ) throws(Clause6Error) {
    guard let codes, let vendors, let text = row.values[codes] else { return }
    let names = row.values[vendors].flatMap { [String](postgresText: $0) } ?? []
    guard let list = [String](postgresText: text), list.count != names.count else { return }
    // A line end behind the last code is none.
    let some = list.filter { !$0.isEmpty }
    let count = some.count
    guard count != names.count else {
      row.values[codes] = some.postgresText
      return
    }
    row.values[codes] = nil
    guard let source = sources.first(where: { $0.target == codes }) else { return }
    try rejects.add(
      cell: cell(of: source, in: record), of: source.mapped.columnName, in: record,
      "has \(count) codes for \(names.count) vendors")
  }

  /// The key that a rejected row seems to have; it may have too few cells for one.
  func key(in cells: [String]) -> String? {
    guard let source = sources.first(where: { $0.target == key }), source.indices.allSatisfy({ $0 < cells.count })
    else { return nil }
    return source.indices.map { cells[$0].trimmedCell }.joined(separator: source.mapped.join)
  }

  /// The column that feeds a field, with the cell's text, for what the database refuses.
  func column(of field: String, in cells: [String]) -> (name: String, text: String?) {
    guard let source = sources.first(where: { $0.mapped.field.name == field }) else { return (field, nil) }
    let texts = source.indices.compactMap { $0 < cells.count ? cells[$0] : nil }
    return (source.mapped.columnName, texts.isEmpty ? nil : texts.joined(separator: source.mapped.join))
  }
}

extension String {
  fileprivate var replacingLineEnds: String {
    utf8.contains(carriageReturn) ? String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }) : self
  }

  fileprivate func pieces(separatedBy separator: String) -> [String] {
    guard let first = separator.first, separator.count == 1 else {
      return split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
    return split(separator: first, omittingEmptySubsequences: false).map(String.init)
  }
}
