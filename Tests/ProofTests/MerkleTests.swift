import Bytes
import Proof
import Testing

/// Trees and proofs against the definitions of RFC 6962, worked out slowly, and against published figures.
struct MerkleTests {
  // MARK: Published

  /// The eight leaves of the tests of Certificate Transparency, and the roots of the trees of the first n of them.
  private let published = SlowTree(
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].compactMap {
      Hexadecimal.decode($0)
    })
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  private func hex(_ hash: TreeHash) -> String { Hexadecimal.encode(hash.bytes) }

  @Test func leavesAndNodesAreThosePublished() {
    let hasher = TreeHasher()
    #expect(hex(.empty) == MerkleTests.roots[0])
    #expect(hex(hasher.leaf([])) == MerkleTests.roots[1])
    #expect(
      hex(hasher.leaf(Array("L123456".utf8))) == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
    #expect(hex(hasher.node(hasher.leaf([]), hasher.leaf([0]))) == MerkleTests.roots[2])
  }

  @Test func rootsAreThosePublished() {
    var range = CompactRange()
    for (size, root) in MerkleTests.roots.enumerated() {
      #expect(hex(range.root) == root && hex(published.root(size)) == root, "\(size)")
      if size < 8 { range.append(published.leaf(size)) }
    }
  }

  @Test(
    arguments: [
      (0, 1, []), (0, 2, ["96a296d2"]), (1, 2, ["6e340b9c"]), (2, 3, ["fac54203"]),
      (1, 5, ["6e340b9c", "5f083f0a", "bc1a0643"]), (0, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]),
      (5, 8, ["bc1a0643", "ca854ea1", "d37ee418"]),
    ] as [(Int, Int, [String])])
  func inclusionIsAsPublished(index: Int, size: Int, path: [String]) throws {
    let proof = try InclusionProof(index: index, size: size, in: published)
    #expect(proof.path.map { hex($0).prefix(8) } == path.map { $0[...] })
  }

  @Test(
    arguments: [
      (1, 1, []), (1, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]), (2, 5, ["5f083f0a", "bc1a0643"]),
      (6, 8, ["0ebc5d34", "ca854ea1", "d37ee418"]),
    ] as [(Int, Int, [String])])
  func consistencyIsAsPublished(first: Int, second: Int, path: [String]) throws {
    let proof = try ConsistencyProof(from: first, to: second, in: published)
    #expect(proof.path.map { hex($0).prefix(8) } == path.map { $0[...] })
  }

  // MARK: All sizes to 256, in few expectations, each of which takes its time

  @Test func rootsAreThoseOfTheDefinition() {
    let slow = SlowTree(count: 257)
    var range = CompactRange()
    var wrong: [Int] = []
    for size in 0...256 {
      let resumed = CompactRange(size: size, hashes: range.hashes)
      let kept = CompactRange(size: size, bytes: range.bytes)
      if range.size != size || range.root != slow.root(size) || resumed != range || kept != range {
        wrong.append(size)
      }
      range.append(slow.leaf(size))
    }
    #expect(wrong == [])
  }

  @Test func inclusionIsThatOfTheDefinition() throws {
    let slow = SlowTree(count: 256)
    var wrong: [String] = []
    for size in 1...256 {
      let root = slow.root(size)
      for index in 0..<size {
        let proof = try InclusionProof(index: index, size: size, in: slow)
        if proof.path != slow.inclusion(index, size) || proof.root(leaf: slow.leaf(index)) != root {
          wrong.append("\(index) of \(size)")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func consistencyIsThatOfTheDefinition() throws {
    let slow = SlowTree(count: 256)
    let roots = (0...256).map { slow.root($0) }
    var wrong: [String] = []
    for second in 0...256 {
      for first in 0...second {
        let proof = try ConsistencyProof(from: first, to: second, in: slow)
        if proof.path != slow.consistency(first, second)
          || !proof.holds(from: roots[first], to: roots[second])
        {
          wrong.append("\(first) to \(second)")
        }
      }
    }
    #expect(wrong == [])
  }

  // MARK: How logs are asked

  /// Counts how often it is asked, and answers as another does.
  private final class Asked: PerfectTrees {
    let log: SlowTree
    var counts: [Int] = []

    init(_ log: SlowTree) { self.log = log }

    func root(level: Int, index: Int) throws -> TreeHash { try roots(of: [(level, index)])[0] }

    func roots(of trees: [(level: Int, index: Int)]) throws -> [TreeHash] {
      counts.append(trees.count)
      return try trees.map { try log.root(level: $0.level, index: $0.index) }
    }
  }

  @Test func aProofAsksItsLogOnce() throws {
    let log = Asked(SlowTree(count: 127))
    let proof = try InclusionProof(index: 0, size: 127, in: log)
    // Six within the left half, and the six that the right one is made of.
    let same = try InclusionProof(index: 0, size: 127, in: log.log)
    #expect(log.counts == [6 + 6] && proof == same)
    _ = try ConsistencyProof(from: 63, to: 127, in: log)
    #expect(log.counts.count == 2)
    // There is nothing to ask.
    _ = try ConsistencyProof(from: 0, to: 127, in: log)
    _ = try ConsistencyProof(from: 127, to: 127, in: log)
    _ = try InclusionProof(index: 0, size: 1, in: log)
    #expect(log.counts.count == 2)
  }

  /// A tree of every height at once: as many as a proof ever asks for.
  @Test func aLargeProofAsksForFewTrees() throws {
    struct Endless: PerfectTrees {
      func root(level: Int, index: Int) throws -> TreeHash { TreeHasher().leaf("\(level) \(index)".utf8) }
    }
    let size = Int.max
    let proof = try InclusionProof(index: 0, size: size, in: Endless())
    #expect(proof.path.count == 63 && proof.root(leaf: .empty) != nil)
    let last = try InclusionProof(index: size - 1, size: size, in: Endless())
    #expect(last.path.count == 62 && last.root(leaf: .empty) != nil)
    #expect(try ConsistencyProof(from: size - 1, to: size, in: Endless()).path.count == 63)
  }

  // MARK: Compact ranges

  @Test func aCopyGoesItsOwnWay() async {
    var range = CompactRange()
    for index in 0..<1000 { range.append(TreeHasher().leaf("\(index)".utf8)) }
    let start = range
    // Each goes on in a thread of its own.
    let roots = await withTaskGroup(of: TreeHash.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var own = start
          for index in 1000..<3000 { own.append(TreeHasher().leaf("\(index)".utf8)) }
          return own.root
        }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    for index in 1000..<3000 { range.append(TreeHasher().leaf("\(index)".utf8)) }
    #expect(roots == [range.root] && start.size == 1000 && start != range)
  }

  @Test func whatIsNoRangeIsRefused() {
    let hash = TreeHash.empty
    #expect(CompactRange(size: 3, hashes: [hash]) == nil && CompactRange(size: -1, hashes: []) == nil)
    #expect(CompactRange(size: Int.min, hashes: [hash]) == nil)
    #expect(CompactRange(size: 1, hashes: [hash]) != CompactRange(size: 2, hashes: [hash]))
    #expect(CompactRange(size: 0, bytes: []) == CompactRange())
    for (size, count) in [(0, 32), (1, 0), (1, 31), (1, 33), (1, 64), (3, 32), (2, 64)] {
      #expect(CompactRange(size: size, bytes: [UInt8](repeating: 0, count: count)) == nil, "\(size) \(count)")
    }
  }
}
