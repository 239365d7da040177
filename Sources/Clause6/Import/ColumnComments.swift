import Schema

/// What the register says of its columns, which migrations say in `COMMENT ON COLUMN`: an editor is told the same.
struct ColumnComments {
  private var byColumn: [String: String] = [:]

  /// A later migration may say it anew.
  init() {
    for file in SQLFile.inFolder("migrations") {
      for line in file.text.utf8.split(separator: UInt8(ascii: "\n")) where line.starts(with: ColumnComments.start) {
        add(String(decoding: line.dropFirst(ColumnComments.start.count), as: UTF8.self))
      }
    }
  }

  private static let start = Array("COMMENT ON COLUMN register.".utf8)

  /// - Parameter statement: `contract.signed_on IS 'Day of signature';`
  private mutating func add(_ statement: String) {
    guard let match = statement.wholeMatch(of: /(\w+\.\w+) IS '(.*)';/) else { return }
    byColumn[String(match.1)] = String(match.2).replacing("''", with: "'")
  }

  /// A field that names another entry is its number in the register.
  func comment(on field: String, of table: String) -> String? {
    byColumn["\(table).\(field)"] ?? byColumn["\(table).\(field)_id"]
  }
}
