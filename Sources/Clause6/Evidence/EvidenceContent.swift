import Bytes
import Postgres

/// Content that the database keeps, in parts as large as a piece that is read.
enum EvidenceContent {
  /// The server hashes a file as a whole before it believes it, and a value of its own has at most a gibibyte.
  static let largest = 256 << 20

  /// Stores a file, once.
  /// - Returns: its hash and size.
  static func store(_ source: ByteReader, in connection: Connection) throws -> (sha256: String, size: Int) {
    guard source.size <= largest else {
      throw Clause6Error(
        "\(source.path) has \(source.size >> 20) MiB, and the database takes files up to \(largest >> 20) MiB: "
          + "keep it in the folder with --in folder.")
    }
    let hash = SHA256()
    var size = 0
    try source.forEachPiece { bytes in
      hash.update(bytes)
      size += bytes.count
    }
    let sha256 = hash.hexadecimal()
    // Whoever stores the same file at this moment goes first.
    try connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(sha256), 6))")
    let isThere = try connection.value(
      "SELECT EXISTS (SELECT FROM register.evidence_content WHERE sha256 = \(sha256))", as: Bool.self)
    if isThere != true { try copy(source, sha256, connection) }
    return (sha256, size)
  }

  private static func copy(_ source: ByteReader, _ sha256: String, _ connection: Connection) throws {
    var part = 0
    try source.forEachPiece { bytes in
      // A unit that this session does not see may have the same file.
      try connection.execute(
        """
        INSERT INTO register.evidence_content (sha256, part, bytes)
        VALUES (\(sha256), \(part)::int, decode(\(String(decoding: Hexadecimal.digits(of: bytes), as: UTF8.self)), 'hex')) ON CONFLICT DO NOTHING
        """)
      part += 1
    }
  }

  /// The content of a hash in pieces; `false` when there is none.
  static func read(
    _ sha256: String, in connection: Connection, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Bool {
    for part in 0... {
      let text = try connection.value(
        "SELECT encode(bytes, 'hex') FROM register.evidence_content WHERE sha256 = \(sha256) AND part = \(part)",
        as: String.self)
      guard let text else { return part > 0 }
      try (Hexadecimal.decode(text) ?? []).withUnsafeBytes(body)
    }
    return false
  }
}
