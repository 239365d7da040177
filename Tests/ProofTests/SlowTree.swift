import Bytes
import Proof

/// The trees of RFC 6962 section 2.1 as it writes them down, over bytes and without anything of Proof. Each hash is worked
/// out from the leaves, though only once.
final class SlowTree {
  private let entries: [[UInt8]]
  private var known: [Range<Int>: (bytes: [UInt8], hash: TreeHash)] = [:]

  init(_ entries: [[UInt8]]) { self.entries = entries }

  /// Numbers as leaves.
  convenience init(count: Int) { self.init((0..<count).map { Array("leaf \($0)".utf8) }) }

  func leaf(_ index: Int) -> TreeHash { root(index..<(index + 1)).hash }

  /// MTH(D[n]).
  func root(_ size: Int) -> TreeHash { root(0..<size).hash }

  private func root(_ leaves: Range<Int>) -> (bytes: [UInt8], hash: TreeHash) {
    if let node = known[leaves] { return node }
    let bytes: [UInt8]
    switch leaves.count {
    case 0: bytes = sha256([])
    case 1: bytes = sha256([0] + entries[leaves.lowerBound])
    default:
      let (left, right) = halves(leaves)
      bytes = sha256([1] + root(left).bytes + root(right).bytes)
    }
    guard let hash = TreeHash(bytes) else { preconditionFailure("a hash has 32 bytes") }
    known[leaves] = (bytes, hash)
    return (bytes, hash)
  }

  /// PATH(m, D[n]).
  func inclusion(_ index: Int, _ size: Int) -> [TreeHash] { inclusion(index, 0..<size) }

  private func inclusion(_ index: Int, _ leaves: Range<Int>) -> [TreeHash] {
    guard leaves.count > 1 else { return [] }
    let (left, right) = halves(leaves)
    return left.contains(index)
      ? inclusion(index, left) + [root(right).hash] : inclusion(index, right) + [root(left).hash]
  }

  /// PROOF(m, D[n]).
  func consistency(_ first: Int, _ second: Int) -> [TreeHash] {
    first == 0 ? [] : subproof(first, 0..<second, true)
  }

  private func subproof(_ first: Int, _ leaves: Range<Int>, _ isWhole: Bool) -> [TreeHash] {
    if first == leaves.upperBound { return isWhole ? [] : [root(leaves).hash] }
    let (left, right) = halves(leaves)
    return first <= left.upperBound
      ? subproof(first, left, isWhole) + [root(right).hash] : subproof(first, right, false) + [root(left).hash]
  }

  private func halves(_ leaves: Range<Int>) -> (Range<Int>, Range<Int>) {
    var power = 1
    while power * 2 < leaves.count { power *= 2 }
    let middle = leaves.lowerBound + power
    return (leaves.lowerBound..<middle, middle..<leaves.upperBound)
  }
}

extension SlowTree: PerfectTrees {
  func root(level: Int, index: Int) throws -> TreeHash { root((index << level)..<((index + 1) << level)).hash }
}

private func sha256(_ bytes: [UInt8]) -> [UInt8] {
  let hash = SHA256()
  bytes.withUnsafeBytes { hash.update($0) }
  return Hexadecimal.decode(hash.hexadecimal()) ?? []
}
