import CLibuchardet

/// How a text file writes its characters.
package struct TextEncoding: Equatable, Sendable {
  /// As people call it, and as a mapping states it.
  package let name: String
  /// As iconv calls it.
  let iconvName: String

  package static let utf8 = TextEncoding(name: "utf-8", iconvName: "UTF-8")
  static let utf16LittleEndian = TextEncoding(name: "utf-16le", iconvName: "UTF-16LE")
  static let utf16BigEndian = TextEncoding(name: "utf-16be", iconvName: "UTF-16BE")
  /// What Japanese Excel writes as CSV: Shift_JIS with the characters of NEC and IBM, such as ① and 髙.
  static let cp932 = TextEncoding(name: "cp932", iconvName: "CP932")
  static let eucJP = TextEncoding(name: "euc-jp", iconvName: "EUC-JP-MS")
  /// What Western Excel writes as CSV; Latin-1 with the quotation marks and the euro that it lacks.
  static let windows1252 = TextEncoding(name: "windows-1252", iconvName: "CP1252")

  /// Those that a mapping can state, by every name that they go by.
  private static let known: [(names: [String], encoding: TextEncoding)] = [
    (["utf-8", "utf8"], utf8), (["utf-16le", "utf-16"], utf16LittleEndian), (["utf-16be"], utf16BigEndian),
    (["cp932", "shift_jis", "shift-jis", "sjis", "windows-31j", "ms932", "ms_kanji"], cp932),
    (["euc-jp", "eucjp", "eucjp-ms"], eucJP),
    (
      ["windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1", "iso-8859-15", "ansi", "us-ascii", "ascii"],
      windows1252
    ),
    (["iso-8859-2", "latin-2"], TextEncoding(name: "iso-8859-2", iconvName: "ISO-8859-2")),
    (["iso-8859-7", "greek"], TextEncoding(name: "iso-8859-7", iconvName: "ISO-8859-7")),
    (["windows-1250", "cp1250"], TextEncoding(name: "windows-1250", iconvName: "CP1250")),
    (["windows-1251", "cp1251"], TextEncoding(name: "windows-1251", iconvName: "CP1251")),
    (["windows-1253", "cp1253"], TextEncoding(name: "windows-1253", iconvName: "CP1253")),
    (["windows-1254", "cp1254", "iso-8859-9"], TextEncoding(name: "windows-1254", iconvName: "CP1254")),
    (["gb18030", "gbk", "gb2312"], TextEncoding(name: "gb18030", iconvName: "GB18030")),
    (["big5"], TextEncoding(name: "big5", iconvName: "BIG5-HKSCS")),
    (["euc-kr", "cp949", "uhc"], TextEncoding(name: "euc-kr", iconvName: "CP949")),
  ]

  package static var names: [String] { known.map(\.encoding.name) }

  /// Also those that other programs use.
  static var allNames: [String] { known.flatMap(\.names) }

  init(name: String, iconvName: String) {
    self.name = name
    self.iconvName = iconvName
  }

  /// One that a mapping states; no difference is made between large and small letters.
  package init?(named name: String) {
    let name = name.lowercased()
    guard let found = TextEncoding.known.first(where: { $0.names.contains(name) }) else { return nil }
    self = found.encoding
  }

  /// A byte order mark, and the encoding that it tells.
  static func byteOrderMark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (utf16BigEndian, 2) }
    return nil
  }

  /// The encoding that the beginning of a file without a byte order mark seems to have.
  /// - Returns: `nil` when nothing fits; the file's owner has to state it.
  package static func guess(_ sample: [UInt8], isWhole: Bool) -> TextEncoding? {
    if let utf16 = guessUTF16(sample) { return utf16 }
    if isUTF8(sample, isWhole: isWhole) { return .utf8 }
    // Two encodings of Japanese can be told apart better than by statistics: little else is valid in them.
    for encoding in [eucJP, cp932] where looksJapanese(sample, encoding, isWhole: isWhole) { return encoding }
    // A few accents are too little for statistics.
    let foreign = sample.count { $0 >= 0x80 }
    if foreign < 100, foreign * 10 < sample.count, isValid(sample, windows1252, isWhole: isWhole) { return windows1252 }
    let detector = uchardet_new()
    defer { uchardet_delete(detector) }
    sample.withUnsafeBytes { bytes in
      _ = uchardet_handle_data(detector, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    uchardet_data_end(detector)
    return uchardet_get_charset(detector).flatMap { TextEncoding(named: String(cString: $0)) }
  }

  /// Text of mostly ASCII letters has every second byte zero.
  private static func guessUTF16(_ sample: [UInt8]) -> TextEncoding? {
    let pairs = sample.count / 2
    guard pairs >= 2 else { return nil }
    var evenZeros = 0
    var oddZeros = 0
    for pair in 0..<pairs {
      if sample[2 * pair] == 0 { evenZeros += 1 }
      if sample[2 * pair + 1] == 0 { oddZeros += 1 }
    }
    if oddZeros * 10 > pairs, evenZeros == 0 { return utf16LittleEndian }
    if evenZeros * 10 > pairs, oddZeros == 0 { return utf16BigEndian }
    return nil
  }

  private static func isUTF8(_ sample: [UInt8], isWhole: Bool) -> Bool {
    let end = isWhole ? sample.count : sample.endOfWholeScalars
    return String(validating: sample[..<end], as: UTF8.self) != nil
  }

  private static func isValid(_ sample: [UInt8], _ encoding: TextEncoding, isWhole: Bool) -> Bool {
    (try? TextDecoder(encoding, path: "").decode(sample, isLast: isWhole)) != nil
  }

  /// Valid throughout, and what is not ASCII is for the greater part kana and kanji that stand together.
  ///
  /// Western text is often valid in Shift_JIS: é and the letter behind it make one kanji, which then stands alone, and
  /// half-width kana are one byte each.
  private static func looksJapanese(_ sample: [UInt8], _ encoding: TextEncoding, isWhole: Bool) -> Bool {
    guard let bytes = try? TextDecoder(encoding, path: "").decode(sample, isLast: isWhole) else { return false }
    var together = 0
    var others = 0
    var isBehindJapanese = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isJapanese =
        switch scalar.value {
        case 0x3000...0x30FF, 0x4E00...0x9FFF, 0xFF01...0xFF5E, 0xF900...0xFAFF: true
        default: false
        }
      if isJapanese, isBehindJapanese {
        together += 1
      } else if scalar.value >= 0x80 {
        others += 1
      }
      isBehindJapanese = isJapanese
    }
    return together > others
  }
}

extension [UInt8] {
  /// Where the last character begins that may be cut off, or the end.
  var endOfWholeScalars: Int {
    var start = count
    while start > 0, count - start < 3, self[start - 1] & 0xC0 == 0x80 { start -= 1 }
    guard start > 0 else { return count }
    let lead = self[start - 1]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    return start - 1 + length > count ? start - 1 : count
  }
}
