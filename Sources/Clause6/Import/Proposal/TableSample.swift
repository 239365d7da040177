/// The beginning of a file, read as the proposed mapping is going to have it read.
struct TableSample {
  static let rowLimit = 1000

  let path: String
  private(set) var form = TableForm()
  /// Names of the columns, each another.
  private(set) var header: [String] = []
  /// What each name is made of, where it stands on several lines or is a path.
  private(set) var parts: [[String]] = []
  private(set) var rows: [TableRecord] = []
  /// What stands above the headings.
  private(set) var above: [String] = []
  /// Columns whose own name is empty or that of another.
  private(set) var renamed: Set<Int> = []
  private(set) var hasHeader = true
  /// How well the headings fit the noun.
  private(set) var score = 0.0
  private(set) var isGuessedEncoding = false
  private(set) var isGuessedDelimiter = false
  private(set) var otherSheets: [String] = []
  private(set) var isWhole = false
  /// Why no more could be read.
  private(set) var problem: String?

  /// - Throws: ``Clause6Error`` when nothing can be read.
  init(_ path: String, _ index: HeadingIndex) throws(Clause6Error) {
    self.path = path
    let bytes = try FileBytes(path: path)
    if SheetSource.isWorkbook(try bytes.peek(4).bytes) || path.lowercased().hasSuffix(".xlsx") {
      try chooseSheet(index)
    } else {
      let text = try DecodedText(bytes, stated: nil)
      if text.encoding != .utf8 { form.encoding = text.encoding }
      isGuessedEncoding = text.isGuessed
      if JSONSource.endings.contains(where: { path.lowercased().hasSuffix($0) }) {
        try choosePaths(index)
      } else {
        try chooseDelimiter(index)
      }
    }
    try readRows()
  }

  // MARK: Form

  private mutating func chooseSheet(_ index: HeadingIndex) throws(Clause6Error) {
    let sheets = try Workbook(path: path).sheets.filter { !$0.isHidden }.map(\.name)
    guard sheets.count > 1 else { return take(try TableSample.heading(path, form, index), form) }
    var best: FoundHeading?
    var failure: Clause6Error?
    for sheet in sheets.prefix(50) {
      var stated = form
      stated.sheet = sheet
      do throws(Clause6Error) {
        let found = try TableSample.heading(path, stated, index)
        guard best == nil || found.score > best?.score ?? 0 else { continue }
        best = found
        take(found, stated)
      } catch {
        failure = failure ?? error
      }
    }
    if best == nil, let failure { throw failure }
    otherSheets = sheets.filter { $0 != form.sheet }
  }

  /// A title above the table hides what separates its cells.
  private mutating func chooseDelimiter(_ index: HeadingIndex) throws(Clause6Error) {
    let plain = form
    var best = try TableSample.heading(path, plain, index)
    take(best, plain)
    let found = try TableReader(path: path, TableSample.bare(plain))
    if case .delimited(let dialect) = found.rowForm, !found.notes.isEmpty || dialect.delimiter != usualDelimiter {
      form.delimiter = dialect.delimiter
    }
    for delimiter in [",", ";", "\t", "|"].map({ UInt8(ascii: $0) }) where best.score < 2 {
      var stated = plain
      stated.delimiter = delimiter
      // What cannot be read so is not separated so.
      guard let other = try? TableSample.heading(path, stated, index), other.score > best.score + 0.5 else { continue }
      best = other
      take(other, stated)
    }
    isGuessedDelimiter = form.delimiter != nil
  }

  private var usualDelimiter: UInt8 { UInt8(ascii: path.lowercased().hasSuffix(".tsv") ? "\t" : ",") }

  private mutating func choosePaths(_ index: HeadingIndex) throws(Clause6Error) {
    var best: JSONShape?
    var failure: Clause6Error?
    for rows in JSONShape.places {
      do throws(Clause6Error) {
        let shape = try JSONShape(path, encoding: form.encoding, rows: rows, index)
        if best == nil || shape.score > best?.score ?? 0 { best = shape }
      } catch {
        failure = failure ?? error
      }
    }
    guard let best else { throw failure ?? Clause6Error("\(path) has no rows.") }
    form.rows = best.rows
    header = best.columns
    parts = best.columns.map(JSONShape.parts)
    score = best.score
  }

  private mutating func take(_ found: FoundHeading, _ stated: TableForm) {
    form = stated
    above = found.above
    score = found.score
    hasHeader = found.lines != nil
    if let lines = found.lines { form.header = found.isFirst ? .first : .lines(lines) } else { form.header = .none }
  }

  private static func heading(
    _ path: String, _ form: TableForm, _ index: HeadingIndex
  ) throws(Clause6Error) -> FoundHeading {
    let records = try firstRecords(path, bare(form), 60).records
    return records.isEmpty ? FoundHeading(lines: 1...1, isFirst: true) : HeadingFinder(index: index).find(records)
  }

  private static func bare(_ form: TableForm) -> TableForm {
    var form = form
    (form.header, form.columns) = (.none, nil)
    return form
  }

  /// What can be read, until something cannot.
  private static func firstRecords(
    _ path: String, _ form: TableForm, columns: [String] = [], _ limit: Int
  ) throws(Clause6Error) -> (header: [String], records: [TableRecord], isWhole: Bool, problem: String?) {
    let reader = try TableReader(path: path, form, columns: columns)
    var records: [TableRecord] = []
    do throws(Clause6Error) {
      while records.count < limit {
        guard let record = try reader.next() else { return (reader.header, records, true, nil) }
        records.append(record)
      }
    } catch {
      return (reader.header, records, false, error.message)
    }
    return (reader.header, records, false, nil)
  }

  // MARK: Rows

  private mutating func readRows() throws(Clause6Error) {
    if !hasHeader { try nameColumns() }
    let read = try TableSample.firstRecords(path, form, columns: header, TableSample.rowLimit)
    (rows, isWhole, problem) = (read.records, read.isWhole, read.problem)
    header = read.header
    if parts.isEmpty { parts = try headingParts() }
    padShortRows()
    makeNamesUnique()
  }

  private mutating func nameColumns() throws(Clause6Error) {
    let width = try TableSample.firstRecords(path, TableSample.bare(form), 60).records.map(\.fields.count).max() ?? 0
    header = (0..<max(width, 1)).map { "column \($0 + 1)" }
    form.columns = header
  }

  private func headingParts() throws(Clause6Error) -> [[String]] {
    guard case .lines(let lines) = form.header, lines.count > 1 else { return header.map { [$0] } }
    let records = try TableSample.firstRecords(path, TableSample.bare(form), HeadingFinder.rowLimit + 3).records
    let found = HeadingFinder.parts(records.filter { lines.contains($0.line) }.map(\.fields.columnNames))
    return header.indices.map { $0 < found.count ? found[$0] : [header[$0]] }
  }

  /// Programs that leave out empty cells at the end do so in many rows.
  private mutating func padShortRows() {
    let short = rows.indices.filter { rows[$0].problem != nil && rows[$0].fields.count < header.count }
    guard short.count * 5 >= rows.count, short.count > 1 else { return }
    form.padsShortRows = true
    for place in short {
      rows[place].fields += Array(repeating: "", count: header.count - rows[place].fields.count)
      rows[place].problem = nil
    }
  }

  private mutating func makeNamesUnique() {
    var seen: Set<String> = []
    for place in header.indices {
      let own = header[place]
      var name = own.isEmpty ? "column \(place + 1)" : own
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(own) \(number)"
        number += 1
      }
      if name != own { renamed.insert(place) }
      header[place] = name
    }
  }

  /// The columns have to be named anew where one that is used has no name of its own.
  mutating func nameColumns(used: Set<Int>) {
    guard !renamed.isDisjoint(with: used) else { return }
    form.columns = header
  }

  func contents(_ column: Int) -> ColumnContents {
    ColumnContents(rows.map { $0.problem == nil && column < $0.fields.count ? $0.fields[column] : "" })
  }
}
