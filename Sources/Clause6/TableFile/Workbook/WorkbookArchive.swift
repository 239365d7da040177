import CLibzip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The zip file that a workbook is.
final class WorkbookArchive {
  let path: String
  let size: Int
  private let handle: OpaquePointer

  init(path: String) throws(Clause6Error) {
    self.path = path
    let file = try FileHead(path: path)
    size = file.size
    guard !file.isCompoundFile else {
      throw Clause6Error(
        "\(path) is a workbook with a password, or one of the old .xls kind: "
          + "open it in a spreadsheet program and save it as .xlsx without a password.")
    }
    guard file.size > 0 else { throw Clause6Error("\(path) is empty: copy or download it again.") }
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
      throw file.isZip
        ? Clause6Error("\(path) is damaged or not whole (\(zipMessage(code))): copy or download it again.")
        : Clause6Error(
          "\(path) is no workbook, whatever its name says: "
            + "open it in a spreadsheet program and save it as .xlsx, or import it as CSV if it is text.")
    }
    self.handle = handle
  }

  // Nothing was changed, so nothing is to be written.
  deinit { zip_discard(handle) }

  func holds(_ part: String) -> Bool { index(of: part) != nil }

  /// - Parameter limit: bytes that the part may have at most, for what is kept in memory.
  func entry(_ part: String, limit: Int = .max) throws(Clause6Error) -> ArchiveEntry {
    guard let index = index(of: part) else {
      throw Clause6Error(
        "\(path) has no part \(part.prefix(100)), so it is not a whole workbook: "
          + "open it in a spreadsheet program and save it again as .xlsx.")
    }
    var status = zip_stat_t()
    guard zip_stat_index(handle, index, 0, &status) == 0, let file = zip_fopen_index(handle, index, 0) else {
      throw damage(part, code: zip_error_code_zip(zip_get_error(handle)))
    }
    // The header may lie, but no part has more bytes than the file.
    let compressed = min(Int(clamping: status.comp_size), size)
    return ArchiveEntry(
      archive: self, part: part, file: file, compressed: compressed, byteCount: Int(clamping: status.size),
      limit: limit)
  }

  fileprivate func damage(_ part: String, code: Int32) -> Clause6Error {
    if [ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP].contains(code) {
      return Clause6Error("\(path) is locked with a password: save it without one.")
    }
    return Clause6Error(
      "\(path) is damaged: its part \(part.prefix(100)) cannot be unpacked (\(zipMessage(code))). "
        + "Copy or download it again.")
  }

  /// Names of parts do not mind their case.
  private func index(of part: String) -> zip_uint64_t? {
    for flags in [0, zip_flags_t(ZIP_FL_NOCASE)] {
      let index = zip_name_locate(handle, part, flags)
      if index >= 0 { return zip_uint64_t(index) }
    }
    return nil
  }
}

/// One part of the archive, unpacked in a stream.
final class ArchiveEntry {
  /// Its name, for sentences.
  let part: String
  /// As the archive has it, which need not be true.
  let byteCount: Int
  private(set) var bytesRead = 0
  private let archive: WorkbookArchive
  private let file: OpaquePointer
  private let compressed: Int
  private let limit: Int

  /// What spreadsheets write shrinks to a fiftieth at best; a thousandth and less is made to fill memory or time.
  static let largestRatio = 200
  private static let smallestBomb = 1 << 20

  fileprivate init(
    archive: WorkbookArchive, part: String, file: OpaquePointer, compressed: Int, byteCount: Int, limit: Int
  ) {
    self.archive = archive
    self.part = String(part.prefix(100))
    self.file = file
    self.compressed = max(compressed, 1)
    self.byteCount = byteCount
    self.limit = limit
  }

  deinit { zip_fclose(file) }

  var path: String { archive.path }

  /// - Returns: the bytes that were read, zero at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Clause6Error) -> Int {
    guard let start = buffer.baseAddress else { return 0 }
    let count = Int(zip_fread(file, start, zip_uint64_t(buffer.count)))
    guard count >= 0 else { throw archive.damage(part, code: zip_error_code_zip(zip_file_get_error(file))) }
    bytesRead += count
    if bytesRead > limit {
      throw Clause6Error(
        "\(path): the part \(part) has more than \(limit >> 20) MB, which is refused: split the workbook in two.")
    }
    if bytesRead > Self.smallestBomb, bytesRead / compressed > Self.largestRatio {
      throw Clause6Error(
        "\(path): the part \(part) unpacks to more than \(Self.largestRatio) times its size, as no ordinary workbook "
          + "does, so it is refused: open it in a spreadsheet program you trust and save it again as .xlsx.")
    }
    return count
  }
}

/// What the first bytes of a file say about it.
private struct FileHead {
  var size = 0
  var bytes: [UInt8] = []

  var isZip: Bool { bytes.starts(with: [0x50, 0x4B]) }
  /// The container of .xls, and of a workbook with a password.
  var isCompoundFile: Bool { bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) }

  init(path: String) throws(Clause6Error) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Clause6Error("\(path) cannot be read: \(message()). Check the file's name.")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: size = Int(status.st_size)
    case S_IFDIR: throw Clause6Error("\(path) is a folder: name the workbook in it.")
    default: throw Clause6Error("\(path) is not a file: name one.")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Clause6Error("\(path) cannot be read: \(message()). Check who may read it.")
    }
    bytes = [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, 8))
    }
    close(descriptor)
  }

  private func message() -> String { String(cString: strerror(errno)).lowercased() }
}

func zipMessage(_ code: Int32) -> String {
  var error = zip_error_t()
  zip_error_init_with_code(&error, code)
  defer { zip_error_fini(&error) }
  return String(cString: zip_error_strerror(&error)).lowercased()
}
