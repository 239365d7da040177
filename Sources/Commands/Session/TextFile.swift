import Clause6

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Small text files, with errors that name them.
enum TextFile {
  static func read(_ path: String) throws(Clause6Error) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "read") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      guard count >= 0 else { throw failure(path, "read") }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Clause6Error("\(path) is not UTF-8: save it as UTF-8 and try again.")
    }
    return text
  }

  /// Takes the place of a file of that name once it is whole.
  static func write(_ text: String, to path: String) throws(Clause6Error) {
    let file = try OutputFile(path)
    file.stream.write(text)
    try file.finish()
  }

  /// A name that no file has yet: people may have corrected the cells of an earlier one.
  static func unusedName(_ stem: String, _ ending: String) -> String {
    for number in 1... where access(number == 1 ? stem + ending : "\(stem).\(number)\(ending)", F_OK) != 0 {
      return number == 1 ? stem + ending : "\(stem).\(number)\(ending)"
    }
    return stem + ending
  }

  /// Whether two names are of one file.
  static func isSame(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(left, &first) == 0, stat(right, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func failure(_ path: String, _ what: String) -> Clause6Error {
    Clause6Error("\(path) cannot be \(what): \(String(cString: strerror(errno)).lowercased()).")
  }
}

// Outside the type, whose own read would hide the system's.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
