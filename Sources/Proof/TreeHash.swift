import Bytes

/// A node of a Merkle tree: 32 bytes of SHA-256.
public struct TreeHash: Sendable, Hashable {
  // Four words and not an array: a tree of millions of leaves allocates nothing for them.
  private let words: SIMD4<UInt64>

  /// - Parameter bytes: exactly 32; `nil` for any other number.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  fileprivate init(words: SIMD4<UInt64>) { self.words = words }

  /// All 32.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  fileprivate func copy(to target: UnsafeMutableRawPointer) { target.storeBytes(of: words, as: SIMD4<UInt64>.self) }
}

extension TreeHash {
  /// The root of the tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1).
  public static let empty = TreeHasher().hash(UnsafeRawBufferPointer(start: nil, count: 0))
}

/// Hashes leaves and nodes as RFC 6962 section 2.1 says: a byte 0 before a leaf's bytes and 1 before two nodes, so that
/// neither passes for the other. It keeps a digest's state, so each thread has its own.
public final class TreeHasher {
  private let digest = SHA256()

  /// One for any number of hashes.
  public init() {}

  /// - Parameter entry: the leaf's bytes.
  public func leaf(_ entry: some Collection<UInt8>) -> TreeHash {
    var bytes: [UInt8] = [0]
    bytes += entry
    return bytes.withUnsafeBytes { hash($0) }
  }

  /// The node above two others.
  public func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 72, alignment: 8) { buffer in
      // The prefix stands before the words, which are aligned.
      guard let start = buffer.baseAddress else { fatalError("no memory") }
      (start + 7).storeBytes(of: 1, as: UInt8.self)
      left.copy(to: start + 8)
      right.copy(to: start + 40)
      return hash(UnsafeRawBufferPointer(start: start + 7, count: 65))
    }
  }

  /// SHA-256 without a prefix.
  public func hash(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { digest.hash(bytes, into: $0) }
    return TreeHash(words: words)
  }

  /// The root of the tree that perfect trees make up, the largest of them first; ``TreeHash/empty`` when there are none.
  func root(over trees: ArraySlice<TreeHash>) -> TreeHash {
    guard var hash = trees.last else { return .empty }
    var place = trees.endIndex - 1
    while place > trees.startIndex {
      place -= 1
      hash = node(trees[place], hash)
    }
    return hash
  }
}
