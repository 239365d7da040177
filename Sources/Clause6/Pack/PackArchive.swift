import CLibzip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A package as a zip file: the same files make the same bytes, wherever and whenever it is made.
enum PackArchive {
  /// - Parameters:
  ///   - names: of files below the folder, in the order that they are to have.
  ///   - root: the folder that they get in the archive.
  /// - Throws: ``Clause6Error`` when the archive cannot be written; then there is none.
  static func write(
    _ names: [String], from folder: String, root: String, to target: String
  ) throws(Clause6Error) {
    var code: Int32 = 0
    guard let archive = zip_open(target, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw Clause6Error("\(target) cannot be written: \(zipMessage(code)).")
    }
    for name in names {
      let source = zip_source_file(archive, folder + "/" + name, 0, -1)
      let index = source.map { zip_file_add(archive, root + "/" + name, $0, zip_flags_t(ZIP_FL_ENC_UTF_8)) } ?? -1
      guard index >= 0 else {
        let message = String(cString: zip_strerror(archive))
        zip_source_free(source)
        zip_discard(archive)
        throw Clause6Error("\(target) cannot be written: \(message).")
      }
      let place = zip_uint64_t(index)
      // The first day that a zip file can say, in no zone: what a pack is of stands in it.
      zip_file_set_dostime(archive, place, 0, 0x21, 0)
      zip_file_set_external_attributes(archive, place, 0, zip_uint8_t(ZIP_OPSYS_UNIX), 0o100644 << 16)
      zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, 9)
    }
    guard zip_close(archive) == 0 else {
      let message = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw Clause6Error("\(target) cannot be written: \(message).")
    }
    // What a folder of it is, too: its owner's.
    chmod(target, 0o600)
  }
}
