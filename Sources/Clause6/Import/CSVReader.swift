#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One record of a CSV file.
struct CSVRecord: Equatable {
  /// The line of the file on which it begins, from 1.
  var line: Int
  var fields: [String]
  /// Text stands behind the closing quote of a cell, where RFC 4180 has none and readers differ.
  var isMalformed = false
  /// The record as it stands in the file, without its line end.
  var raw: String
}

/// Reads CSV as RFC 4180 has it and as the world writes it, in a stream: memory does not grow with the file.
///
/// Quoted fields may hold line breaks and doubled quotes; records end with LF, CRLF or a lone CR; a byte order mark is
/// skipped; empty lines are skipped. The text must be UTF-8: a file that is not is refused at the first bad byte.
final class CSVReader {
  let path: String
  private let descriptor: Int32
  private let delimiter: UInt8
  private let hash = SHA256()
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
  private var length = 0
  private var position = 0
  private var line = 1
  /// Bytes of the file read so far.
  private(set) var bytesRead = 0
  let fileSize: Int

  /// - Throws: ``Clause6Error`` when there is no such file, it is a folder, or it may not be read.
  init(path: String, delimiter: UInt8) throws(Clause6Error) {
    self.path = path
    self.delimiter = delimiter
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Clause6Error("\(path) cannot be read: \(systemMessage()). Check the file's name.")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Clause6Error("\(path) is a folder: name the file in it that is to be imported.")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Clause6Error("\(path) cannot be read: \(systemMessage()). Check who may read it.")
    }
    fileSize = Int(status.st_size)
    try skipByteOrderMark()
  }

  /// Reads one record that is at hand; it has been read before, so it cannot fail.
  static func cells(of raw: String, delimiter: UInt8) -> [String] {
    (try? CSVReader(text: raw, delimiter: delimiter).next()?.fields) ?? []
  }

  /// Reads text that is at hand.
  init(text: String, delimiter: UInt8) {
    path = "the text"
    self.delimiter = delimiter
    descriptor = -1
    buffer = Array(text.utf8)
    length = buffer.count
    fileSize = length
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The SHA-256 of the whole file; call it after the last record.
  func fileHash() -> String { hash.hexadecimal() }

  /// The next record, or `nil` at the end.
  func next() throws(Clause6Error) -> CSVRecord? {
    while true {
      guard let record = try readRecord() else { return nil }
      // An empty line is no record of one empty field.
      if record.fields != [""] { return record }
    }
  }

  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted }

  private func readRecord() throws(Clause6Error) -> CSVRecord? {
    var state = State.fieldStart
    var field: [UInt8] = []
    var raw: [UInt8] = []
    var fields: [String] = []
    var isMalformed = false
    let firstLine = line
    let quote = UInt8(ascii: "\"")
    while let byte = try nextByte() {
      if state != .quoted, byte == lineFeed || byte == carriageReturn {
        if byte == carriageReturn, try peekByte() == lineFeed { _ = try nextByte() }
        fields.append(try text(field, firstLine))
        return CSVRecord(line: firstLine, fields: fields, isMalformed: isMalformed, raw: try text(raw, firstLine))
      }
      raw.append(byte)
      switch (state, byte) {
      case (.fieldStart, quote): state = .quoted
      case (.quoted, quote): state = .quoteInQuoted
      case (.quoted, _): field.append(byte)
      case (.quoteInQuoted, quote):
        field.append(byte)
        state = .quoted
      case (_, delimiter):
        fields.append(try text(field, firstLine))
        field.removeAll(keepingCapacity: true)
        state = .fieldStart
      default:
        if state == .quoteInQuoted { isMalformed = true }
        field.append(byte)
        state = .unquoted
      }
    }
    guard state != .quoted else {
      throw Clause6Error("\(path) line \(firstLine): a quoted cell that begins in this row is never closed.")
    }
    if raw.isEmpty { return nil }
    fields.append(try text(field, firstLine))
    return CSVRecord(line: firstLine, fields: fields, isMalformed: isMalformed, raw: try text(raw, firstLine))
  }

  private func text(_ bytes: [UInt8], _ line: Int) throws(Clause6Error) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Clause6Error(
        "\(path) line \(line) is not UTF-8, so nothing was imported: save the file as \"CSV UTF-8\" and try again.")
    }
    guard !bytes.contains(0) else {
      throw Clause6Error(
        "\(path) line \(line) holds a zero byte, so nothing was imported: this is not a CSV file in UTF-8.")
    }
    return text
  }

  private var previous: UInt8 = 0

  private func nextByte() throws(Clause6Error) -> UInt8? {
    guard let byte = try peekByte() else { return nil }
    position += 1
    // CRLF is one line end, a lone CR is one too.
    if byte == carriageReturn || (byte == lineFeed && previous != carriageReturn) { line += 1 }
    previous = byte
    return byte
  }

  private func peekByte() throws(Clause6Error) -> UInt8? {
    if position == length { try fill() }
    return position < length ? buffer[position] : nil
  }

  private func fill() throws(Clause6Error) {
    guard descriptor >= 0 else { return }
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw Clause6Error("\(path) cannot be read to its end: \(systemMessage()).") }
    buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    bytesRead += count
    length = count
    position = 0
  }

  private func skipByteOrderMark() throws(Clause6Error) {
    try fill()
    if length >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF {
      position = 3
    } else if length >= 2, buffer[0] ^ buffer[1] == 1, buffer[0] | buffer[1] == 0xFF {
      throw Clause6Error("\(path) is UTF-16: save it as \"CSV UTF-8\" and try again.")
    }
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// What the operating system says about the call that just failed.
func systemMessage() -> String { String(cString: strerror(errno)).lowercased() }
