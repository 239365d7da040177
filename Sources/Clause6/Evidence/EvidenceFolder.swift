import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder in which each file is named by the SHA-256 of its content: `ab/cdef…`.
///
/// A name that fits proves its content, so a file is never overwritten by another, and one that is altered is found.
public struct EvidenceFolder: Sendable, Equatable {
  public let path: String

  /// Only says where; the folder is made when the first file goes into it.
  public init(path: String) { self.path = path }

  /// Where the content of a hash is, or would be.
  public func path(ofContent sha256: String) -> String { "\(path)/\(sha256.prefix(2))/\(sha256.dropFirst(2))" }

  /// Copies a file, and gives the copy its name when the closure has recorded it.
  /// - Parameter record: told hash and size; says whether the copy stays.
  func take(_ source: ByteReader, record: (_ sha256: String, _ size: Int) throws -> Bool) throws {
    try makeFolder(path)
    let copy = try ByteWriter(beside: path + "/incoming")
    let hash = SHA256()
    var size = 0
    try source.forEachPiece { bytes in
      hash.update(bytes)
      size += bytes.count
      try copy.write(bytes)
    }
    try copy.synchronize()
    let sha256 = hash.hexadecimal()
    guard try record(sha256, size) else { return }
    try makeFolder("\(path)/\(sha256.prefix(2))")
    try copy.finish(as: path(ofContent: sha256))
  }

  /// The content of a hash in pieces; `false` when there is none.
  func read(_ sha256: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
    let path = path(ofContent: sha256)
    guard access(path, F_OK) == 0 else { return false }
    try ByteReader(path: path).forEachPiece(body)
    return true
  }
}
