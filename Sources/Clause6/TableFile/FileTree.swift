import Bytes
import CLibzip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that somebody was given together, below one folder: as a folder, or as a zip file that has one. Nothing is unpacked.
final class FileTree {
  /// What the one folder is called.
  let root: String
  /// Their paths below it, in order.
  let names: [String]
  private enum Place {
    /// With the files that are no links, pipes or devices: only those are read.
    case folder(String, plain: Set<String>)
    /// Each file's number in the archive.
    case archive(OpaquePointer, [String: UInt64])
  }
  private let place: Place

  /// - Throws: ``Clause6Error`` when it is neither, or says two files by one name.
  init(_ path: String) throws(Clause6Error) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Clause6Error("\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      var names: [String: Bool] = [:]
      try FileTree.list(path, below: "", into: &names)
      self.names = names.keys.sorted()
      root = String(path.split(separator: "/").last ?? "")
      place = .folder(path, plain: Set(names.filter(\.value).keys))
      return
    }
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
      throw Clause6Error("\(path) is neither a folder nor a zip file that can be read: \(zipMessage(code)).")
    }
    do throws(Clause6Error) {
      let (root, files) = try FileTree.list(handle, path)
      self.root = root
      names = files.keys.sorted()
      place = .archive(handle, files)
    } catch {
      zip_discard(handle)
      throw error
    }
  }

  deinit {
    if case .archive(let handle, _) = place { zip_discard(handle) }
  }

  private static func list(_ folder: String, below prefix: String, into names: inout [String: Bool])
    throws(Clause6Error)
  {
    guard let entries = opendir(folder) else { throw Clause6Error("The folder \(folder) cannot be read.") }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      if lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        try list(folder + "/" + name, below: prefix + name + "/", into: &names)
      } else {
        names[prefix + name] = status.st_mode & S_IFMT == S_IFREG
      }
    }
  }

  /// By their names below the one folder that all of them are in.
  private static func list(_ handle: OpaquePointer, _ path: String) throws(Clause6Error) -> (
    root: String, files: [String: UInt64]
  ) {
    var files: [String: UInt64] = [:]
    var root: Substring?
    for index in 0..<UInt64(max(0, zip_get_num_entries(handle, 0))) {
      guard let name = zip_get_name(handle, index, 0).map({ String(cString: $0) }) else { continue }
      if name.hasSuffix("/") { continue }
      guard !FileTree.isBomb(handle, index) else {
        throw Clause6Error(
          "\(path) is refused: \(name.prefix(100)) would be \(ArchiveEntry.largestRatio) times as large as it is packed, which nothing is "
            + "that people write.")
      }
      guard let slash = name.firstIndex(of: "/"), root == nil || root == name[..<slash] else {
        throw Clause6Error("\(path) is not what it should be: its files are not in one folder.")
      }
      root = name[..<slash]
      guard files.updateValue(index, forKey: String(name[name.index(after: slash)...])) == nil else {
        throw Clause6Error("\(path) has two files called \(name.prefix(100)), so nobody can say which one counts.")
      }
    }
    return (String(root ?? ""), files)
  }

  /// Larger than any of a package that is small, and of no harm.
  private static let smallestBomb: UInt64 = 16 << 20

  private static func isBomb(_ handle: OpaquePointer, _ index: UInt64) -> Bool {
    var status = zip_stat_t()
    guard zip_stat_index(handle, index, 0, &status) == 0 else { return false }
    return status.size > smallestBomb && status.size / max(1, status.comp_size) > UInt64(ArchiveEntry.largestRatio)
  }

  /// Reads a file piece by piece.
  /// - Parameter limit: of bytes; a file that has more is read no further.
  /// - Returns: how many bytes were read; `nil` when there is no such file, or it cannot be read.
  func read(_ name: String, limit: Int, _ body: (UnsafeRawBufferPointer) -> Void) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    guard let source = open(name) else { return nil }
    defer { source.close() }
    var count = 0
    while count <= limit {
      let read = buffer.withUnsafeMutableBytes { source.read($0) }
      guard read >= 0 else { return nil }
      if read == 0 { break }
      count += read
      buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<read])) }
    }
    return count
  }

  /// A small file as a whole; `nil` when it is not there, is larger than any such file, or is no UTF-8.
  func text(_ name: String) -> String? {
    var bytes: [UInt8] = []
    guard let count = read(name, limit: FileTree.largestText, { bytes += $0 }), count <= FileTree.largestText else {
      return nil
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Of what is read as a whole.
  static let largestText = 256 << 20

  private struct Source {
    let read: (UnsafeMutableRawBufferPointer) -> Int
    let close: () -> Void
  }

  private func open(_ name: String) -> Source? {
    switch place {
    case .folder(let path, let plain):
      guard plain.contains(name), let file = fopen(path + "/" + name, "rb") else { return nil }
      return Source(
        read: { ferror(file) != 0 ? -1 : fread($0.baseAddress, 1, $0.count, file) }, close: { fclose(file) })
    case .archive(let handle, let files):
      guard let index = files[name], let file = zip_fopen_index(handle, index, 0) else { return nil }
      return Source(
        read: { Int(zip_fread(file, $0.baseAddress, zip_uint64_t($0.count))) }, close: { zip_fclose(file) })
    }
  }
}
