import Bytes
import Postgres
import Proof

/// The trees within the sealed log, for proofs: from the kept roots of 256 leaves where they suffice.
final class LogTrees: PerfectTrees {
  static let blockSize = 256
  private static let blockLevel = 8
  private let connection: Connection
  private let hasher = TreeHasher()
  private var blocks: [Int: TreeHash]?

  init(_ connection: Connection) { self.connection = connection }

  func root(level: Int, index: Int) throws -> TreeHash {
    guard level >= LogTrees.blockLevel else { return try leavesRoot(index << level, 1 << level) }
    let height = level - LogTrees.blockLevel
    var range = CompactRange()
    let blocks = try knownBlocks()
    for block in (index << height)..<((index + 1) << height) {
      guard let root = blocks[block] else {
        throw Clause6Error("The root of the leaves from \(block * LogTrees.blockSize) on is missing: seal first.")
      }
      range.append(root)
    }
    return range.root
  }

  private func leavesRoot(_ first: Int, _ count: Int) throws -> TreeHash {
    var range = CompactRange()
    try connection.forEachLeaf(first..<first + count) { _, leaf in range.append(leaf) }
    guard range.size == count else { throw Clause6Error("Leaves from \(first) on are missing in the log.") }
    return range.root
  }

  private func knownBlocks() throws -> [Int: TreeHash] {
    if let blocks { return blocks }
    struct Row: Decodable {
      let index: Int
      let root: String
    }
    var read: [Int: TreeHash] = [:]
    try connection.forEach("SELECT idx AS index, encode(root, 'hex') AS root FROM audit.subtree", as: Row.self) { row in
      read[row.index] = Hexadecimal.decode(row.root).flatMap { TreeHash($0) }
    }
    blocks = read
    return read
  }
}
