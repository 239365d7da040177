public import Postgres
public import Proof

/// Looks whether the log is the one that was signed, and the register the one that the log tells of.
public struct HistoryVerification {
  /// A checkpoint that somebody kept outside the database: the evidence against whoever could rewrite all of it.
  public struct Kept {
    public let name: String
    public let note: SignedNote
    public let checkpoint: Checkpoint

    /// - Parameters:
    ///   - name: what it is called in a problem, such as the file's name.
    ///   - text: all of it.
    /// - Throws: ``Clause6Error`` when the text is no signed checkpoint.
    public init(name: String, text: String) throws(Clause6Error) {
      guard let note = SignedNote(text), let checkpoint = Checkpoint(text: note.text) else {
        throw Clause6Error("\(name) is no checkpoint: one is three lines, an empty line and signatures.")
      }
      (self.name, self.note, self.checkpoint) = (name, note, checkpoint)
    }
  }

  private let kept: [Kept]
  private let keys: [NoteKey]
  private var former: [FormerLog] = []
  private var problems: [HistoryProblem] = []
  /// A log that was rewritten differs everywhere; the first places tell enough.
  private static let mostProblems = 1000

  /// - Parameters:
  ///   - kept: checkpoints that were kept elsewhere.
  ///   - keys: whose signatures count; none: signatures are not looked at.
  public init(kept: [Kept] = [], keys: [NoteKey] = []) {
    self.kept = kept
    self.keys = keys
  }

  /// Everything in one snapshot: each leaf by its content, the tree by what was signed of it, the register by its
  /// newest versions, and by all of them what questions about the past are answered from. Memory does not grow with the log.
  /// - Parameters:
  ///   - connection: a session that may read the log.
  ///   - progress: is told how many entries were read, of how many.
  /// - Returns: what is wrong, of the log and its checkpoints at most the first thousand.
  public mutating func run(
    on connection: Connection, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws -> [HistoryProblem] {
    try connection.refuseLimited("To verify the history")
    return try connection.readFacts { connection in
      try verifyLog(connection, progress)
      try verifyClock(connection)
      return try problems + connection.historyProblems() + connection.versionProblems()
    }
  }

  private mutating func note(_ table: String, _ id: String?, _ problem: String) {
    if problems.count < HistoryVerification.mostProblems {
      problems.append(HistoryProblem(table: table, id: id, problem: problem))
    }
  }

  // MARK: The tree

  private mutating func verifyLog(_ connection: Connection, _ progress: (Int, Int) -> Void) throws {
    let origin = try connection.logOrigin()
    let size = try connection.leafCount()
    former = try connection.formerLogs()
    var awaited = try signedRoots(connection, origin, size)
    var walk = LogWalk()
    try connection.forEachEntry(0..<Int.max) { entry in
      while walk.range.size < entry.index {
        note("log", "\(walk.range.size)", "is missing: leaves are numbered without a gap")
        walk.range.append(.empty)
      }
      for problem in walk.take(entry) { note("log", "\(entry.index)", problem) }
      compare(&awaited, walk.range)
      if walk.range.size % 10_000 == 0 { progress(walk.range.size, size) }
    }
    for index in walk.unexplained { note("log", "\(index)", "has lost its content, and no erasure says so") }
    for wrong in try connection.wrongSubtrees(walk.blocks) {
      note("subtree", "\(wrong)", "is not the root of its leaves")
    }
  }

  /// The roots that the tree should have at some sizes, smallest first.
  private mutating func signedRoots(
    _ connection: Connection, _ origin: String, _ size: Int
  ) throws -> ArraySlice<AwaitedRoot> {
    var roots: [AwaitedRoot] = []
    let rows = try connection.rows(StoredCheckpoint.all, as: StoredCheckpoint.Row.self)
    for row in rows {
      let place = AwaitedRoot.Place(table: "checkpoint", id: "\(row.size)")
      do {
        let stored = try StoredCheckpoint(row)
        // The newest one vouches for those before it, of which a key may have been retired.
        let isNewest = row.size == rows.last?.size
        roots += awaited(stored.note, stored.checkpoint, origin, place, mustBeSigned: isNewest)
      } catch {
        note(place.table, place.id, "is not the one that was signed")
      }
    }
    for one in kept {
      let place = AwaitedRoot.Place(table: one.name, id: "\(one.checkpoint.size)")
      roots += awaited(one.note, one.checkpoint, origin, place, mustBeSigned: true)
    }
    for root in roots where root.size > size {
      note(
        root.place.table, root.place.id,
        "is of \(root.size) leaves and the log has \(size): its end was cut, or an older backup was restored")
    }
    for root in roots where root.size == 0 && root.root != .empty {
      note(root.place.table, root.place.id, "is not the root of a log without leaves")
    }
    return roots.filter { 1...max(1, size) ~= $0.size }.sorted { $0.size < $1.size }[...]
  }

  /// The root, unless this log need not have it.
  private mutating func awaited(
    _ note: SignedNote, _ checkpoint: Checkpoint, _ origin: String, _ place: AwaitedRoot.Place, mustBeSigned: Bool
  ) -> [AwaitedRoot] {
    let awaited = [AwaitedRoot(place: place, size: checkpoint.size, root: checkpoint.root)]
    if let flaw = note.flaw(by: keys, mustBeSigned: mustBeSigned) { self.note(place.table, place.id, flaw) }
    if checkpoint.origin == origin { return awaited }
    guard let log = former.first(where: { $0.origin == checkpoint.origin }) else {
      self.note(place.table, place.id, "is of another log: \(checkpoint.origin) and not \(origin)")
      return awaited
    }
    guard checkpoint.size > log.leaves else { return awaited }
    self.note(
      place.table, place.id,
      "is of \(checkpoint.size) leaves of the log before it was restored: the first \(log.leaves) of them are here, "
        + "and those after are not")
    return []
  }

  private mutating func compare(_ awaited: inout ArraySlice<AwaitedRoot>, _ range: CompactRange) {
    while let next = awaited.first, next.size <= range.size {
      awaited.removeFirst()
      if next.size == range.size, next.root != range.root {
        note(
          next.place.table, next.place.id, "was signed for other leaves: the log was rewritten before leaf \(next.size)"
        )
      }
    }
  }

  private mutating func verifyClock(_ connection: Connection) throws {
    for step in try connection.clockSteps() {
      note("log", nil, "the server's clock went back at change \(step.seq), from \(step.before) to \(step.at)")
    }
  }
}

/// A root that was signed, and where that stands.
private struct AwaitedRoot {
  struct Place {
    let table: String
    let id: String
  }
  let place: Place
  let size: Int
  let root: TreeHash
}

/// Goes through the log leaf by leaf and works all hashes out again.
private struct LogWalk {
  var range = CompactRange()
  /// Of each whole 256 leaves.
  private(set) var blocks: [TreeHash] = []
  private var current = LeafBlocks()
  private var emptied: Set<Int> = []
  private var named: Set<Int> = []
  private let hasher = TreeHasher()

  /// What lost its content without an erasure that names it.
  var unexplained: [Int] { emptied.subtracting(named).sorted() }

  /// - Returns: what is wrong with the entry.
  mutating func take(_ entry: LogEntry) -> [String] {
    var problems: [String] = []
    if hasher.leaf(entry.bytes) != entry.leaf {
      problems.append("says other things than its leaf was made of: who, when, why or what of")
    }
    if let commitment = entry.computedCommitment {
      if commitment != entry.commitment { problems.append("has another content than its leaf was made of") }
    } else {
      emptied.insert(entry.index)
    }
    if entry.op == UInt8(ascii: "E"), let image = entry.image { named.formUnion(ErasedLeaves.numbers(in: image)) }
    range.append(entry.leaf)
    if let root = current.append(entry.leaf) { blocks.append(root) }
    return problems
  }
}

/// An entry that says of which leaves the content was erased.
enum ErasedLeaves {
  /// The numbers in `{"erased":[3,17]}`.
  static func numbers(in image: [UInt8]) -> [Int] {
    String(decoding: image, as: UTF8.self).split { !$0.isNumber }.compactMap { Int($0) }
  }
}

private struct ClockStep: Decodable {
  let seq: Int
  let at: String
  let before: String
}

extension Connection {
  fileprivate func clockSteps() throws -> [ClockStep] {
    try rows(
      """
      SELECT seq, facts.instant_text(at) AS at, facts.instant_text(at_before) AS before FROM facts.clock_step('1 minute') LIMIT 100
      """)
  }

  fileprivate func wrongSubtrees(_ blocks: [TreeHash]) throws -> [Int] {
    var wrong: [Int] = []
    try forEachSubtree { index, root in
      if !blocks.indices.contains(index) || blocks[index] != root { wrong.append(index) }
    }
    return wrong
  }
}
