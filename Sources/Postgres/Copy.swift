import CLibpq

/// Writes the rows of one `COPY … FROM STDIN`, in PostgreSQL's text format.
public struct CopyWriter: ~Copyable {
  private let connection: Connection
  private var buffer: [UInt8] = []
  /// The server is nine tenths of the work; the piece's size hardly matters.
  private static let pieceSize = 256 * 1024

  init(_ connection: Connection) {
    self.connection = connection
    buffer.reserveCapacity(CopyWriter.pieceSize + 4096)
  }

  /// One row; `nil` is NULL.
  public mutating func write(row values: [String?]) throws(PostgresError) {
    for index in values.indices {
      if index > 0 { buffer.append(UInt8(ascii: "\t")) }
      append(values[index])
    }
    buffer.append(UInt8(ascii: "\n"))
    try flushIfFull()
  }

  /// Bytes that are already in the format of the COPY.
  public mutating func write(bytes: some Sequence<UInt8>) throws(PostgresError) {
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  private mutating func append(_ value: String?) {
    guard let value else {
      buffer.append(UInt8(ascii: "\\"))
      buffer.append(UInt8(ascii: "N"))
      return
    }
    var text = value
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        guard let letter = CopyWriter.letter(for: bytes[index]) else { continue }
        buffer.append(contentsOf: bytes[start..<index])
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(letter)
        start = index + 1
      }
      buffer.append(contentsOf: bytes[start...])
    }
  }

  /// What stands behind a backslash for a byte that has a meaning in the format.
  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\\"): byte
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    default: nil
    }
  }

  private mutating func flushIfFull() throws(PostgresError) {
    if buffer.count >= CopyWriter.pieceSize { try flush() }
  }

  mutating func flush() throws(PostgresError) {
    try connection.checkCancelled()
    let sent = buffer.withUnsafeBytes { bytes in
      PQputCopyData(connection.raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    buffer.removeAll(keepingCapacity: true)
    guard sent == 1 else { throw connection.lost() }
  }
}

extension Connection {
  /// Runs a `COPY … FROM STDIN`. When the closure throws, nothing of it is stored.
  /// - Returns: the number of rows stored.
  @discardableResult
  public func copyIn(_ sql: SQL, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
    guard try send(sql).status == PGRES_COPY_IN else { throw PostgresError.unexpectedRowCount(0) }
    var writer = CopyWriter(self)
    do {
      try body(&writer)
      try writer.flush()
    } catch {
      PQputCopyEnd(raw, "the client gave up")
      drain()
      throw error
    }
    guard PQputCopyEnd(raw, nil) == 1 else { throw lost() }
    defer { drain() }
    return try checked(PQgetResult(raw)).affectedRows
  }

  /// Runs a `COPY … TO STDOUT` and hands on each row's bytes as the server sends them. When the closure throws, the
  /// statement is stopped, and with it fails the transaction it may be part of.
  /// - Returns: the number of rows.
  @discardableResult
  public func copyOut(_ sql: SQL, _ body: (Span<UInt8>) throws -> Void) throws -> Int {
    guard try send(sql).status == PGRES_COPY_OUT else { throw PostgresError.unexpectedRowCount(0) }
    var failure: (any Error)?
    while true {
      var bytes: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(raw, &bytes, 0)
      guard length > 0, let bytes else { break }
      defer { PQfreemem(bytes) }
      if failure != nil { continue }
      do {
        try bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
          try body(UnsafeBufferPointer(start: bytes, count: Int(length)).span)
        }
      } catch {
        failure = error
        cancelHandle.interrupt()
      }
    }
    defer { drain() }
    do {
      let rows = try checked(PQgetResult(raw)).affectedRows
      if let failure { throw failure }
      return rows
    } catch {
      throw failure ?? error
    }
  }
}
