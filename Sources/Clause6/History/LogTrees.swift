import Postgres
import Proof

/// The trees within the sealed log, for proofs: from the kept roots of 256 leaves where they suffice.
final class LogTrees: PerfectTrees {
  private let connection: Connection
  private var blocks: [Int: TreeHash]?

  init(_ connection: Connection) { self.connection = connection }

  func root(level: Int, index: Int) throws -> TreeHash {
    guard level >= LeafBlocks.level else { return try leavesRoot(index << level, 1 << level) }
    let height = level - LeafBlocks.level
    var range = CompactRange()
    let blocks = try knownBlocks()
    for block in (index << height)..<((index + 1) << height) {
      guard let root = blocks[block] else {
        throw Clause6Error("The root of the leaves from \(block * LeafBlocks.size) on is missing: seal first.")
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
    var read: [Int: TreeHash] = [:]
    try connection.forEachSubtree { index, root in read[index] = root }
    blocks = read
    return read
  }
}

/// The roots of each 256 leaves of a log, which `audit.subtree` keeps.
struct LeafBlocks {
  static let level = 8
  static let size = 1 << level
  private var block = CompactRange()

  /// - Returns: the root of a block that this leaf completes.
  mutating func append(_ leaf: TreeHash) -> TreeHash? {
    block.append(leaf)
    guard block.size == LeafBlocks.size else { return nil }
    defer { block = CompactRange() }
    return block.root
  }
}
