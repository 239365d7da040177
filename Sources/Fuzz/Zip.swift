import CLibzip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One file in an archive.
struct ZipPart {
  let name: String
  var bytes: [UInt8]
}

/// Takes archives apart and puts them together.
enum Zip {
  /// - Returns: `nil` when it is no archive, or a part of it cannot be unpacked.
  static func parts(of bytes: [UInt8]) -> [ZipPart]? {
    var bytes = bytes
    return bytes.withUnsafeMutableBytes { bytes -> [ZipPart]? in
      var error = zip_error_t()
      guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
        return nil
      }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        return nil
      }
      defer { zip_discard(archive) }
      var parts: [ZipPart] = []
      for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
        guard let part = part(index, of: archive) else { return nil }
        parts.append(part)
      }
      return parts.isEmpty ? nil : parts
    }
  }

  private static func part(_ index: zip_uint64_t, of archive: OpaquePointer) -> ZipPart? {
    var status = zip_stat_t()
    guard zip_stat_index(archive, index, 0, &status) == 0, status.size < 1 << 20, let name = status.name,
      let file = zip_fopen_index(archive, index, 0)
    else { return nil }
    defer { zip_fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    guard zip_fread(file, &bytes, status.size) == zip_int64_t(bytes.count) else { return nil }
    return ZipPart(name: String(cString: name), bytes: bytes)
  }

  /// The bytes of an archive with these parts, the same each time.
  /// - Parameter path: where libzip may write it.
  static func archive(_ parts: [ZipPart], at path: String) throws(Failure) -> [UInt8] {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw Failure("\(path) cannot be written: libzip's error \(code).")
    }
    for part in parts {
      // libzip frees it when the archive is closed.
      let copy = malloc(part.bytes.count + 1)
      part.bytes.withUnsafeBytes {
        if let start = $0.baseAddress { copy?.copyMemory(from: start, byteCount: $0.count) }
      }
      guard let source = zip_source_buffer(archive, copy, zip_uint64_t(part.bytes.count), 1),
        case let index = zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_OVERWRITE)), index >= 0
      else { throw Failure("libzip does not add \(part.name).") }
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else { throw Failure("\(path) cannot be written.") }
    return try Files.read(path)
  }
}
