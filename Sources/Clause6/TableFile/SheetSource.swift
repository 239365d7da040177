/// Rows of a sheet of a workbook.
final class SheetSource: RecordSource {
  /// What of the workbook is not read, in a sentence.
  let note: String?
  private let reader: SheetReader
  private let bytes: FileBytes

  /// - Parameter sheet: the sheet's name; without one the only sheet that is not hidden.
  /// - Throws: ``Clause6Error`` when the workbook cannot be read, has no such sheet, or has several to choose from.
  init(_ bytes: FileBytes, sheet: String?) throws(Clause6Error) {
    self.bytes = bytes
    let workbook = try Workbook(path: bytes.path)
    let shown = workbook.sheets.filter { !$0.isHidden }
    if let sheet {
      note = nil
      reader = try workbook.reader(sheet: sheet)
      return
    }
    guard let only = shown.first else {
      throw Clause6Error("\(bytes.path) has no sheet that is not hidden: name one with \"sheet: …\" in the mapping.")
    }
    guard shown.count == 1 else {
      let names = shown.map { "\"\($0.name)\"" }.joined(separator: ", ")
      throw Clause6Error("\(bytes.path) has several sheets, \(names): name one with \"sheet: …\" in the mapping.")
    }
    let hidden = workbook.sheets.filter(\.isHidden).map { "\"\($0.name)\"" }
    note =
      hidden.isEmpty ? nil : "\(bytes.path) has hidden sheets, which are not read: \(hidden.joined(separator: ", "))."
    reader = try workbook.reader(sheet: only.name)
  }

  /// A workbook is a ZIP archive; the files of older and of locked ones are those of OLE 2.
  static func isWorkbook(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }

  func next() throws(Clause6Error) -> TableRecord? { try reader.next() }
  var progress: (read: Int, total: Int) { (reader.bytesRead, reader.byteCount) }
  func fileHash() throws(Clause6Error) -> String { try bytes.fileHash() }
}
