import Proof
import Testing

/// Proofs with something wrong in them: none holds.
struct AlteredProofTests {
  private let slow = SlowTree(count: 41)
  private let leaves: [TreeHash]
  private let roots: [TreeHash]

  init() {
    leaves = (0..<41).map { [slow] in slow.leaf($0) }
    roots = (0...41).map { [slow] in slow.root($0) }
  }

  private func flipped(_ hash: TreeHash, _ bit: Int) -> TreeHash {
    var bytes = hash.bytes
    bytes[bit / 8 % 32] ^= 1 << UInt8(bit % 8)
    return TreeHash(bytes) ?? .empty
  }

  /// Paths that differ from one: with a bit flipped in each hash, hashes swapped, left out, doubled and added.
  private func altered(_ path: [TreeHash]) -> [String: [TreeHash]] {
    var paths = ["one before": [.empty] + path, "one behind": path + [.empty]]
    for place in path.indices {
      var other = path
      other[place] = flipped(path[place], place * 37 + path.count)
      paths["bit in \(place)"] = other
      other = path
      other.remove(at: place)
      paths["without \(place)"] = other
      other.insert(path[place], at: place)
      other.insert(path[place], at: place)
      paths["twice \(place)"] = other
      for second in path.indices where place < second && path[place] != path[second] {
        other = path
        other.swapAt(place, second)
        paths["\(place) for \(second)"] = other
      }
    }
    return paths
  }

  @Test func noAlteredInclusionHolds() throws {
    var wrong: [String] = []
    func refuse(_ proof: InclusionProof, _ leaf: TreeHash, _ root: TreeHash, _ what: String) {
      if proof.root(leaf: leaf) == root { wrong.append("\(what): \(proof.index) of \(proof.size)") }
    }
    for size in 1...40 {
      for index in 0..<size {
        let (leaf, root) = (leaves[index], roots[size])
        let path = try InclusionProof(index: index, size: size, in: slow).path
        for (what, other) in altered(path) {
          refuse(InclusionProof(index: index, size: size, path: other), leaf, root, what)
        }
        for other in 0...40 {
          if other != index { refuse(InclusionProof(index: other, size: size, path: path), leaf, root, "for \(index)") }
          // A path does not say of which size it is, so another size is tried with the root that it has.
          if other != size {
            refuse(InclusionProof(index: index, size: other, path: path), leaf, roots[other], "size \(size)")
          }
        }
        let proof = InclusionProof(index: index, size: size, path: path)
        refuse(proof, leaves[index + 1], root, "leaf")
        refuse(proof, flipped(leaf, index), root, "bit of the leaf")
        refuse(proof, leaf, flipped(root, index), "bit of the root")
      }
    }
    #expect(wrong == [])
  }

  @Test func noAlteredConsistencyHolds() throws {
    var wrong: [String] = []
    func refuse(_ proof: ConsistencyProof, _ old: TreeHash, _ new: TreeHash, _ what: String) {
      if proof.holds(from: old, to: new) { wrong.append("\(what): \(proof.first) to \(proof.second)") }
    }
    for second in 0...24 {
      for first in 0...second {
        let (old, new) = (roots[first], roots[second])
        let path = try ConsistencyProof(from: first, to: second, in: slow).path
        for (what, other) in altered(path) {
          refuse(ConsistencyProof(first: first, second: second, path: other), old, new, what)
        }
        for other in 0...25 {
          // The empty proof is that of two claims, of nothing and of all.
          if other != first, other > second || slow.consistency(other, second) != path {
            refuse(ConsistencyProof(first: other, second: second, path: path), roots[other], new, "first \(first)")
          }
          if other != second, other < first || slow.consistency(first, other) != path {
            refuse(ConsistencyProof(first: first, second: other, path: path), old, roots[other], "second \(second)")
          }
        }
        let proof = ConsistencyProof(first: first, second: second, path: path)
        refuse(proof, flipped(old, first), new, "bit of the old root")
        // Of the empty tree every tree is a continuation.
        if first > 0 { refuse(proof, old, flipped(new, first), "bit of the new root") }
        if first < second { refuse(proof, new, new, "new root for old") }
        if 0 < first, first < second { refuse(proof, old, old, "old root for new") }
      }
    }
    #expect(wrong == [])
  }

  /// In one proof, each bit of each hash.
  @Test func noBitIsIdle() throws {
    let inclusion = try InclusionProof(index: 18, size: 41, in: slow)
    let consistency = try ConsistencyProof(from: 19, to: 41, in: slow)
    var idle: [Int] = []
    for bit in 0..<256 {
      for place in inclusion.path.indices {
        var path = inclusion.path
        path[place] = flipped(path[place], bit)
        if InclusionProof(index: 18, size: 41, path: path).root(leaf: leaves[18]) == roots[41] { idle.append(bit) }
      }
      for place in consistency.path.indices {
        var path = consistency.path
        path[place] = flipped(path[place], bit)
        if ConsistencyProof(first: 19, second: 41, path: path).holds(from: roots[19], to: roots[41]) {
          idle.append(bit)
        }
      }
    }
    #expect(idle == [])
  }

  /// Whoever sends a proof chooses its numbers.
  @Test func noNumberEndsTheProgram() {
    let numbers = [Int.min, -1, 0, 1, 2, 3, 1 << 62, Int.max - 1, Int.max]
    let hash = leaves[0]
    var held: [String] = []
    for one in numbers {
      for other in numbers {
        for count in [0, 1, 62, 63, 64, 1000] {
          let path = [TreeHash](repeating: hash, count: count)
          if InclusionProof(index: one, size: other, path: path).root(leaf: hash) == hash, (one, other) != (0, 1) {
            held.append("\(one) of \(other)")
          }
          if ConsistencyProof(first: one, second: other, path: path).holds(from: hash, to: hash), one != other {
            held.append("\(one) to \(other)")
          }
        }
      }
    }
    #expect(held == [])
  }
}
