/// Where the rows of a file come from, one after another.
protocol RecordSource: AnyObject {
  func next() throws(Clause6Error) -> TableRecord?

  /// How much is read, and of how much: bytes of some form.
  var progress: (read: Int, total: Int) { get }

  /// The SHA-256 of the whole file.
  func fileHash() throws(Clause6Error) -> String
}

/// Rows of text whose cells are separated by a character.
final class DelimitedSource: RecordSource {
  private let text: DecodedText
  private let reader: DelimitedReader
  let dialect: Dialect
  /// The delimiter was found out, and is not the usual one.
  let isGuessed: Bool

  init(_ text: DecodedText, _ form: TableForm) throws(Clause6Error) {
    self.text = text
    let path = text.bytes.path
    let usual = UInt8(ascii: path.lowercased().hasSuffix(".tsv") ? "\t" : ",")
    let guess = form.delimiter == nil ? Dialect.guessDelimiter(text.sample, isWhole: text.isSampleWhole) : nil
    let dialect = Dialect(
      delimiter: form.delimiter ?? guess ?? usual, quote: form.quote ?? Dialect().quote, escape: form.escape,
      comment: form.comment)
    self.dialect = dialect
    isGuessed = guess != nil && guess != usual && Dialect.statedDelimiter(text.sample) == nil
    reader = DelimitedReader(path: path, dialect) { () throws(Clause6Error) in try text.next() }
    if Dialect.statedDelimiter(text.sample) != nil { _ = try reader.next() }
  }

  func next() throws(Clause6Error) -> TableRecord? { try reader.next() }
  var progress: (read: Int, total: Int) { (text.bytes.bytesRead, text.bytes.byteCount) }
  func fileHash() throws(Clause6Error) -> String { try text.bytes.fileHash() }
}

/// Lines of text that a regular expression finds; its named groups are the columns.
final class LineSource: RecordSource {
  let columns: [String]
  private let text: DecodedText
  private let reader: DelimitedReader
  private let pattern: Pattern
  /// Lines that are no rows.
  private(set) var skipped = 0

  /// - Throws: ``Clause6Error`` when the pattern has no named groups or is none.
  init(_ text: DecodedText, pattern: String) throws(Clause6Error) {
    self.text = text
    do {
      self.pattern = try Pattern(pattern)
    } catch {
      throw Clause6Error("\(error.message): correct \"lines\" in the mapping.")
    }
    columns = LineSource.groups(of: pattern)
    guard !columns.isEmpty else {
      throw Clause6Error(
        "\"\(pattern)\" names no columns: write each cell's part as (?<name>…) in \"lines\" of the mapping.")
    }
    // Nothing in a line has a meaning of its own: the delimiter and the quote are characters that no text has.
    reader = DelimitedReader(path: text.bytes.path, Dialect(delimiter: 0, quote: 1)) { () throws(Clause6Error) in
      try text.next()
    }
  }

  /// Names of the groups, in the order of the pattern.
  static func groups(of pattern: String) -> [String] {
    pattern.matches(of: /\(\?P?<([A-Za-z_][A-Za-z_0-9]*)>/).map { String($0.1) }
  }

  func next() throws(Clause6Error) -> TableRecord? {
    while var record = try reader.next() {
      guard let cells = try cells(of: record) else {
        skipped += 1
        continue
      }
      record.fields = cells
      return record
    }
    return nil
  }

  private func cells(of record: TableRecord) throws(Clause6Error) -> [String]? {
    do {
      return try pattern.groups(columns, in: record.raw)
    } catch {
      throw Clause6Error(
        "\(text.bytes.path) line \(record.line): the regular expression in \"lines\" of the mapping takes too long over it: "
          + "give it fewer ways to match the same text.")
    }
  }

  var progress: (read: Int, total: Int) { (text.bytes.bytesRead, text.bytes.byteCount) }
  func fileHash() throws(Clause6Error) -> String { try text.bytes.fileHash() }
}
