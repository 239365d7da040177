import Postgres

/// Turns the cells of a row into values, by the mapping.
struct RowReader {
  /// A class, because one is looked at for every cell.
  private final class Source {
    let mapped: MappedField
    /// Places of its columns in the file.
    let indices: [Int]
    /// Its place in the staging table's fields; none for a term.
    let target: Int?
    let pattern: Pattern?
    /// What cells were read as: columns of days, flags and numbers have few different ones.
    var known: [String: String?] = [:]
    static let knownLimit = 4096

    init(_ mapped: MappedField, indices: [Int], target: Int?) throws {
      self.mapped = mapped
      self.indices = indices
      self.target = target
      pattern = try mapped.remove.map { try Pattern($0) }
    }
  }
  private let noun: ImportNoun
  private let sources: [Source]
  private let header: [String]
  private let ignored: Set<String>
  /// Places of fields that rows are judged by.
  private let key: Int
  private let vendors: Int?
  private let codes: Int?

  /// The fields that a row gives of which all can be read.
  let mappedFields: [String]
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
      try Source(
        mapped, indices: mapped.columns.compactMap { column in header.firstIndex(of: column) },
        target: fields.firstIndex(of: mapped.field))
    }
    mappedFields = sources.map(\.mapped.field.name)
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
      } catch {
        row.unreadable.append(source.mapped.field.name)
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
    guard let target = source.target else {
      row.terms.append((source.mapped.field.termKey ?? "", try known(cell, source)))
      return
    }
    switch source.mapped.field.kind {
    case .list:
      let values = try list(cell, source, keepsBlanks: target == codes)
      row.values[target] = values.isEmpty ? nil : values.postgresText
      if target == vendors { row.vendorCount = values.count }
      if target == codes { row.codeCount = values.count }
    case .text: row.values[target] = try value(cell, source)
    default: row.values[target] = try known(cell, source)
    }
  }

  /// Of a kind of which there are few different cells: each is read once.
  private func known(_ cell: String, _ source: Source) throws(UnreadableCell) -> String? {
    if let value = source.known[cell] { return value }
    let value = try value(cell, source)
    if source.known.count < Source.knownLimit { source.known[cell] = .some(value) }
    return value
  }

  private func value(_ cell: String, _ source: Source) throws(UnreadableCell) -> String? {
    let mapped = source.mapped
    guard let text = try mapped.reading.value(cut(cell, source)) else { return nil }
    return try mapped.reading.read(text, as: mapped.field.kind)
  }

  private func cut(_ cell: String, _ source: Source) throws(UnreadableCell) -> String {
    guard let pattern = source.pattern else { return cell }
    do {
      return try pattern.cut(from: cell)
    } catch {
      throw UnreadableCell(
        reason: "takes the regular expression in \"remove\" too long: give it fewer ways to match the same text")
    }
  }

  /// - Parameter keepsBlanks: a code that is missing holds its place beside the vendors.
  private func list(_ cell: String, _ source: Source, keepsBlanks: Bool) throws(UnreadableCell) -> [String] {
    var pieces = [cell]
    for separator in source.mapped.split {
      pieces = pieces.flatMap { $0.replacingLineEnds.pieces(separatedBy: separator) }
    }
    var values: [String] = []
    for piece in pieces {
      if let value = try value(piece, source) ?? (keepsBlanks ? "" : nil) { values.append(value) }
    }
    return values.allSatisfy(\.isEmpty) ? [] : values
  }

  /// Codes stand for the vendors beside them: with another number of codes than vendors nobody knows which is whose.
  private func dropUnpairedCodes(
    _ row: inout StagedRow, _ record: TableRecord, _ rejects: inout RejectList
  ) throws(Clause6Error) {
    guard let codes, row.codeCount != row.vendorCount, let text = row.values[codes] else { return }
    // A line end behind the last code is none.
    let some = ([String](postgresText: text) ?? []).filter { !$0.isEmpty }
    guard some.count != row.vendorCount else {
      row.values[codes] = some.postgresText
      return
    }
    row.values[codes] = nil
    guard let source = sources.first(where: { $0.target == codes }) else { return }
    try rejects.add(
      cell: cell(of: source, in: record), of: source.mapped.columnName, in: record,
      "has \(some.count) codes for \(row.vendorCount) vendors")
  }

  /// Whether a row gives a field: the file has its columns, and they could be read.
  func gives(_ mapped: MappedField, _ row: StagedRow) -> Bool {
    mappedFields.contains(mapped.field.name) && !row.unreadable.contains(mapped.field.name)
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
    // Most have none, which their bytes show. To Swift a Greek question mark, 0xCD 0xBE, is a semicolon.
    guard let mark = separator.utf8.first, utf8.contains(where: { $0 == mark || $0 == 0xCD }) else { return [self] }
    guard let first = separator.first, separator.count == 1 else {
      return split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
    return split(separator: first, omittingEmptySubsequences: false).map(String.init)
  }
}
