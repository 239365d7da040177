import Bytes
public import Postgres
public import Proof

/// One entry of the log with all that proves it: a file that is verified without the database.
///
/// The file is a proof of c2sp.org/tlog-proof, whose extra line carries the entry as it was hashed, the salt and the image.
public struct ProvenEntry: Sendable {
  public let entry: LogEntry
  public let proof: EntryProof

  /// Reads a file; whether it holds is ``problems(keys:)``'s to say.
  /// - Parameters:
  ///   - name: what the file is called in an error.
  ///   - text: all of it.
  /// - Throws: ``Clause6Error`` when the text is no proof of an entry of a register.
  public init(name: String, text: String) throws(Clause6Error) {
    guard let proof = EntryProof(text), let extra = proof.extra,
      let entry = LogEntry(content: extra, index: proof.index)
    else {
      throw Clause6Error("\(name) is not a proof of an entry: \"clause6 history prove\" writes them.")
    }
    self.entry = entry
    self.proof = proof
  }

  fileprivate init?(_ entry: LogEntry, path: [TreeHash], note: SignedNote) {
    guard let proof = EntryProof(index: entry.index, path: path, note: note, extra: entry.content) else { return nil }
    self.entry = entry
    self.proof = proof
  }

  /// What its file holds.
  public var text: String { proof.description }

  /// What does not hold; nothing when the entry is in the log that the keys signed.
  /// - Parameter keys: whose signatures count; none: signatures are not looked at.
  public func problems(keys: [NoteKey]) -> [String] {
    var problems: [String] = []
    if let commitment = entry.computedCommitment, commitment != entry.commitment {
      problems.append("the content is not what the entry was made of")
    }
    if !proof.includes(entry.leaf) { problems.append("the entry is not in the tree of the checkpoint") }
    if let flaw = proof.note.flaw(by: keys) { problems.append("the checkpoint \(flaw)") }
    return problems
  }
}

extension SignedNote {
  /// What is wrong with its signatures, to be said of it; `nil` when nothing is, or no keys are given.
  func flaw(by keys: [NoteKey], mustBeSigned: Bool = true) -> String? {
    guard !keys.isEmpty else { return nil }
    switch verdict(by: keys) {
    case .signed: return nil
    case .unsigned: return mustBeSigned ? "is signed by none of the keys that count" : nil
    case .forged(let key): return "has a signature of \(key.name) that does not hold"
    }
  }
}

extension LogEntry {
  /// The entry as it is hashed, the salt, and the image if there is one, each behind its length in four bytes.
  fileprivate var content: [UInt8] {
    var content: [UInt8] = []
    for part in [bytes, salt ?? []] + (image.map { [$0] } ?? []) {
      content.append(number: UInt32(part.count))
      content += part
    }
    return content
  }

  fileprivate init?(content: [UInt8], index: Int) {
    var reader = PartReader(content)
    guard let bytes = reader.part(), let salt = reader.part() else { return nil }
    let image = reader.part()
    guard reader.isAtEnd else { return nil }
    self.init(bytes: bytes, index: index, salt: salt.isEmpty ? nil : salt, image: image)
  }

  /// Reads ``bytes``.
  fileprivate init?(bytes: [UInt8], index: Int, salt: [UInt8]?, image: [UInt8]?) {
    var reader = PartReader(bytes)
    guard reader.take(1) == [1], let seq = reader.number(), let at = reader.number(), let knownAt = reader.number(),
      let transaction = reader.number(), let login = reader.text(), let actor = reader.text(),
      let reason = reader.text(), let entity = reader.text(), let key = reader.number(), let op = reader.take(1),
      let commitment = reader.take(32), reader.isAtEnd
    else { return nil }
    self.init(
      index: index, seq: Int(Int64(bitPattern: seq)), at: Int64(bitPattern: at), knownAt: Int64(bitPattern: knownAt),
      transaction: transaction, login: login, actor: actor, reason: reason, entity: entity,
      key: Int64(bitPattern: key), op: op[0], salt: salt, image: image, commitment: commitment,
      leaf: TreeHasher().leaf(bytes))
  }
}

/// Takes bytes apart from the front.
private struct PartReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number() -> UInt64? { take(8).flatMap { UInt64(bigEndianBytes: $0) } }

  /// Bytes behind their length.
  mutating func part() -> [UInt8]? {
    take(4).flatMap { UInt32(bigEndianBytes: $0) }.flatMap { take(Int($0)) }
  }

  mutating func text() -> String? { part().flatMap { String(validating: $0, as: UTF8.self) } }
}

extension Connection {
  /// An entry with the proof that it is in the log, under the newest checkpoint.
  /// - Throws: ``Clause6Error`` when there is no such leaf, or none that a checkpoint was signed for.
  public func prove(leaf index: Int) throws -> ProvenEntry {
    try refuseLimited("To prove an entry")
    guard let last = try lastCheckpoint(), index >= 0, index < last.size else {
      throw Clause6Error(
        "Leaf \(index) was not signed yet, or never will be: \"clause6 history seal\" signs what there is.")
    }
    return try LogProver(self, under: last.note, of: last.size).prove(leaf: index)
  }
}

/// Proves entries under one checkpoint.
package struct LogProver {
  private let connection: Connection
  private let note: SignedNote
  private let size: Int
  private let trees: LogTrees

  /// - Parameter size: that of the checkpoint.
  init(_ connection: Connection, under note: SignedNote, of size: Int) {
    self.connection = connection
    self.note = note
    self.size = size
    trees = LogTrees(connection)
  }

  /// - Parameter index: below the size.
  /// - Throws: ``Clause6Error`` when the log is not the one that was signed.
  package func prove(leaf index: Int) throws -> ProvenEntry {
    var found: ProvenEntry?
    let path = try InclusionProof(index: index, size: size, in: trees).path
    try connection.forEachEntry(index..<index + 1) { found = ProvenEntry($0, path: path, note: note) }
    guard let found, found.problems(keys: []).isEmpty else {
      throw Clause6Error(
        "Leaf \(index) cannot be proven, for the log is not the one that was signed: see \"clause6 history verify\".")
    }
    return found
  }
}
