/// What a number format makes of a number.
package enum CellFormat: UInt8 {
  case number, day
  /// A format that languages understand differently.
  case dayOrTime
  case time
  /// Hours that go on after 24.
  case elapsed

  /// Whether a format shows a date or a time.
  static func isDate(format: String) -> Bool { CellFormat(format: format) != .number }

  /// A format without a text of its own; 27 to 36 and 50 to 58 are those of East Asia.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .day
    case 18...21, 32, 33, 45, 47: self = .time
    case 34, 35, 55, 56: self = .dayOrTime
    case 46: self = .elapsed
    default: self = .number
    }
  }

  /// Only the first section counts: the others are for negative numbers, zeros and texts.
  package init(format: String) {
    var scanner = FormatScanner(format)
    self = scanner.format()
  }
}

/// Reads the letters of a format, and skips all that only decorates.
private struct FormatScanner {
  private enum Unit { case day, month, hour, second, elapsed }

  private let letters: [UInt8]
  private var place = 0
  private var units: [Unit] = []
  private var isNumber = false
  private var isTwelveHours = false

  init(_ format: String) { letters = Array(format.lowercased().utf8) }

  mutating func format() -> CellFormat {
    while place < letters.count, letters[place] != UInt8(ascii: ";") { step() }
    if isNumber { return .number }
    // m is the minute behind an hour and before a second.
    let units = self.units.enumerated().map { index, unit -> Unit in
      guard unit == .month else { return unit }
      let before = index > 0 ? self.units[index - 1] : .day
      let after = index + 1 < self.units.count ? self.units[index + 1] : .day
      return before == .hour || before == .elapsed || after == .second ? .hour : .month
    }
    if units.contains(.day) || units.contains(.month) { return .day }
    if units.contains(.elapsed) { return .elapsed }
    return units.isEmpty && !isTwelveHours ? .number : .time
  }

  private mutating func step() {
    let letter = letters[place]
    switch letter {
    case UInt8(ascii: "\""): skip(past: letter)
    case UInt8(ascii: "["): bracket()
    // The letter behind it is shown, is as wide as a blank, or fills the cell.
    case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): place += 1 + scalarLength(at: place + 1)
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): digit()
    case UInt8(ascii: "%"), UInt8(ascii: "@"):
      isNumber = true
      place += 1
    default: word(letter)
    }
  }

  private mutating func word(_ letter: UInt8) {
    if take("general") || take("standard") || take("g/") {
      isNumber = true
    } else if take("am/pm") || take("a/p") {
      isTwelveHours = true
    } else if take("aaa") {
      units.append(.day)
    } else {
      let start = place
      while place < letters.count, letters[place] == letter { place += 1 }
      switch letter {
      case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "b"):
        units.append(.day)
      case UInt8(ascii: "m"): units.append(place - start > 2 ? .day : .month)
      case UInt8(ascii: "h"): units.append(.hour)
      case UInt8(ascii: "s"): units.append(.second)
      default: break
      }
    }
  }

  /// A colour, a condition, a language; or hours, minutes or seconds that go on.
  private mutating func bracket() {
    let start = place + 1
    skip(past: UInt8(ascii: "]"))
    let inside = letters[start..<max(start, place - 1)]
    if let first = inside.first, inside.allSatisfy({ $0 == first }), "hms".utf8.contains(first) {
      units.append(.elapsed)
    }
  }

  /// Zeros behind a second are its parts, all others are a number's.
  private mutating func digit() {
    let point = place > 0 ? letters[place - 1] : 0
    let isPart = point == UInt8(ascii: ".") || point == UInt8(ascii: ",")
    if !isPart || (units.last != .second && units.last != .elapsed) { isNumber = true }
    while place < letters.count, letters[place] == UInt8(ascii: "0") { place += 1 }
    if place < letters.count, "#?".utf8.contains(letters[place]) {
      isNumber = true
      place += 1
    }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place + length <= letters.count else { return false }
    for offset in 0..<length where letters[place + offset] != word.utf8Start[offset] { return false }
    place += length
    return true
  }

  private mutating func skip(past end: UInt8) {
    let rest = letters[(place + 1)...]
    place = rest.firstIndex(of: end).map { $0 + 1 } ?? letters.count
  }

  private func scalarLength(at place: Int) -> Int {
    guard place < letters.count else { return 0 }
    return 1 + letters[(place + 1)...].prefix { $0 & 0xC0 == 0x80 }.count
  }
}

/// The formats of a workbook, by the style of a cell.
struct CellFormats {
  private var byStyle: [CellFormat] = []

  init() {}

  init(_ entry: ArchiveEntry) throws(Clause6Error) {
    let handler = StylesHandler()
    try XMLStream(entry, handler: handler).finish()
    byStyle = handler.byStyle.map { handler.formats[$0] ?? CellFormat(builtIn: $0) }
  }

  subscript(style: Int) -> CellFormat { byStyle.indices.contains(style) ? byStyle[style] : .number }
}

/// Collects what the styles of cells say of numbers, and leaves the styles of styles and of conditions alone.
private final class StylesHandler: XMLHandler {
  var formats: [Int: CellFormat] = [:]
  var byStyle: [Int] = []
  private var list = ""

  func start(_ tag: XMLTag) {
    switch (list, tag.name) {
    case (_, "numFmts"), (_, "cellXfs"): list = tag.name
    case ("numFmts", "numFmt"):
      guard let id = tag.attribute("numFmtId").flatMap({ Int($0) }), let code = tag.attribute("formatCode") else {
        return
      }
      formats[id] = CellFormat(format: code)
    case ("cellXfs", "xf"): byStyle.append(tag.attribute("numFmtId").flatMap { Int($0) } ?? 0)
    default: break
    }
  }

  func end(_ name: String) -> XMLStep {
    if name == list { list = "" }
    return .goOn
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
