/// The right edge of a Merkle tree that grows: its root, and all that is needed to append to it, in as many hashes as its
/// size has ones in binary.
public struct CompactRange: Sendable {
  /// How many leaves it has.
  public private(set) var size: Int
  /// The roots of the perfect trees it consists of, the largest first.
  public private(set) var hashes: [TreeHash]
  // Belongs to one value alone: a copy, which may be in another thread, gets its own before it uses one.
  private nonisolated(unsafe) var hasher = TreeHasher()

  /// Of no leaves.
  public init() {
    size = 0
    hashes = []
  }

  /// Goes on where another one was left.
  /// - Parameters:
  ///   - size: its leaves.
  ///   - hashes: its ``hashes``; `nil` comes back when there are not as many as the size has ones in binary.
  public init?(size: Int, hashes: [TreeHash]) {
    guard size >= 0, hashes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.hashes = hashes
  }

  /// Goes on where another one was left.
  /// - Parameters:
  ///   - size: its leaves.
  ///   - bytes: its ``bytes``; `nil` comes back when they are not 32 for each one that the size has in binary.
  public init?(size: Int, bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count % 32 == 0 else { return nil }
    self.init(
      size: size, hashes: stride(from: 0, to: bytes.count, by: 32).compactMap { TreeHash(bytes[$0..<($0 + 32)]) })
  }

  /// All ``hashes``, one behind the other: how a database keeps them.
  public var bytes: [UInt8] { hashes.flatMap(\.bytes) }

  /// - Parameter leaf: the hash of a leaf, and not its bytes.
  public mutating func append(_ leaf: TreeHash) {
    if !isKnownUniquelyReferenced(&hasher) { hasher = TreeHasher() }
    var hash = leaf
    // Two trees of one height become one: as many as the size has ones at its end.
    for _ in 0..<(~size).trailingZeroBitCount { hash = hasher.node(hashes.removeLast(), hash) }
    hashes.append(hash)
    size += 1
  }

  /// Of the whole tree.
  public var root: TreeHash { TreeHasher().root(over: hashes[...]) }
}

extension CompactRange: Equatable {
  /// Trees of the same leaves.
  public static func == (one: CompactRange, other: CompactRange) -> Bool {
    one.size == other.size && one.hashes == other.hashes
  }
}
