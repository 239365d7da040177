import Bytes
import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An audit pack, or another package, while it is made: a folder beside its place, whose files are hashed as they are written.
package final class PackFolder {
  package let path: String
  package private(set) var entries: [PackEntry] = []
  /// Removed with all that is in them, unless the pack takes its place.
  private var folders: [String] = []
  private var extra: [String] = []
  private var isPlaced = false

  /// - Parameter target: the place that it is to have.
  /// - Throws: ``Clause6Error`` when no folder can be made there.
  package init(beside target: String) throws(Clause6Error) {
    path = target + ".partial-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    guard mkdir(path, 0o700) == 0 else {
      throw Clause6Error("The folder \(path) cannot be made: \(String(cString: strerror(errno))).")
    }
  }

  deinit {
    guard !isPlaced else { return }
    for file in entries.map(\.file) + extra { unlink(path + "/" + file) }
    for folder in folders.reversed() { rmdir(path + "/" + folder) }
    rmdir(path)
  }

  /// Writes a file.
  /// - Parameters:
  ///   - entry: what it is; bytes and hash are counted here.
  ///   - body: is given what takes text, and may say more of the entry.
  /// - Returns: what the body does.
  package func write<T>(_ entry: PackEntry, _ body: (PackFile, inout PackEntry) throws -> T) throws -> T {
    var entry = entry
    try makeFolders(above: entry.file)
    let file = try PackFile(path + "/" + entry.file)
    let result = try body(file, &entry)
    (entry.bytes, entry.sha256) = try file.finish()
    entries.append(entry)
    return result
  }

  /// Writes a file that is at hand.
  package func write(_ entry: PackEntry, text: String) throws {
    try write(entry) { file, _ in file.write(text) }
  }

  /// Takes a file that something else wrote, and knows the hash of.
  package func add(_ entry: PackEntry) { entries.append(entry) }

  /// The folder of a file, made when it is not there.
  package func makeFolders(above file: String) throws(Clause6Error) {
    let names = file.split(separator: "/").dropLast()
    for count in names.indices.map({ $0 + 1 }) {
      let folder = names.prefix(count).joined(separator: "/")
      guard !folders.contains(folder) else { continue }
      try makeFolder(path + "/" + folder)
      folders.append(folder)
    }
  }

  /// Writes the manifest and the list of hashes, signed where there are keys.
  /// - Parameter sign: is given the hash of the list; what it returns is kept beside it.
  /// - Returns: the hash of the list of hashes, which stands for the whole pack.
  package func finish(sign: (String) -> String?) throws -> String {
    entries.sort { $0.file < $1.file }
    let manifest = CSVText.render(
      Table(columns: PackEntry.columns.map { Table.Column(name: $0, kind: .text) }, rows: entries.map(\.cells)),
      guardsFormulas: false)
    let hash = try writeExtra(PackEntry.manifest, manifest)
    let lines = (entries.map { ($0.file, $0.sha256) } + [(PackEntry.manifest, hash)]).sorted { $0.0 < $1.0 }
    let sums = try writeExtra(PackEntry.sums, lines.map { "\($0.1)  \($0.0)\n" }.joined())
    if let note = sign(sums) { _ = try writeExtra(PackEntry.signature, note) }
    return sums
  }

  private func writeExtra(_ name: String, _ text: String) throws -> String {
    let file = try PackFile(path + "/" + name)
    extra.append(name)
    file.write(text)
    return try file.finish().sha256
  }

  /// Gives the folder its name.
  package func place(at target: String) throws(Clause6Error) {
    guard rename(path, target) == 0 else {
      throw Clause6Error("\(target) cannot be written: \(String(cString: strerror(errno))).")
    }
    isPlaced = true
  }

  /// Packs all files into one.
  /// - Parameter root: the folder that they are in there.
  package func archive(to target: String, root: String) throws(Clause6Error) {
    let names = (entries.map(\.file) + extra).sorted()
    try PackArchive.write(names, from: path, root: root, to: target)
  }
}

/// A file that is hashed as it is written.
package final class PackFile {
  private let target: String
  private let writer: ByteWriter
  private let hash = SHA256()
  private var buffer: [UInt8] = []
  private var count = 0
  private var failure: Clause6Error?

  fileprivate init(_ path: String) throws(Clause6Error) {
    target = path
    writer = try ByteWriter(beside: path)
  }

  /// What cannot be written is said at the end.
  package func write(_ text: String) {
    buffer += text.utf8
    if buffer.count >= 1 << 16 { flush() }
  }

  private func flush() {
    count += buffer.count
    buffer.withUnsafeBytes { hash.update($0) }
    if failure == nil {
      do { try buffer.withUnsafeBytes { try writer.write($0) } } catch { failure = error as? Clause6Error }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  fileprivate func finish() throws(Clause6Error) -> (bytes: Int, sha256: String) {
    flush()
    if let failure { throw failure }
    try writer.finish(as: target)
    return (count, hash.hexadecimal())
  }
}
