#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few file operations needed, on system calls: Foundation would slow the start of every command.
package enum Files {
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// The file's status, of a symbolic link itself; `nil` when there is none.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  /// The text from a position on, or `nil` when the file cannot be read.
  static func read(_ path: String, from start: Int = 0) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard lseek(descriptor, off_t(start), SEEK_SET) >= 0 || start == 0 else { return nil }
    return readAll(descriptor)
  }

  /// Everything a descriptor still has to give.
  static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 8192)
    let size = piece.count
    while true {
      let count = piece.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, size) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names in a folder, without `.` and `..`; none when it cannot be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether two paths lead to one folder; `nil` when that cannot be seen.
  static func isSame(_ one: String, _ other: String) -> Bool? {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return nil }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// The path from the root, without a slash at its end.
  package static func absolute(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.hasPrefix("/") { return path }
    guard let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// Of an absolute path.
  static func parent(of path: String) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The space a folder takes, with all in it.
  static func sizeOnDisk(of folder: String) -> Int {
    names(in: folder).reduce(0) { sum, name in
      guard let status = status("\(folder)/\(name)") else { return sum }
      let inside = status.st_mode & S_IFMT == S_IFDIR ? sizeOnDisk(of: "\(folder)/\(name)") : 0
      return sum + Int(status.st_blocks) * 512 + inside
    }
  }

  // MARK: Writing

  /// Makes a folder and those above it.
  /// - Returns: whether it is there now; if not, `errno` says why.
  static func makeFolder(_ path: String, mode: mode_t) -> Bool {
    if mkdir(path, mode) == 0 { return true }
    if errno == EEXIST { return true }
    guard errno == ENOENT, path != "/", makeFolder(parent(of: path), mode: mode) else { return false }
    return mkdir(path, mode) == 0 || errno == EEXIST
  }

  /// Fills a file and waits until it is on the disk. Never follows a link: the folder may belong to another user.
  static func write(_ text: String, to path: String, appending: Bool = false) throws(LocalServerError) {
    let descriptor = open(
      path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (appending ? O_APPEND : O_TRUNC), 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .cannotWrite(path) }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path) }
  }

  /// Waits until a folder's entries are on the disk.
  static func synchronize(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  // MARK: Words

  /// What the system says about the last failure.
  static var lastReason: String { String(cString: strerror(errno)) }

  /// The end of a log or of a program's output, short enough for one sentence.
  static func lastLines(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).suffix(3)
    return lines.isEmpty ? "(nothing)" : lines.joined(separator: " | ")
  }
}

// Names of their own, because inside ``Files`` the words `read` and `write` mean a whole file.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
