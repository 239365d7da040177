import CLibzip
import Foundation

/// Writes small workbooks, part by part, so that a test shows what is in them.
enum WorkbookMaker {
  struct Failure: Error {
    let message: String
  }

  /// - Parameter parts: names and contents.
  /// - Returns: the path of the file.
  static func archive(_ parts: [(name: String, bytes: [UInt8])]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID().uuidString).xlsx").path()
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else { throw Failure(message: "\(code)") }
    for part in parts {
      // libzip reads it when the archive is closed, and frees it then.
      let copy = malloc(part.bytes.count + 1)
      part.bytes.withUnsafeBytes {
        if let start = $0.baseAddress { copy?.copyMemory(from: start, byteCount: $0.count) }
      }
      guard let source = zip_source_buffer(archive, copy, zip_uint64_t(part.bytes.count), 1),
        zip_file_add(archive, part.name, source, 0) >= 0
      else { throw Failure(message: "\(part.name) cannot be added") }
    }
    guard zip_close(archive) == 0 else { throw Failure(message: "\(path) cannot be written") }
    return path
  }

  static func archive(_ parts: [(name: String, text: String)]) throws -> String {
    try archive(parts.map { ($0.name, Array($0.text.utf8)) })
  }

  /// The parts of a workbook with one sheet called Data, which a test may change.
  struct Parts {
    /// What stands within `<sheetData>`.
    var rows = ""
    var merges: [String] = []
    /// Entries of the shared strings, each with its `<si>`.
    var strings = ""
    /// Number formats, of which the cell style 1 is the first.
    var formats: [String] = []
    /// Ids of built-in formats, whose cell styles follow those of ``formats``.
    var builtIns: [Int] = []
    var properties = ""

    var all: [(name: String, text: String)] {
      [
        ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
        (
          "xl/_rels/workbook.xml.rels",
          relationships([
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"),
          ])
        ),
        (
          "xl/workbook.xml",
          "<workbook \(main) \(links)>\(properties)<sheets><sheet name='Data' sheetId='1' r:id='rId1'/></sheets>"
            + "</workbook>"
        ),
        ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", "<sst \(main)>\(strings)</sst>"),
        ("xl/styles.xml", styles),
      ]
    }

    var sheet: String {
      let merged = merges.map { "<mergeCell ref='\($0)'/>" }.joined()
      return "<worksheet \(main)><sheetData>\(rows)</sheetData>"
        + (merges.isEmpty ? "" : "<mergeCells>\(merged)</mergeCells>") + "</worksheet>"
    }

    private var styles: String {
      let codes = formats.enumerated().map { index, code in
        let text = code.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<numFmt numFmtId='\(164 + index)' formatCode='\(text)'/>"
      }
      let ids = [0] + formats.indices.map { 164 + $0 } + builtIns
      let styles = ids.map { "<xf numFmtId='\($0)'/>" }
      return "<styleSheet \(main)><numFmts>\(codes.joined())</numFmts>"
        + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>\(styles.joined())</cellXfs></styleSheet>"
    }
  }

  /// A workbook with some parts replaced, or left out where the text is `nil`.
  static func workbook(_ parts: Parts, replacing changes: [String: String?] = [:]) throws -> String {
    try archive(
      parts.all.compactMap { part in
        let text = changes[part.name] ?? part.text
        return text.map { (part.name, $0) }
      })
  }

  static let main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
  static let links = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"

  /// Relationships rId1, rId2 …
  static func relationships(_ targets: [(type: String, target: String)]) -> String {
    let base = "http://schemas.openxmlformats.org"
    let lines = targets.enumerated().map { index, target in
      "<Relationship Id='rId\(index + 1)' Type='\(base)/officeDocument/2006/relationships/\(target.type)' "
        + "Target='\(target.target)'/>"
    }
    return "<Relationships xmlns='\(base)/package/2006/relationships'>\(lines.joined())</Relationships>"
  }
}
