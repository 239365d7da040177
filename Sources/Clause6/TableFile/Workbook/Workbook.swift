/// A workbook (.xlsx, .xlsm), read in a stream.
///
/// Texts with more than 1 MB, rows with more than 16 MB and parts that unpack to more than 200 times their size are
/// refused, as is whatever no spreadsheet program writes.
final class Workbook {
  struct Sheet {
    let name: String
    /// Also when only a program can show it again.
    let isHidden: Bool
  }

  /// In the order of their tabs, without charts and the like.
  let sheets: [Sheet]
  private let archive: WorkbookArchive
  private let contents: WorkbookContents
  private var strings: SharedStrings?
  private var formats: CellFormats?

  /// - Throws: ``Clause6Error`` when the file cannot be read or is no workbook.
  init(path: String) throws(Clause6Error) {
    archive = try WorkbookArchive(path: path)
    contents = try WorkbookContents(archive)
    sheets = contents.sheets.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
  }

  /// - Throws: ``Clause6Error`` when there is no such sheet or its part cannot be read.
  func reader(sheet: String) throws(Clause6Error) -> SheetReader {
    guard let found = contents.sheets.first(where: { $0.name == sheet }) else {
      let names = sheets.prefix(100).map { "\"\($0.name.prefix(100))\"" }.joined(separator: ", ")
      throw Clause6Error(
        "\(archive.path) has no sheet \"\(sheet.prefix(100))\": "
          + (names.isEmpty ? "it has none with cells. Name another workbook." : "name one that it has, \(names)."))
    }
    guard let part = found.part else {
      throw Clause6Error(
        "\(archive.path) names a sheet \"\(sheet.prefix(100))\" and does not say where it is: "
          + "open it in a spreadsheet program and save it again as .xlsx.")
    }
    let context = CellContext(
      strings: try loadedStrings(), formats: try loadedFormats(), is1904: contents.is1904,
      place: "\(archive.path), sheet \"\(sheet.prefix(100))\"")
    return try SheetReader(archive, part: part, context: context)
  }

  private func loadedStrings() throws(Clause6Error) -> SharedStrings {
    if let strings { return strings }
    var loaded = SharedStrings()
    if let part = contents.stringsPart {
      loaded = try SharedStrings(try archive.entry(part, limit: SharedStrings.largest))
    }
    strings = loaded
    return loaded
  }

  private func loadedFormats() throws(Clause6Error) -> CellFormats {
    if let formats { return formats }
    var loaded = CellFormats()
    if let part = contents.stylesPart {
      loaded = try CellFormats(try archive.entry(part, limit: WorkbookContents.largestPart))
    }
    formats = loaded
    return loaded
  }
}
