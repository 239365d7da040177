import Bytes

/// A text with signatures below it (c2sp.org/signed-note): what a log publishes and an auditor keeps.
public struct SignedNote: Sendable, CustomStringConvertible {
  /// What one key says of a text.
  public struct Signature: Sendable {
    /// Whose it is: the ``NoteKey/name`` of the key.
    public let name: String
    /// The ``NoteKey/id`` of the key.
    public let keyID: UInt32
    /// What follows that number: 64 bytes, behind 8 of the time where it is a cosignature.
    public let bytes: [UInt8]
  }

  /// Ends with a newline.
  public let text: String
  /// At most one by each key, and at most ``mostSignatures``.
  public private(set) var signatures: [Signature]

  /// More than anybody signs with; a file that has more is no note.
  public static let mostSignatures = 100

  /// - Parameters:
  ///   - text: one that ``isText(_:)``, or the program ends: nobody could read the note.
  ///   - signatures: added one by one, as ``add(_:)`` does. While there are none, ``description`` is no note either.
  public init(text: String, signatures: [Signature]) {
    precondition(SignedNote.isText(text), "a note's text has lines that end with a newline")
    self.text = text
    self.signatures = []
    for signature in signatures { add(signature) }
  }

  /// Reads ``description``; `nil` when it is no note. Nothing is verified by that, and what comes back is written as it was
  /// read, byte by byte.
  public init?(_ note: String) {
    guard SignedNote.isText(note) else { return nil }
    // The last empty line divides.
    let bytes = Array(note.utf8)
    guard let cut = bytes.indices.dropFirst().last(where: { bytes[$0] == 10 && bytes[$0 - 1] == 10 }),
      let lines = String(decoding: bytes[(cut + 1)...], as: UTF8.self).wholeLines,
      lines.count <= SignedNote.mostSignatures
    else { return nil }
    var signatures: [Signature] = []
    for line in lines {
      // Of two by one key, one reader might believe the first and another the second.
      guard let signature = Signature(line), !signatures.contains(where: { $0.isByKey(of: signature) }) else {
        return nil
      }
      signatures.append(signature)
    }
    text = String(decoding: bytes[..<cut], as: UTF8.self)
    self.signatures = signatures
  }

  /// Reads a file's ``description``; `nil` when it is not UTF-8, too.
  public init?(bytes: some Collection<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text)
  }

  /// Whether a note can have this text: lines without control characters, each with its newline.
  public static func isText(_ text: String) -> Bool {
    text.utf8.last == 10 && text.utf8.allSatisfy { $0 >= 32 || $0 == 10 }
  }

  /// What its file holds.
  public var description: String { text + "\n" + signatures.map { "\($0)\n" }.joined() }

  /// Adds a signature, in place of an earlier one by the same key; the program ends when it would be one more than
  /// ``mostSignatures``.
  public mutating func add(_ signature: Signature) {
    signatures.removeAll { $0.isByKey(of: signature) }
    precondition(signatures.count < SignedNote.mostSignatures, "a note has at most 100 signatures")
    signatures.append(signature)
  }

  /// What the keys say of the note.
  public enum Verdict: Sendable, Equatable {
    /// The keys whose signatures hold, with the second in which a cosigner saw it.
    case signed([NoteKey: UInt64?])
    /// None of the keys signed it.
    case unsigned
    /// A signature by this key does not hold: the text is not the one it signed.
    case forged(NoteKey)
  }

  /// - Parameter keys: whom the reader trusts; signatures by others say nothing.
  public func verdict(by keys: [NoteKey]) -> Verdict {
    var held: [NoteKey: UInt64?] = [:]
    for signature in signatures {
      // Numbers are short enough for two keys to have the same.
      let meant = keys.filter { $0.id == signature.keyID && $0.name.isExactly(signature.name) }
      guard let first = meant.first else { continue }
      let holding = meant.filter { holds(signature, by: $0) }
      guard !holding.isEmpty else { return .forged(first) }
      for key in holding { held[key] = .some(key.kind == .cosignature ? signature.seconds : nil) }
    }
    return held.isEmpty ? .unsigned : .signed(held)
  }

  private func holds(_ signature: Signature, by key: NoteKey) -> Bool {
    switch key.kind {
    case .signature: return Ed25519.verifies(signature.bytes, of: Array(text.utf8), by: key.publicKey)
    case .cosignature:
      guard let seconds = signature.seconds, seconds <= SignedNote.lastSecond else { return false }
      let message = SignedNote.cosigned(text, at: seconds)
      return Ed25519.verifies(Array(signature.bytes.dropFirst(8)), of: message, by: key.publicKey)
    }
  }

  /// The latest that a cosignature may carry: what readers with signed numbers take.
  static let lastSecond = UInt64(Int64.max)

  static func cosigned(_ text: String, at seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }
}

extension SignedNote: Equatable {
  /// The same bytes, and not only the same characters.
  public static func == (one: SignedNote, other: SignedNote) -> Bool {
    one.text.isExactly(other.text) && one.signatures == other.signatures
  }
}

extension SignedNote.Signature: Equatable, CustomStringConvertible {
  private static let dash = "\u{2014}"

  init?(_ line: Substring) {
    let parts = line.parts(between: " ")
    guard parts.count == 3, parts[0].isExactly(SignedNote.Signature.dash), NoteKey.isName(parts[1]),
      let bytes = Base64.decodeExactly(parts[2]), bytes.count > 4, let keyID = UInt32(bigEndianBytes: bytes.prefix(4))
    else { return nil }
    self.init(name: String(parts[1]), keyID: keyID, bytes: Array(bytes.dropFirst(4)))
  }

  /// Its line, without the newline.
  public var description: String {
    "\(SignedNote.Signature.dash) \(name) \(Base64.encode(keyID.bigEndianBytes + bytes))"
  }

  /// The same bytes, and not only the same characters.
  public static func == (one: SignedNote.Signature, other: SignedNote.Signature) -> Bool {
    one.isByKey(of: other) && one.bytes == other.bytes
  }

  /// Whether both say that they are by one key.
  func isByKey(of other: SignedNote.Signature) -> Bool { keyID == other.keyID && name.isExactly(other.name) }

  /// The time that a cosignature carries.
  var seconds: UInt64? { UInt64(bigEndianBytes: bytes.prefix(8)) }
}
