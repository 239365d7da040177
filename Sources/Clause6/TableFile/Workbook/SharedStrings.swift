/// The texts that the cells of a workbook share, one behind the other.
struct SharedStrings {
  /// As many bytes as the part may have.
  static let largest = 512 << 20

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  init() {}

  init(_ entry: ArchiveEntry) throws(Clause6Error) {
    let handler = SharedStringsHandler(path: entry.path)
    try XMLStream(entry, handler: handler).finish()
    self = handler.strings
  }

  subscript(index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }

  fileprivate mutating func append(_ text: [UInt8]) {
    bytes += text
    ends.append(UInt32(bytes.count))
  }
}

private final class SharedStringsHandler: XMLHandler {
  var strings = SharedStrings()
  private let path: String
  private var collected = RichText()
  private var isInItem = false

  init(path: String) { self.path = path }

  func start(_ tag: XMLTag) {
    if tag.name == "si" {
      isInItem = true
      collected.removeAll()
    } else if isInItem {
      collected.start(tag.name)
    }
  }

  func end(_ name: String) -> XMLStep {
    if name == "si", isInItem {
      isInItem = false
      strings.append(collected.bytes)
    } else if isInItem {
      collected.end(name)
    }
    return .goOn
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Clause6Error) {
    collected.append(bytes)
    guard collected.bytes.count <= RichText.longest else {
      throw Clause6Error("\(path): a text \(RichText.tooLong)")
    }
  }
}

/// The text of a cell: its runs one after the other, without the readings that stand above Japanese.
struct RichText {
  /// In bytes; a spreadsheet's cell takes 32,767 characters.
  static let longest = 1 << 20
  static let tooLong =
    "has more than a megabyte, and a cell takes 32,767 characters: shorten it in a spreadsheet program."

  private(set) var bytes: [UInt8] = []
  private var isInText = false
  private var isInReading = false
  private var runStart = 0

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isInText = false
    isInReading = false
  }

  mutating func start(_ name: String) {
    switch name {
    case "rPh": isInReading = true
    case "t" where !isInReading:
      isInText = true
      runStart = bytes.count
    default: break
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "rPh": isInReading = false
    case "t" where isInText:
      isInText = false
      RichText.decodeEscapes(in: &bytes, from: runStart)
    default: break
    }
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if isInText { bytes.append(contentsOf: text) }
  }

  // MARK: Escapes

  /// `_x000D_` stands for what XML cannot hold, in UTF-16. A zero stays as it is written: no database takes one.
  static func decodeEscapes(in bytes: inout [UInt8], from start: Int) {
    let underscore = UInt8(ascii: "_")
    guard let first = bytes[start...].firstIndex(of: underscore) else { return }
    let source = bytes[first...]
    guard source.count >= escapeLength else { return }
    var result: [UInt8] = []
    var units: [UInt16] = []
    var place = source.startIndex
    while place < source.endIndex {
      if source[place] == underscore, let unit = escape(source[place...]) {
        units.append(unit)
        place += escapeLength
        continue
      }
      flush(&units, to: &result)
      result.append(source[place])
      place += 1
    }
    flush(&units, to: &result)
    bytes.replaceSubrange(first..., with: result)
  }

  private static let escapeLength = 7

  private static func escape(_ bytes: ArraySlice<UInt8>) -> UInt16? {
    let letters = Array(bytes.prefix(escapeLength))
    guard letters.count == escapeLength, letters[1] == UInt8(ascii: "x"), letters[6] == UInt8(ascii: "_") else {
      return nil
    }
    let digits = letters[2..<6].compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 4 else { return nil }
    let unit = digits.reduce(0) { $0 << 4 | $1 }
    return unit == 0 ? nil : UInt16(unit)
  }

  private static func flush(_ units: inout [UInt16], to bytes: inout [UInt8]) {
    guard !units.isEmpty else { return }
    bytes.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    units.removeAll(keepingCapacity: true)
  }
}
