/// What knows the roots of perfect trees within a log: leaves `index · 2^level ..< (index + 1) · 2^level`.
public protocol PerfectTrees {
  /// The root of one of them.
  func root(level: Int, index: Int) throws -> TreeHash
  /// The roots of many, in the order in which they are asked for. A proof asks once, so that one query answers it; without
  /// an own definition, each is asked for alone.
  func roots(of trees: [(level: Int, index: Int)]) throws -> [TreeHash]
}

extension PerfectTrees {
  /// The roots of many, each asked for alone.
  public func roots(of trees: [(level: Int, index: Int)]) throws -> [TreeHash] {
    try trees.map { try root(level: $0.level, index: $0.index) }
  }
}

/// That a leaf is in a tree: the hashes beside its way to the root, from the leaf's own on (RFC 6962, section 2.1.1).
public struct InclusionProof: Sendable, Equatable {
  /// The leaf, from 0.
  public let index: Int
  /// Of the tree.
  public let size: Int
  /// The hashes, the leaf's neighbour first.
  public let path: [TreeHash]

  /// A proof as somebody gives it; ``root(leaf:)`` says what it is worth.
  public init(index: Int, size: Int, path: [TreeHash]) {
    self.index = index
    self.size = size
    self.path = path
  }

  /// Makes the proof, asking the log once.
  /// - Parameters:
  ///   - index: the leaf, from 0; below the size.
  ///   - size: of the tree.
  ///   - trees: the log.
  /// - Throws: what the log throws.
  public init(index: Int, size: Int, in trees: some PerfectTrees) throws {
    precondition(0..<size ~= index)
    var path = Subtrees()
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + largestPower(below: range.count)
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      path.append(index < middle ? right : left)
      range = index < middle ? left : right
    }
    self.init(index: index, size: size, path: try path.roots(in: trees).reversed())
  }

  /// The root of the tree that this proof is of, when the leaf is that one; `nil` when no tree has such a proof
  /// (RFC 9162, section 2.1.3.2).
  public func root(leaf: TreeHash) -> TreeHash? {
    guard index >= 0, index < size else { return nil }
    let hasher = TreeHasher()
    var (place, last, hash) = (index, size - 1, leaf)
    for beside in path {
      guard last > 0 else { return nil }
      if place & 1 == 1 || place == last {
        hash = hasher.node(beside, hash)
        // Where a tree has no right half, nothing stands beside it.
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        hash = hasher.node(hash, beside)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 ? hash : nil
  }
}

/// That a tree is the beginning of another (RFC 6962, section 2.1.2).
public struct ConsistencyProof: Sendable, Equatable {
  /// The size of the smaller tree.
  public let first: Int
  /// The size of the larger one.
  public let second: Int
  /// The hashes of parts of the larger one, the smallest first.
  public let path: [TreeHash]

  /// A proof as somebody gives it; ``holds(from:to:)`` says what it is worth.
  public init(first: Int, second: Int, path: [TreeHash]) {
    self.first = first
    self.second = second
    self.path = path
  }

  /// Makes the proof, asking the log once.
  /// - Parameters:
  ///   - first: the size of the smaller tree; 0 to the larger one's, and for these two the proof is empty.
  ///   - second: the size of the larger one.
  ///   - trees: the log.
  /// - Throws: what the log throws.
  public init(from first: Int, to second: Int, in trees: some PerfectTrees) throws {
    precondition(0...second ~= first)
    var path = Subtrees()
    var range = 0..<second
    // Whether the smaller tree still is one of the larger one's own, whose root the reader has.
    var isWhole = true
    while first > 0, range.upperBound != first {
      let middle = range.lowerBound + largestPower(below: range.count)
      if first <= middle {
        path.append(middle..<range.upperBound)
        range = range.lowerBound..<middle
      } else {
        path.append(range.lowerBound..<middle)
        range = middle..<range.upperBound
        isWhole = false
      }
    }
    if first > 0, !isWhole { path.append(range) }
    self.init(first: first, second: second, path: try path.roots(in: trees).reversed())
  }

  /// Whether the tree of one root is the beginning of the tree of the other (RFC 9162, section 2.1.4.2).
  public func holds(from firstRoot: TreeHash, to secondRoot: TreeHash) -> Bool {
    guard first >= 0, first <= second else { return false }
    if first == second { return path.isEmpty && firstRoot == secondRoot }
    if first == 0 { return path.isEmpty && firstRoot == .empty }
    let isPower = first & (first - 1) == 0
    let path = isPower ? [firstRoot] + self.path : self.path
    guard let start = path.first else { return false }
    let hasher = TreeHasher()
    var (place, last) = (first - 1, second - 1)
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    var (old, new) = (start, start)
    for beside in path.dropFirst() {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        old = hasher.node(beside, old)
        new = hasher.node(beside, new)
        while place & 1 == 0, place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        new = hasher.node(new, beside)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && old == firstRoot && new == secondRoot
  }
}

/// The largest power of two that is smaller than a number above 1.
private func largestPower(below count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

/// Parts of a log, each beginning where a perfect tree of its size would, and the perfect trees they are made of.
private struct Subtrees {
  private var trees: [(level: Int, index: Int)] = []
  /// How many of the trees each part has.
  private var counts: [Int] = []

  mutating func append(_ range: Range<Int>) {
    var (start, rest) = (range.lowerBound, range.count)
    // A tree for each one in the binary size, the largest first.
    while rest > 0 {
      let level = Int.bitWidth - 1 - rest.leadingZeroBitCount
      trees.append((level, start >> level))
      start += 1 << level
      rest -= 1 << level
    }
    counts.append(range.count.nonzeroBitCount)
  }

  func roots(in log: some PerfectTrees) throws -> [TreeHash] {
    guard !trees.isEmpty else { return [] }
    let found = try log.roots(of: trees)
    precondition(found.count == trees.count, "a log answers for each tree it is asked for")
    let hasher = TreeHasher()
    var roots: [TreeHash] = []
    var start = 0
    for count in counts {
      roots.append(hasher.root(over: found[start..<(start + count)]))
      start += count
    }
    return roots
  }
}
