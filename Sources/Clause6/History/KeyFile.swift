public import Proof

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The keys with which a log signs its roots, one a line, in a file that nobody but the sealer can read.
///
/// While one key takes over from another, both are in it and both sign, so that an auditor who knows either can verify.
public struct KeyFile: Sendable {
  public let path: String

  /// - Parameters:
  ///   - folder: where keys are kept; made with the first one.
  ///   - origin: of the log.
  public init(folder: String, origin: String) {
    path = folder + "/" + origin.replacing("/", with: "_") + ".key"
  }

  public var exists: Bool { access(path, F_OK) == 0 }

  /// The keys, the newest first.
  /// - Throws: ``Clause6Error`` when the file is open to others, or a line of it is no key.
  public func keys() throws -> [NoteSigningKey] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Clause6Error("There is no key in \(path).") }
    guard status.st_mode & 0o077 == 0 else {
      throw Clause6Error(
        "Others can read \(path), so anybody could have signed with it: chmod 600 \(path), and rotate the key.")
    }
    var bytes: [UInt8] = []
    try ByteReader(path: path).forEachPiece { bytes += $0 }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let keys = lines.compactMap { NoteSigningKey(secretText: String($0)) }
    guard !keys.isEmpty, keys.count == lines.count else { throw Clause6Error("\(path) is not a file of signing keys.") }
    return keys
  }

  /// Keeps these keys and no others. The file is replaced as a whole or not at all.
  public func keep(_ keys: [NoteSigningKey]) throws {
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let text = keys.map { $0.secretText + "\n" }.joined()
    let writer = try ByteWriter(beside: path)
    try Array(text.utf8).withUnsafeBytes { try writer.write($0) }
    try writer.synchronize()
    try writer.finish(as: path)
  }

  /// Makes a key that is the only one: the first of a log, or one in place of what is lost.
  public func create(origin: String) throws -> [NoteSigningKey] {
    let keys = [try KeyFile.newKey(origin: origin)]
    try keep(keys)
    return keys
  }

  /// Makes a key that signs beside the others.
  public func rotate(origin: String) throws -> [NoteSigningKey] {
    let keys = [try KeyFile.newKey(origin: origin)] + (try keys())
    try keep(keys)
    return keys
  }

  private static func newKey(origin: String) throws(Clause6Error) -> NoteSigningKey {
    guard let key = NoteSigningKey(name: origin, kind: .signature) else {
      throw Clause6Error("\"\(origin)\" cannot be the name of a key: it has a space or a plus sign.")
    }
    return key
  }
}
