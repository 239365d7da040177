/// The limits of a sheet, which every spreadsheet program has.
enum SheetLimits {
  static let rows = 1_048_576
  static let columns = 16_384
  /// Bytes of text in one row.
  static let rowText = 16 << 20
}

/// What the cells of a sheet need from the rest of the workbook.
struct CellContext {
  let strings: SharedStrings
  let formats: CellFormats
  let is1904: Bool
  /// The file and the sheet, for sentences.
  let place: String

  func refusal(row: Int, _ problem: String) -> Clause6Error {
    Clause6Error(
      "\(place), row \(row) \(problem), so it is refused: "
        + "open the workbook in a spreadsheet program and save it again as .xlsx.")
  }
}

/// A row of which only the cells that hold something are there.
struct SheetRow {
  var number: Int
  var cells: [(column: Int, value: CellValue)] = []
}

/// Builds rows from the XML of a sheet, and stops the reading after each.
final class SheetCells: XMLHandler {
  private let context: CellContext
  private var isInData = false
  private var row: SheetRow?
  private var finished: SheetRow?
  private var lastRow = 0
  private var lastColumn = -1
  private var rowText = 0

  private var cell: OpenCell?
  private var isInValue = false
  private var value: [UInt8] = []
  private var inline = RichText()

  private struct OpenCell {
    var column: Int
    var type: CellType
    var style: Int
    var hasFormula = false
    var hasValue = false
  }

  init(_ context: CellContext) { self.context = context }

  /// The row that has been read, once.
  func take() -> SheetRow? {
    defer { finished = nil }
    return finished
  }

  // MARK: Elements

  func start(_ tag: XMLTag) throws(Clause6Error) {
    if cell != nil {
      switch tag.name {
      case "v":
        cell?.hasValue = true
        isInValue = true
      case "f": cell?.hasFormula = true
      default: inline.start(tag.name)
      }
    } else if row != nil {
      if tag.name == "c" { try startCell(tag) }
    } else if isInData {
      if tag.name == "row" { try startRow(tag) }
    } else if tag.name == "sheetData" {
      isInData = true
    }
  }

  func end(_ name: String) throws(Clause6Error) -> XMLStep {
    switch name {
    case "v": isInValue = false
    case "c": try endCell()
    case "row":
      guard row != nil else { break }
      (finished, row) = (row, nil)
      return .pause
    case "sheetData": isInData = false
    default: if cell != nil { inline.end(name) }
    }
    return .goOn
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Clause6Error) {
    guard cell != nil else { return }
    if isInValue { value.append(contentsOf: bytes) } else { inline.append(bytes) }
    guard max(value.count, inline.bytes.count) <= RichText.longest else {
      throw Clause6Error("\(context.place), row \(lastRow): the text of a cell \(RichText.tooLong)")
    }
  }

  private func startRow(_ tag: XMLTag) throws(Clause6Error) {
    var number = lastRow + 1
    if let text = tag.attribute("r") {
      guard let stated = Int(text) else {
        throw context.refusal(row: number, "has the number \"\(text.prefix(20))\", which is none")
      }
      number = stated
    }
    guard number > lastRow else { throw context.refusal(row: number, "stands behind row \(lastRow)") }
    guard number <= SheetLimits.rows else {
      throw context.refusal(row: number, "lies beyond the \(SheetLimits.rows) rows that a sheet can have")
    }
    lastRow = number
    lastColumn = -1
    rowText = 0
    row = SheetRow(number: number)
  }

  private func startCell(_ tag: XMLTag) throws(Clause6Error) {
    var column = lastColumn + 1
    if let reference = tag.bytes("r") {
      var place = reference
      guard let stated = columnNumber(&place) else {
        let text = String(cString: reference).prefix(20)
        throw context.refusal(row: lastRow, "has a cell \"\(text)\", which is no place")
      }
      column = stated
    }
    guard column < SheetLimits.columns else {
      throw context.refusal(row: lastRow, "has more than the \(SheetLimits.columns) columns that a sheet can have")
    }
    lastColumn = column
    cell = OpenCell(
      column: column, type: CellType(tag.bytes("t")), style: tag.bytes("s").flatMap { wholeNumber($0) } ?? 0)
    value.removeAll(keepingCapacity: true)
    inline.removeAll()
    isInValue = false
  }

  private func endCell() throws(Clause6Error) {
    guard let cell else { return }
    self.cell = nil
    let value = value(of: cell)
    guard !value.isEmpty else { return }
    rowText += value.text.utf8.count
    guard rowText <= SheetLimits.rowText else {
      throw context.refusal(row: lastRow, "holds more than \(SheetLimits.rowText >> 20) MB of text")
    }
    row?.cells.append((cell.column, value))
    guard row?.cells.count ?? 0 <= SheetLimits.columns else {
      throw context.refusal(row: lastRow, "has more cells than the \(SheetLimits.columns) columns of a sheet")
    }
  }

  // MARK: Values

  private func value(of cell: OpenCell) -> CellValue {
    if cell.hasFormula, value.isEmpty, inline.bytes.isEmpty, !(cell.type == .result && cell.hasValue) {
      return CellValue(
        text: "",
        problem: "is a formula whose result the file does not hold; open it in a spreadsheet and save it")
    }
    if cell.type == .result || cell.type == .inline {
      RichText.decodeEscapes(in: &value, from: 0)
      return CellValue(text: String(decoding: value.isEmpty ? inline.bytes : value, as: UTF8.self))
    }
    let text = String(decoding: value, as: UTF8.self)
    if cell.type == .date { return CellValue(text: text) }
    let word = text.withoutBlanks
    if word.isEmpty { return CellValue(text: "") }
    switch cell.type {
    case .shared:
      if let index = Int(word), let string = context.strings[index] { return CellValue(text: string) }
      return CellValue(text: word, problem: "is the number of a text that the workbook does not hold")
    case .bool:
      switch word {
      case "1", "true": return CellValue(text: "TRUE")
      case "0", "false": return CellValue(text: "FALSE")
      default: return CellValue(text: word, problem: "is neither true nor false, though the file says so")
      }
    case .error: return CellValue(text: word, problem: "is an error of the spreadsheet, not a value")
    default: return SheetNumber.value(word, format: context.formats[cell.style], is1904: context.is1904)
    }
  }
}

private enum CellType {
  case number, shared, result, inline, bool, error, date

  init(_ name: UnsafePointer<CChar>?) {
    self =
      switch name.map({ String(cString: $0) }) {
      case "s": .shared
      case "str": .result
      case "inlineStr": .inline
      case "b": .bool
      case "e": .error
      case "d": .date
      default: .number
      }
  }
}

extension String {
  /// Without the blanks that XML allows around a number.
  fileprivate var withoutBlanks: String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = utf8.first, let last = utf8.last, isBlank(first) || isBlank(last) else { return self }
    let start = utf8.firstIndex { !isBlank($0) } ?? utf8.endIndex
    let end = utf8.lastIndex { !isBlank($0) }.map { utf8.index(after: $0) } ?? utf8.endIndex
    return start < end ? String(self[start..<end]) : ""
  }
}

/// The column of a reference such as AB12, from 0; `place` stands behind its letters then.
func columnNumber(_ place: inout UnsafePointer<CChar>) -> Int? {
  var number = 0
  var length = 0
  while case let letter = UInt8(bitPattern: place.pointee) & 0xDF, (0x41...0x5A).contains(letter) {
    length += 1
    guard length <= 4 else { return nil }
    number = number * 26 + Int(letter - 0x40)
    place += 1
  }
  return length > 0 ? number - 1 : nil
}

/// Digits only; `nil` when there are none or too many.
func wholeNumber(_ text: UnsafePointer<CChar>) -> Int? {
  var place = text
  var number = 0
  while case let digit = Int(place.pointee) - 0x30, (0...9).contains(digit) {
    guard number < 1 << 40 else { return nil }
    number = number * 10 + digit
    place += 1
  }
  return place == text ? nil : number
}
