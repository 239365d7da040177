import Bytes
public import Postgres
public import Proof

/// What a seal did.
public struct Seal: Sendable {
  /// How many changes became leaves.
  public let sealed: Int
  /// The root over all leaves, signed; an earlier one when nothing came since.
  public let checkpoint: Checkpoint
  public let note: SignedNote
  /// Whether it was signed just now.
  public let isNew: Bool
}

extension Connection {
  /// The name under which this log signs its roots.
  public func logOrigin() throws -> String {
    try value("SELECT origin FROM audit.tree", as: String.self) ?? ""
  }

  /// Makes what is committed leaves of the log, and signs the root over all.
  ///
  /// In two transactions: what is sealed stays, also when nothing could be signed after it, and the next seal signs it. A
  /// root that was signed before the first one was committed might be of a tree that never was.
  /// - Parameters:
  ///   - keys: at least one; of this log's origin.
  ///   - trustsLast: a new key takes over from one that is lost, so that the last checkpoint is by none of these.
  ///   - progress: is told how many new leaves were hashed, of how many.
  /// - Throws: ``Clause6Error`` when the last checkpoint is not what one of the keys signed, or leaves are missing.
  public func seal(
    by keys: [NoteSigningKey], trustsLast: Bool = false, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> Seal {
    try refuseLimited("To sign the history")
    let sealed = try exclusively(lock: Seal.lock, rehearse: false) { connection in
      try connection.value("SELECT sealed FROM audit.seal()", as: Int.self) ?? 0
    }
    return try exclusively(lock: Seal.lock, rehearse: false) { connection in
      try connection.sign(sealed: sealed, by: keys, trustsLast, progress)
    }
  }

  /// Whether a checkpoint is one that this log keeps as its own.
  public func hasSigned(_ note: SignedNote) throws(PostgresError) -> Bool {
    try value("SELECT EXISTS (SELECT FROM audit.checkpoint WHERE note = \(note.description))") ?? false
  }

  /// Whether this session may seal.
  public func maySeal() throws(PostgresError) -> Bool {
    try value("SELECT NOT pg_is_in_recovery() AND has_function_privilege('audit.seal()', 'EXECUTE')") ?? false
  }

  /// Makes what is committed leaves of the log, where this session may; the next seal signs the root over them.
  ///
  /// What reads many versions of rows finds them by index then.
  public func sealUnsigned() throws {
    guard try maySeal() else { return }
    _ = try exclusively(lock: Seal.lock, rehearse: false) { try $0.execute("SELECT FROM audit.seal()") }
  }

  private func sign(
    sealed: Int, by keys: [NoteSigningKey], _ trustsLast: Bool, _ progress: (Int, Int) -> Void
  ) throws -> Seal {
    let origin = try logOrigin()
    let last = try lastCheckpoint()
    // The last one of the log that was restored is by the key of that log's name.
    if let last, !trustsLast, try !isOfFormerLog(last.checkpoint, origin) {
      try last.verify(origin, keys.map(\.publicKey))
    }
    let size = try leafCount()
    if let last, last.size == size {
      return Seal(sealed: sealed, checkpoint: last.checkpoint, note: last.note, isNew: false)
    }
    if let last, last.size > size {
      throw Clause6Error(
        "The log has \(size) leaves, and a checkpoint of \(last.size) was signed: leaves are missing. "
          + "See \"clause6 history verify\".")
    }
    let range = try extend(last?.range ?? CompactRange(), to: size, progress)
    guard let checkpoint = Checkpoint(origin: origin, size: size, root: range.root) else {
      throw Clause6Error("The log is called \"\(origin)\", under which nothing can be signed: see audit.tree.")
    }
    let note = SignedNote(text: checkpoint.text, signatures: keys.map { $0.sign(checkpoint.text, at: 0) })
    let hashes = Hexadecimal.encode(range.bytes)
    try execute(
      """
      INSERT INTO audit.checkpoint (size, root, range, note)
      VALUES (\(size), decode(\(Hexadecimal.encode(range.root.bytes)), 'hex'), decode(\(hashes), 'hex'), \(note.description))
      """)
    return Seal(sealed: sealed, checkpoint: checkpoint, note: note, isNew: true)
  }

  private func isOfFormerLog(_ checkpoint: Checkpoint, _ origin: String) throws -> Bool {
    guard checkpoint.origin != origin else { return false }
    return try formerLogs().contains { $0.origin == checkpoint.origin }
  }

  /// Hashes the leaves that came since, and keeps the root of each 256 of them.
  private func extend(_ known: CompactRange, to size: Int, _ progress: (Int, Int) -> Void) throws -> CompactRange {
    var range = known
    var blocks = LeafBlocks()
    var subtrees: [(index: Int, root: TreeHash)] = []
    let first = known.size
    var next = first / LeafBlocks.size * LeafBlocks.size
    try forEachLeaf(next..<size) { index, leaf in
      guard index == next else { throw Clause6Error("Leaf \(next) is missing in the log.") }
      next += 1
      if let root = blocks.append(leaf) { subtrees.append((index / LeafBlocks.size, root)) }
      if index >= first {
        range.append(leaf)
        if next % 10_000 == 0 { progress(next - first, size - first) }
      }
    }
    guard next == size else { throw Clause6Error("Leaf \(next) is missing in the log.") }
    try copyIn("COPY audit.subtree (idx, root) FROM STDIN") { writer in
      for (index, root) in subtrees { try writer.write(row: ["\(index)", "\\x" + Hexadecimal.encode(root.bytes)]) }
    }
    return range
  }

  /// How many leaves the log has.
  public func leafCount() throws(PostgresError) -> Int {
    try value("SELECT coalesce(max(idx) + 1, 0) FROM audit.log") ?? 0
  }

  /// Whether a root was signed yet under the log's name.
  public func hasCheckpoint() throws(PostgresError) -> Bool {
    try value(
      "SELECT EXISTS (SELECT FROM audit.checkpoint WHERE split_part(note, E'\\n', 1) = (SELECT origin FROM audit.tree))"
    ) ?? false
  }

  /// A checkpoint as it was signed; `nil` when there is none of that size.
  /// - Parameter size: how many leaves; the newest one for `nil`.
  public func checkpointNote(size: Int?) throws(PostgresError) -> String? {
    try value("SELECT note FROM audit.checkpoint WHERE size = coalesce(\(size), size) ORDER BY size DESC LIMIT 1")
  }

  /// The newest signed root; `nil` before the first.
  func lastCheckpoint() throws -> StoredCheckpoint? {
    try row("\(StoredCheckpoint.all) DESC LIMIT 1", as: StoredCheckpoint.Row.self).map { try StoredCheckpoint($0) }
  }
}

extension Seal {
  /// One sealer at a time: `audit.seal()` takes the same.
  static let lock = 6962
}

/// A row of `audit.checkpoint`.
struct StoredCheckpoint {
  struct Row: Decodable {
    let size: Int
    let root: String
    let range: String
    let note: String
  }

  /// The rows in the order of their sizes.
  static let all: SQL =
    "SELECT size, encode(root, 'hex') AS root, encode(range, 'hex') AS range, note FROM audit.checkpoint ORDER BY size"

  let size: Int
  let checkpoint: Checkpoint
  let note: SignedNote
  let range: CompactRange

  /// - Throws: ``Clause6Error`` when its columns do not say the same.
  init(_ row: Row) throws(Clause6Error) {
    guard let note = SignedNote(row.note), let checkpoint = Checkpoint(text: note.text),
      let range = CompactRange(size: row.size, bytes: Hexadecimal.decode(row.range) ?? []), checkpoint.size == row.size,
      checkpoint.root == range.root, Hexadecimal.encode(checkpoint.root.bytes) == row.root
    else { throw StoredCheckpoint.altered(row.size) }
    size = row.size
    self.checkpoint = checkpoint
    self.note = note
    self.range = range
  }

  /// - Throws: ``Clause6Error`` unless one of the keys signed it for this log.
  func verify(_ origin: String, _ keys: [NoteKey]) throws(Clause6Error) {
    guard checkpoint.origin == origin else { throw StoredCheckpoint.altered(size) }
    switch note.verdict(by: keys) {
    case .signed: return
    case .forged: throw StoredCheckpoint.altered(size)
    case .unsigned:
      throw Clause6Error(
        "The checkpoint of \(size) leaves was signed by another key than this one: bring the log's key file here, or if "
          + "it is lost, add --new-key.")
    }
  }

  private static func altered(_ size: Int) -> Clause6Error {
    Clause6Error("The checkpoint of \(size) leaves is not the one that was signed. See \"clause6 history verify\".")
  }
}
