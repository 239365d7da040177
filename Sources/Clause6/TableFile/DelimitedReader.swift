/// Reads CSV as RFC 4180 has it and as the world writes it, in a stream: memory does not grow with the file.
///
/// Quoted cells may hold line ends and doubled quotes, and may stand behind a space; rows end with LF, CRLF or a lone
/// CR; empty lines are skipped. A cell with text behind its closing quote, where readers differ, makes its row one
/// that cannot be taken.
package final class DelimitedReader {
  /// A quote that is never closed would make the rest of the file one row.
  static let largestRow = 16 << 20

  private let path: String
  private let dialect: Dialect
  private let pull: () throws(Clause6Error) -> [UInt8]?
  private var buffer: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  private var line = 1

  /// - Parameter pull: gives the next piece of UTF-8, and `nil` at the end.
  package init(path: String, _ dialect: Dialect, pull: @escaping () throws(Clause6Error) -> [UInt8]?) {
    self.path = path
    self.dialect = dialect
    self.pull = pull
  }

  /// Reads text that is at hand.
  package convenience init(text: String, _ dialect: Dialect) {
    var rest: [UInt8]? = Array(text.utf8)
    self.init(path: "the text", dialect) { () throws(Clause6Error) in
      defer { rest = nil }
      return rest
    }
  }

  /// Reads one row that is at hand; it has been read before, so it cannot fail.
  package static func cells(of raw: String, _ dialect: Dialect) -> [String] {
    (try? DelimitedReader(text: raw, dialect).next()?.fields) ?? []
  }

  /// The next row, or `nil` at the end.
  package func next() throws(Clause6Error) -> TableRecord? {
    while true {
      guard try fillToRow() else { return nil }
      let scan = scanRow()
      guard scan.isComplete || hasEnded else {
        try fill()
        continue
      }
      guard !scan.isOpen else {
        throw Clause6Error("\(path) line \(line): a quoted cell that begins in this row is never closed.")
      }
      let record = TableRecord(
        line: line, fields: scan.fields, raw: text(position..<scan.end),
        problem: scan.isMalformed ? "has text behind the closing quote of a cell" : nil)
      position = scan.next
      line += scan.lineEnds
      return record
    }
  }

  /// Whether a row begins at the position; skips empty lines and comments, which are none.
  private func fillToRow() throws(Clause6Error) -> Bool {
    while true {
      // CRLF must not be cut in two, however small the pieces are.
      while position + 1 >= buffer.count, !hasEnded { try fill() }
      guard position < buffer.count else { return false }
      let byte = buffer[position]
      if byte == lineFeed || byte == carriageReturn {
        skipLineEnd()
      } else if byte == dialect.comment {
        try skipComment()
      } else {
        return true
      }
    }
  }

  private func skipLineEnd() {
    let isPair = buffer[position] == carriageReturn && position + 1 < buffer.count && buffer[position + 1] == lineFeed
    position += isPair ? 2 : 1
    line += 1
  }

  private func skipComment() throws(Clause6Error) {
    while true {
      while position < buffer.count, buffer[position] != lineFeed, buffer[position] != carriageReturn { position += 1 }
      guard position == buffer.count, !hasEnded else { return }
      try fill()
    }
  }

  /// Drops what has been read and adds the next piece.
  private func fill() throws(Clause6Error) {
    guard buffer.count - position < DelimitedReader.largestRow else {
      throw Clause6Error(
        "\(path) line \(line): a row that begins here is larger than 16 MB; is a quoted cell in it never closed?")
    }
    guard let piece = try pull() else {
      hasEnded = true
      return
    }
    if position == buffer.count {
      buffer = piece
    } else {
      buffer.removeSubrange(..<position)
      buffer += piece
    }
    position = 0
  }

  private func scanRow() -> RowScan {
    buffer.withUnsafeBufferPointer { bytes in
      var scan = RowScan(at: position)
      scan.run(bytes, dialect, isWhole: hasEnded)
      return scan
    }
  }

  private func text(_ range: Range<Int>) -> String {
    buffer.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

/// One row, cut into its cells.
private struct RowScan {
  private var place: Int
  private(set) var fields: [String] = []
  /// Where the row ends, and where the next begins.
  private(set) var end = 0
  private(set) var next = 0
  /// Line ends in the row, its own included.
  private(set) var lineEnds = 0
  /// Whether its end was seen; without it more of the file is needed, or the file ends here.
  private(set) var isComplete = false
  /// Whether a quoted cell was not closed.
  private(set) var isOpen = false
  private(set) var isMalformed = false

  init(at start: Int) {
    place = start
    fields.reserveCapacity(16)
  }

  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect, isWhole: Bool) {
    while true {
      readCell(bytes, dialect)
      guard !isOpen, place < bytes.count else { break }
      if bytes[place] == dialect.delimiter {
        place += 1
        continue
      }
      // It is a line end. Whether a CR has its LF is only known with the byte behind it.
      guard bytes[place] != carriageReturn || place + 1 < bytes.count || isWhole else { break }
      end = place
      let isPair = bytes[place] == carriageReturn && place + 1 < bytes.count && bytes[place + 1] == lineFeed
      next = place + (isPair ? 2 : 1)
      lineEnds += 1
      isComplete = true
      return
    }
    end = place
    next = place
  }

  /// Leaves the place at a delimiter, a line end or the end of the bytes.
  private mutating func readCell(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) {
    var first = place
    while first < bytes.count, bytes[first] == UInt8(ascii: " ") { first += 1 }
    if first < bytes.count, bytes[first] == dialect.quote {
      place = first + 1
      readQuoted(bytes, dialect)
      return
    }
    let start = place
    var hasEscape = false
    while place < bytes.count {
      let byte = bytes[place]
      if byte == dialect.delimiter || byte == lineFeed || byte == carriageReturn { break }
      if byte == dialect.escape, place + 1 < bytes.count {
        hasEscape = true
        place += 1
      }
      place += 1
    }
    let cell = UnsafeBufferPointer(rebasing: bytes[start..<place])
    fields.append(hasEscape ? unescaped(cell, dialect) : String(decoding: cell, as: UTF8.self))
  }

  private mutating func readQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) {
    let start = place
    var isPlain = true
    while place < bytes.count {
      let byte = bytes[place]
      if byte == dialect.quote {
        guard place + 1 < bytes.count, bytes[place + 1] == dialect.quote else { break }
        isPlain = false
        place += 1
      } else if byte == dialect.escape, place + 1 < bytes.count {
        isPlain = false
        place += 1
      } else if byte == lineFeed
        || (byte == carriageReturn && (place + 1 == bytes.count || bytes[place + 1] != lineFeed))
      {
        lineEnds += 1
      }
      place += 1
    }
    let cell = UnsafeBufferPointer(rebasing: bytes[start..<min(place, bytes.count)])
    fields.append(isPlain ? String(decoding: cell, as: UTF8.self) : unescaped(cell, dialect, isQuoted: true))
    guard place < bytes.count else {
      isOpen = true
      return
    }
    place += 1
    readBehindQuote(bytes, dialect)
  }

  /// Blanks may stand between the closing quote and the delimiter; anything else is kept, and said to be wrong.
  private mutating func readBehindQuote(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) {
    let start = place
    var isBlank = true
    while place < bytes.count {
      let byte = bytes[place]
      if byte == dialect.delimiter || byte == lineFeed || byte == carriageReturn { break }
      if byte != UInt8(ascii: " ") { isBlank = false }
      place += 1
    }
    guard !isBlank else { return }
    isMalformed = true
    fields[fields.count - 1] += String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
  }

  private func unescaped(_ cell: UnsafeBufferPointer<UInt8>, _ dialect: Dialect, isQuoted: Bool = false) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(cell.count)
    var index = 0
    while index < cell.count {
      let isEscape = cell[index] == dialect.escape || (isQuoted && cell[index] == dialect.quote)
      if isEscape, index + 1 < cell.count { index += 1 }
      text.append(cell[index])
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
