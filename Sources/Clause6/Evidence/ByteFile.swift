#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is read in pieces, so that its size costs no memory.
final class ByteReader {
  /// As many bytes as the database keeps in one row.
  static let pieceSize = 1 << 20

  let path: String
  let size: Int
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: ByteReader.pieceSize)

  /// - Throws: ``Clause6Error`` when there is no such file, it is a folder, or it may not be read.
  init(path: String) throws(Clause6Error) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Clause6Error("\(path) cannot be read: \(systemMessage()).") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Clause6Error("\(path) is not a file: name one.")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Every piece in turn; each but the last is full.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Clause6Error("\(path) cannot be read twice.") }
    while true {
      var filled = 0
      while filled < ByteReader.pieceSize {
        let count = buffer.withUnsafeMutableBytes {
          readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
        }
        guard count >= 0 else { throw Clause6Error("\(path) cannot be read: \(systemMessage()).") }
        if count == 0 { break }
        filled += count
      }
      if filled == 0 { return }
      try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<filled])) }
    }
  }
}

/// A new file that has its name only when it is whole and on the disk; only its owner may read it.
final class ByteWriter {
  private let partial: String
  private let descriptor: Int32
  private var isFinished = false

  /// - Parameter path: the file it becomes; until then it stands beside it.
  init(beside path: String) throws(Clause6Error) {
    partial = path + ".partial-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Clause6Error("\(path) cannot be written: \(systemMessage()).") }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(partial) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(Clause6Error) {
    var rest = bytes
    while !rest.isEmpty {
      let count = writeBytes(descriptor, rest)
      guard count > 0 else { throw Clause6Error("\(partial) cannot be written: \(systemMessage()).") }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Waits until the bytes are on the disk.
  func synchronize() throws(Clause6Error) {
    guard fsync(descriptor) == 0 else { throw Clause6Error("\(partial) cannot be written: \(systemMessage()).") }
  }

  /// Gives the file its name.
  func finish(as path: String) throws(Clause6Error) {
    guard rename(partial, path) == 0 else { throw Clause6Error("\(path) cannot be written: \(systemMessage()).") }
    isFinished = true
    let folder = open(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}

/// Makes a folder, and those above it, that only its owner may enter; one that is there stays as it is.
func makeFolder(_ path: String) throws(Clause6Error) {
  if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
  if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
  }
  throw Clause6Error("The folder \(path) cannot be made: \(systemMessage()).")
}

// Outside the types, whose own read and write would hide the system's.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
