import Bytes

/// What a log says of itself at one size, as three lines of a signed note (c2sp.org/tlog-checkpoint).
public struct Checkpoint: Sendable {
  /// Which log it is: `tsubame.example/clause6/register`.
  public let origin: String
  /// How many entries it has.
  public let size: Int
  /// Of the tree of them.
  public let root: TreeHash

  /// - Returns: `nil` when the origin is empty or no line, or the size negative: ``init(text:)`` would not read it back.
  public init?(origin: String, size: Int, root: TreeHash) {
    guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 >= 32 }), size >= 0 else { return nil }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads a note's text; lines beyond the third are ignored, as the format asks.
  public init?(text: String) {
    guard SignedNote.isText(text), let lines = text.wholeLines, lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }),
      let size = Checkpoint.number(lines[1]), let root = Base64.decodeExactly(lines[2]).flatMap({ TreeHash($0) })
    else { return nil }
    self.init(origin: String(lines[0]), size: size, root: root)
  }

  /// Its three lines, to be signed.
  public var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }

  /// Decimal digits without a leading zero or sign.
  static func number(_ text: Substring) -> Int? {
    guard let first = text.utf8.first, text.utf8.allSatisfy({ 48...57 ~= $0 }), first != 48 || text.utf8.count == 1
    else {
      return nil
    }
    return Int(text)
  }
}

extension Checkpoint: Equatable {
  /// The same bytes, and not only the same characters.
  public static func == (one: Checkpoint, other: Checkpoint) -> Bool {
    one.origin.isExactly(other.origin) && one.size == other.size && one.root == other.root
  }
}
