import Postgres
import Proof

extension Connection {
  /// Reads the log in the order of its leaves, without holding it.
  /// - Parameters:
  ///   - leaves: which; open at the end for all from there on.
  ///   - body: is given one entry after the other.
  /// - Throws: what the closure throws; ``Clause6Error`` for a stream that is none.
  func forEachEntry(_ leaves: Range<Int>, _ body: (LogEntry) throws -> Void) throws {
    var stream = CopyStream()
    // Binary, because texts need no unquoting and instants come as numbers.
    try copyOut(
      SQL(
        verbatim: """
          COPY (SELECT idx, seq, at, known_at, tx, login, actor, reason, entity, key, op, salt, image, commitment, leaf
          FROM audit.log WHERE idx >= \(leaves.lowerBound) AND idx < \(leaves.upperBound) ORDER BY idx) TO STDOUT (FORMAT binary)
          """)
    ) { bytes in
      try stream.take(bytes) { try body(LogEntry($0)) }
    }
  }

  /// The hashes of leaves in their order: all that the tree is made of.
  func forEachLeaf(_ leaves: Range<Int>, _ body: (_ index: Int, _ leaf: TreeHash) throws -> Void) throws {
    try forEachHash(
      "SELECT idx, leaf FROM audit.log WHERE idx >= \(leaves.lowerBound) AND idx < \(leaves.upperBound) ORDER BY idx",
      body)
  }

  /// The kept roots of ``LeafBlocks`` in their order.
  func forEachSubtree(_ body: (_ index: Int, _ root: TreeHash) throws -> Void) throws {
    try forEachHash("SELECT idx, root FROM audit.subtree ORDER BY idx", body)
  }

  /// Numbers with their hashes.
  private func forEachHash(_ query: String, _ body: (Int, TreeHash) throws -> Void) throws {
    var stream = CopyStream()
    try copyOut(SQL(verbatim: "COPY (\(query)) TO STDOUT (FORMAT binary)")) { bytes in
      try stream.take(bytes) { try body(Int($0.number(0)), $0.hash(1)) }
    }
  }
}

extension LogEntry {
  fileprivate init(_ row: borrowing CopyRow) throws(Clause6Error) {
    // PostgreSQL counts microseconds from 2000 on.
    let epoch: Int64 = 946_684_800_000_000
    self.init(
      index: Int(try row.number(0)), seq: Int(try row.number(1)), at: try row.number(2) + epoch,
      knownAt: try row.number(3) + epoch, transaction: UInt64(bitPattern: try row.number(4)), login: try row.text(5),
      actor: try row.text(6), reason: try row.text(7), entity: try row.text(8), key: try row.number(9),
      op: row.bytes(10)?.first ?? 0, salt: row.bytes(11), image: row.bytes(12), commitment: row.bytes(13) ?? [],
      leaf: try row.hash(14))
  }
}

/// The rows of a binary COPY, whose pieces need not be whole rows.
struct CopyStream {
  private var rest: [UInt8] = []
  private var hasBegun = false

  /// Signature, flags and the length of an extension that nobody has.
  private static let headerSize = 19

  mutating func take(_ bytes: Span<UInt8>, _ body: (borrowing CopyRow) throws -> Void) throws {
    bytes.withUnsafeBufferPointer { rest += $0 }
    var start = 0
    if !hasBegun {
      guard rest.count >= CopyStream.headerSize else { return }
      hasBegun = true
      start = CopyStream.headerSize
    }
    while let row = try CopyRow(rest, at: start), row.end > start {
      try body(row)
      start = row.end
    }
    rest.removeFirst(start)
  }
}

/// One row of a binary COPY: each field behind its length in four bytes.
struct CopyRow {
  private let source: [UInt8]
  private let fields: [Range<Int>?]
  let end: Int

  /// `nil` when the row is not whole yet, or the end was reached.
  fileprivate init?(_ source: [UInt8], at start: Int) throws(Clause6Error) {
    guard source.count >= start + 2 else { return nil }
    let count = Int16(truncatingIfNeeded: Int(source[start]) << 8 | Int(source[start + 1]))
    guard count >= 0 else { return nil }
    var fields: [Range<Int>?] = []
    fields.reserveCapacity(Int(count))
    var place = start + 2
    for _ in 0..<count {
      guard source.count >= place + 4 else { return nil }
      let length = source[place..<place + 4].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      place += 4
      guard length >= 0 else {
        fields.append(nil)
        continue
      }
      guard source.count >= place + Int(length) else { return nil }
      fields.append(place..<place + Int(length))
      place += Int(length)
    }
    self.source = source
    self.fields = fields
    end = place
  }

  func bytes(_ field: Int) -> [UInt8]? { fields[field].map { Array(source[$0]) } }

  func number(_ field: Int) throws(Clause6Error) -> Int64 {
    guard let range = fields[field], range.count == 8 else { throw CopyRow.damaged }
    return source[range].reduce(0) { $0 << 8 | Int64($1) }
  }

  func text(_ field: Int) throws(Clause6Error) -> String {
    guard let range = fields[field] else { throw CopyRow.damaged }
    return String(decoding: source[range], as: UTF8.self)
  }

  func hash(_ field: Int) throws(Clause6Error) -> TreeHash {
    guard let range = fields[field], let hash = TreeHash(source[range]) else { throw CopyRow.damaged }
    return hash
  }

  private static let damaged = Clause6Error(
    "The log came in a form that it never has: look whether audit.log was altered.")
}
