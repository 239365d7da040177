/// How a text file separates its cells.
package struct Dialect: Equatable, Sendable {
  var delimiter: UInt8
  /// What stands around cells that hold a delimiter or a line end; doubled within such a cell.
  var quote: UInt8
  /// What takes the meaning from the character behind it; none in RFC 4180.
  var escape: UInt8?
  /// What a line that is no row begins with; none in RFC 4180.
  var comment: UInt8?

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), escape: UInt8? = nil, comment: UInt8? = nil
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.comment = comment
  }

  /// Those that are looked for; any other has to be stated.
  private static let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// The delimiter that cuts the first rows into the most cells, alike in each.
  /// - Returns: `nil` when none does: a file of one column, or one that nobody can tell.
  static func guessDelimiter(_ sample: [UInt8], isWhole: Bool) -> UInt8? {
    if let stated = statedDelimiter(sample) { return stated }
    return candidates.map { (delimiter: $0, score: score(sample, isWhole, Dialect(delimiter: $0))) }
      .filter { $0.score > 0 }.max { $0.score < $1.score }?.delimiter
  }

  /// Excel's own first line, `sep=;`.
  static func statedDelimiter(_ sample: [UInt8]) -> UInt8? {
    guard sample.starts(with: Array("sep=".utf8)), sample.count > 5, sample[5] == 10 || sample[5] == 13 else {
      return nil
    }
    return sample[4]
  }

  /// Cells of the first row times the share of rows that have as many.
  private static func score(_ sample: [UInt8], _ isWhole: Bool, _ dialect: Dialect) -> Int {
    let reader = DelimitedReader(text: String(decoding: sample, as: UTF8.self), dialect)
    var counts: [Int] = []
    while counts.count < 50, let record = try? reader.next() {
      if record.fields != [""] { counts.append(record.fields.count) }
    }
    // The last row of a sample may be cut off.
    if !isWhole, counts.count > 1 { counts.removeLast() }
    guard let width = counts.first, width > 1 else { return 0 }
    return width * counts.count { $0 == width } * 1000 / counts.count
  }
}

extension UInt8 {
  /// A delimiter as it is shown to people.
  var shown: String { self == UInt8(ascii: "\t") ? "a tab" : "\"\(Character(Unicode.Scalar(self)))\"" }
}
