import Bytes
public import Proof

/// One sealed change: a leaf of the log's tree.
public struct LogEntry: Sendable, Equatable {
  /// The leaf's number, from 0.
  public let index: Int
  /// Its number in the outbox: order of the versions of one row.
  public let seq: Int
  /// Microseconds since 1970, UTC.
  public let at: Int64
  /// Microseconds since 1970, UTC: since when anybody could read it.
  public let knownAt: Int64
  /// Groups the changes of one transaction.
  public let transaction: UInt64
  /// Whom PostgreSQL authenticated: proof.
  public let login: String
  /// For whom the program said it acted: a claim.
  public let actor: String
  /// Why.
  public let reason: String
  /// The table.
  public let entity: String
  /// The row's id.
  public let key: Int64
  /// `I`, `U`, `D`, `S` or `E`.
  public let op: UInt8
  /// `nil` once the image was erased.
  public let salt: [UInt8]?
  /// The row as JSON, byte for byte as it was written; `nil` for a delete, and once it was erased.
  public let image: [UInt8]?
  /// SHA-256 of salt and image: 32 bytes.
  public let commitment: [UInt8]
  /// The hash of ``bytes`` as a leaf.
  public let leaf: TreeHash
}

extension LogEntry {
  /// What a leaf's hash is made of, version 1: `docs/trust.md` says byte by byte. Texts go in as UTF-8 behind their
  /// length in four bytes, numbers as eight; all big-endian.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = [1]
    bytes.reserveCapacity(160 + reason.utf8.count)
    bytes.append(number: seq)
    bytes.append(number: at)
    bytes.append(number: knownAt)
    bytes.append(number: transaction)
    for text in [login, actor, reason, entity] {
      bytes.append(number: UInt32(text.utf8.count))
      bytes += text.utf8
    }
    bytes.append(number: key)
    bytes.append(op)
    return bytes + commitment
  }

  /// What salt and image should have been committed to; `nil` where they were erased.
  public var computedCommitment: [UInt8]? {
    guard let salt else { return nil }
    let hash = SHA256()
    salt.withUnsafeBytes { hash.update($0) }
    image?.withUnsafeBytes { hash.update($0) }
    return hash.digest()
  }

  /// Whether the content is gone, of an entry that had some.
  public var isErased: Bool { salt == nil }
}

extension [UInt8] {
  mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { self += $0 }
  }
}
