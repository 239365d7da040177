/// One file of the SQL folder, embedded in the binary.
public struct SQLFile: Sendable, Hashable {
  /// Relative to the folder: `migrations/0001_register.sql`.
  public let path: String
  public let text: String
  /// FNV-1a of the text. Tells whether the file changed; it is worked out at build time, since every command asks.
  public let fingerprint: UInt64

  init(path: String, text: String, fingerprint: UInt64) {
    self.path = path
    self.text = text
    self.fingerprint = fingerprint
  }

  /// A file that was not embedded.
  public init(path: String, text: String) {
    self.init(
      path: path, text: text,
      fingerprint: text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  /// `migrations`, `facts`, `rules`, `reports` or `acts`.
  public var folder: Substring { path.utf8.firstIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? "" }

  /// The file's name without folder and ending.
  public var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.hasSuffix(".sql") ? file.dropLast(4) : file)
  }

  /// All files, in the order of their paths.
  public static let all: [SQLFile] = embeddedFiles

  /// The files of one folder, in the order of their names.
  public static func inFolder(_ folder: String) -> [SQLFile] { all.filter { $0.folder == folder } }

  /// The file at a path; a path that does not exist is a mistake of the program.
  public static func at(_ path: String) -> SQLFile {
    guard let file = all.first(where: { $0.path == path }) else { preconditionFailure("no file \(path) in SQL/") }
    return file
  }
}
