import Bytes

/// A key that verifies signatures of notes, as an auditor keeps it: `tsubame.example/clause6+1a2b3c4d+AX…`
/// (c2sp.org/signed-note).
public struct NoteKey: Sendable, CustomStringConvertible {
  /// What a key's signatures say.
  public enum Kind: UInt8, Sendable {
    /// Signs the text.
    case signature = 1
    /// Signs the text and when it was seen: a witness (c2sp.org/tlog-cosignature).
    case cosignature = 4
  }

  /// Whose key it is: without spaces and plus signs.
  public let name: String
  /// What its signatures say.
  public let kind: Kind
  /// 32 bytes.
  public let publicKey: [UInt8]
  /// Tells keys of one name apart; it is short and no fingerprint.
  public let id: UInt32

  init?(name: String, kind: Kind, publicKey: [UInt8]) {
    guard NoteKey.isName(name), publicKey.count == 32 else { return nil }
    let hashed = Array(name.utf8) + [10, kind.rawValue] + publicKey
    guard let id = UInt32(bigEndianBytes: hashed.withUnsafeBytes { TreeHasher().hash($0) }.bytes.prefix(4)) else {
      return nil
    }
    self.name = name
    self.kind = kind
    self.publicKey = publicKey
    self.id = id
  }

  /// Reads ``description``; `nil` when it is none, or its number is not that of its name and key.
  public init?(_ text: String) {
    let parts = text.parts(between: "+", most: 3)
    guard parts.count == 3, let bytes = Base64.decodeExactly(parts[2]), let kind = bytes.first.flatMap(Kind.init) else {
      return nil
    }
    self.init(name: String(parts[0]), kind: kind, publicKey: Array(bytes.dropFirst()))
    guard parts[1].isExactly(hexadecimalID) else { return nil }
  }

  /// ``id`` as it stands in the key's text: eight digits.
  public var hexadecimalID: String { Hexadecimal.encode(id.bigEndianBytes) }

  /// What an auditor keeps.
  public var description: String { "\(name)+\(hexadecimalID)+\(Base64.encode([kind.rawValue] + publicKey))" }

  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 32 }
  }
}

extension NoteKey: Hashable {
  /// The same bytes, and not only the same characters.
  public static func == (one: NoteKey, other: NoteKey) -> Bool {
    one.id == other.id && one.kind == other.kind && one.publicKey == other.publicKey && one.name.isExactly(other.name)
  }

  /// Of its number, which stands for all of it.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A key that signs notes. Nothing that prints it shows it, and it is not compared; ``secretText`` is what its file holds.
public struct NoteSigningKey: Sendable {
  /// Verifies what it signs.
  public let publicKey: NoteKey
  private let key: Ed25519PrivateKey

  /// A new one.
  /// - Returns: `nil` when the name has a space or plus sign, or is empty.
  public init?(name: String, kind: NoteKey.Kind) {
    self.init(name: name, kind: kind, key: Ed25519PrivateKey())
  }

  private init?(name: String, kind: NoteKey.Kind, key: Ed25519PrivateKey) {
    guard let publicKey = NoteKey(name: name, kind: kind, publicKey: key.publicKey) else { return nil }
    self.publicKey = publicKey
    self.key = key
  }

  /// Reads ``secretText``.
  public init?(secretText: String) {
    let parts = secretText.parts(between: "+", most: 5)
    guard parts.count == 5, parts[0].isExactly("PRIVATE"), parts[1].isExactly("KEY"),
      let bytes = Base64.decodeExactly(parts[4]), let kind = bytes.first.flatMap(NoteKey.Kind.init),
      let key = Ed25519PrivateKey(seed: Array(bytes.dropFirst()))
    else { return nil }
    self.init(name: String(parts[2]), kind: kind, key: key)
    guard parts[3].isExactly(publicKey.hexadecimalID) else { return nil }
  }

  /// What a file of mode 0600 holds, in the form that Go's `note` package reads, too.
  public var secretText: String {
    let seed = Base64.encode([publicKey.kind.rawValue] + key.seed)
    return "PRIVATE+KEY+\(publicKey.name)+\(publicKey.hexadecimalID)+\(seed)"
  }

  /// Signs a note's text.
  /// - Parameters:
  ///   - text: one that ``SignedNote/isText(_:)``, or the program ends.
  ///   - seconds: when it was seen, since 1970, at most 2^63 - 1; only cosignatures carry it.
  public func sign(_ text: String, at seconds: UInt64) -> SignedNote.Signature {
    precondition(SignedNote.isText(text), "a note's text has lines that end with a newline")
    let bytes: [UInt8]
    switch publicKey.kind {
    case .signature: bytes = key.sign(Array(text.utf8))
    case .cosignature:
      precondition(seconds <= SignedNote.lastSecond, "no such time is ever seen")
      bytes = seconds.bigEndianBytes + key.sign(SignedNote.cosigned(text, at: seconds))
    }
    return SignedNote.Signature(name: publicKey.name, keyID: publicKey.id, bytes: bytes)
  }
}

extension NoteSigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Not the key.
  public var description: String { "(secret)" }
  /// Not the key.
  public var debugDescription: String { "(secret)" }
  /// Without parts.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
