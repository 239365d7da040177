import Bytes

/// That an entry is in a log, in one file that needs no log to be verified (c2sp.org/tlog-proof).
public struct EntryProof: Sendable, Equatable, CustomStringConvertible {
  private static let header = "c2sp.org/tlog-proof@v1"
  /// The entry, from 0.
  public let index: Int
  /// Of its ``InclusionProof``.
  public let path: [TreeHash]
  /// The checkpoint, with who signed it.
  public let note: SignedNote
  /// What the note says.
  public let checkpoint: Checkpoint
  /// What its writer added, which nothing proves; `nil` when there is nothing.
  public let extra: [UInt8]?

  /// - Returns: `nil` when the note's text is no checkpoint, the entry is not below its size, or the path is longer than
  ///   any tree is high.
  public init?(index: Int, path: [TreeHash], note: SignedNote, extra: [UInt8]? = nil) {
    guard let checkpoint = Checkpoint(text: note.text), 0..<checkpoint.size ~= index, path.count <= 63 else {
      return nil
    }
    self.index = index
    self.path = path
    self.note = note
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Reads ``description``; what comes back is written as it was read, byte by byte.
  public init?(_ text: String) {
    guard let end = text.utf8.firstRange(of: "\n\n".utf8) else { return nil }
    var lines = text[..<end.lowerBound].parts(between: "\n")[...]
    guard lines.popFirst()?.isExactly(EntryProof.header) == true else { return nil }
    var extra: [UInt8]?
    if let added = lines.first?.dropping("extra ") {
      guard let bytes = Base64.decodeExactly(added) else { return nil }
      extra = bytes
      lines.removeFirst()
    }
    guard let index = lines.popFirst()?.dropping("index ").flatMap(Checkpoint.number),
      let note = SignedNote(String(text[end.upperBound...]))
    else { return nil }
    var path: [TreeHash] = []
    for line in lines {
      guard let hash = Base64.decodeExactly(line).flatMap({ TreeHash($0) }) else { return nil }
      path.append(hash)
    }
    self.init(index: index, path: path, note: note, extra: extra)
  }

  /// Reads a file's ``description``; `nil` when it is not UTF-8, too.
  public init?(bytes: some Collection<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text)
  }

  /// What its file holds.
  public var description: String {
    let added = extra.map { ["extra \(Base64.encode($0))"] } ?? []
    return ([EntryProof.header] + added + ["index \(index)"] + path.map { Base64.encode($0.bytes) }).joined(
      separator: "\n") + "\n\n\(note)"
  }

  /// Whether the entry with this leaf hash is in the tree of the checkpoint; who signed that is ``note``'s to say.
  public func includes(_ leaf: TreeHash) -> Bool {
    InclusionProof(index: index, size: checkpoint.size, path: path).root(leaf: leaf) == checkpoint.root
  }
}
