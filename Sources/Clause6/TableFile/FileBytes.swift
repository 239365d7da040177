import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, handed out once, piece by piece, and digested on the way.
final class FileBytes {
  static let pieceSize = 256 * 1024

  let path: String
  let byteCount: Int
  private(set) var bytesRead = 0
  private let descriptor: Int32
  private let hash = SHA256()
  /// What was looked at ahead and not yet handed out.
  private var ahead: [UInt8] = []
  private var hasEnded = false

  /// - Throws: ``Clause6Error`` when there is no such file, it is a folder, or it may not be read.
  init(path: String) throws(Clause6Error) {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Clause6Error("\(path) cannot be read: \(systemMessage()). Check the file's name.")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Clause6Error("\(path) is a folder: name the file in it that is to be imported.")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Clause6Error("\(path) cannot be read: \(systemMessage()). Check who may read it.")
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The beginning of the file, which is handed out all the same.
  /// - Parameter count: at most so many bytes; fewer when the file has no more.
  func peek(_ count: Int) throws(Clause6Error) -> (bytes: [UInt8], isWhole: Bool) {
    while ahead.count < count, let piece = try read() { ahead += piece }
    return (Array(ahead.prefix(count)), hasEnded && ahead.count <= count)
  }

  /// The next piece, or `nil` at the end.
  func next() throws(Clause6Error) -> [UInt8]? {
    guard ahead.isEmpty else {
      defer { ahead = [] }
      return ahead
    }
    return try read()
  }

  /// The SHA-256 of the whole file, whatever of it has been handed out.
  func fileHash() throws(Clause6Error) -> String {
    while try read() != nil {}
    return hash.hexadecimal()
  }

  private func read() throws(Clause6Error) -> [UInt8]? {
    guard !hasEnded else { return nil }
    var piece = [UInt8](repeating: 0, count: FileBytes.pieceSize)
    let count = piece.withUnsafeMutableBytes { readBytes(descriptor, $0) }
    guard count >= 0 else { throw Clause6Error("\(path) cannot be read to its end: \(systemMessage()).") }
    guard count > 0 else {
      hasEnded = true
      return nil
    }
    piece.removeLast(piece.count - count)
    piece.withUnsafeBytes { hash.update($0) }
    bytesRead += count
    return piece
  }
}

// Outside the type, whose own read would hide the system's.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// What the operating system says about the call that just failed.
func systemMessage() -> String { String(cString: strerror(errno)).lowercased() }
