#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Schema

/// A folder with rules or reports of the organisation's own.
enum SQLFolder {
  /// More than any of them is long, and less than hurts.
  private static let largestFile = 1 << 20

  /// Its `.sql` files, in the order of their names; folders in it are not looked into.
  /// - Throws: ``Clause6Error`` when the folder or a file cannot be read, or when there is none.
  static func files(in folder: String, of kind: String) throws(Clause6Error) -> [SQLFile] {
    guard let stream = opendir(folder) else {
      throw Clause6Error("The folder of \(kind)s \(folder) cannot be read: \(systemMessage()).")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name.hasSuffix(".sql"), !name.hasPrefix(".") { names.append(name) }
    }
    guard names.contains(where: { !$0.hasSuffix(RuleSet.testEnding) }) else {
      throw Clause6Error("There is no \(kind) in \(folder): a \(kind) is a file that ends in .sql.")
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    var files: [SQLFile] = []
    for name in names.sorted() {
      files.append(SQLFile(path: prefix + name, text: try text(at: prefix + name, of: kind)))
    }
    return files
  }

  private static func text(at path: String, of kind: String) throws(Clause6Error) -> String {
    let reader = try ByteReader(path: path)
    guard reader.size <= largestFile else { throw Clause6Error("\(path) is larger than 1 MB, which no \(kind) is.") }
    var bytes: [UInt8] = []
    do {
      try reader.forEachPiece { bytes += $0 }
    } catch {
      guard let error = error as? Clause6Error else { throw Clause6Error("\(path) cannot be read.") }
      throw error
    }
    // A BOM is no part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      throw Clause6Error("\(path) is not a text in UTF-8: save it as one.")
    }
    return text
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// - Throws: ``Clause6Error`` when the file is there, or cannot be written.
  static func write(_ text: String, to path: String) throws(Clause6Error) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Clause6Error("\(path) cannot be written: \(systemMessage()).") }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
      guard count > 0 else { throw Clause6Error("\(path) cannot be written: \(systemMessage()).") }
      bytes = bytes.dropFirst(count)
    }
  }
}
