import Postgres

/// The value of a cell: its text, and why it is none, as the end of a sentence that begins with the text.
package struct CellValue: Equatable {
  package var text: String
  package var problem: String?

  var isEmpty: Bool { text.isEmpty && problem == nil }
}

/// Numbers, days and times as a spreadsheet stores them, which is all as numbers.
package enum SheetNumber {
  package static func value(_ text: String, format: CellFormat, is1904: Bool) -> CellValue {
    if format == .number, isPlain(text) { return CellValue(text: text) }
    guard let number = number(text) else {
      return CellValue(text: text, problem: "is no number, though the file says that it is one")
    }
    switch format {
    case .number: return CellValue(text: plain(number))
    case .elapsed: return elapsed(number)
    default: return moment(number, format: format, is1904: is1904)
    }
  }

  // MARK: Numbers

  /// Digits that every double holds as they are.
  private static func isPlain(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, digits.count <= 15 else { return false }
    if first == UInt8(ascii: "0") { return text == "0" }
    return digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private static func number(_ text: String) -> Double? {
    // Double takes more than a spreadsheet writes: nan, 0x1p3.
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"): true
      default: byte | 0x20 == UInt8(ascii: "e")
      }
    }
    guard isDecimal, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// The shortest text that reads back to the same number, without an exponent.
  static func plain(_ number: Double) -> String {
    if number == 0 { return "0" }
    let sign = number < 0 ? "-" : ""
    let text = "\(number.magnitude)"
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      return sign + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let parts = text[..<mark].split(separator: ".")
    var whole = String(parts[0])
    var fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    if exponent >= 0 {
      fraction += String(repeating: "0", count: max(0, exponent - fraction.count))
      whole += fraction.prefix(exponent)
      fraction = String(fraction.dropFirst(exponent))
    } else {
      whole = String(repeating: "0", count: max(0, 1 - exponent - whole.count)) + whole
      fraction = whole.suffix(-exponent) + fraction
      whole = String(whole.dropLast(-exponent))
    }
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  // MARK: Days and times

  private static let secondsPerDay = 86_400
  /// 9999-12-31.
  private static let lastDay = 2_958_465
  /// The other system begins with 1904-01-01.
  private static let daysTo1904 = 1462
  private static let phantom = 60

  private static func moment(_ number: Double, format: CellFormat, is1904: Bool) -> CellValue {
    let out = CellValue(text: plain(number), problem: "is a day that no calendar has")
    guard number >= 0, number < Double(lastDay + 1) else { return out }
    var (day, seconds) = split(number)
    if number < 1, format == .time || (format == .dayOrTime && number > 0) {
      return CellValue(text: clock(seconds % secondsPerDay, hours: 24))
    }
    if is1904 { day += daysTo1904 }
    guard day <= lastDay, day > 0 else { return out }
    guard day != phantom || is1904 else {
      return CellValue(text: plain(number), problem: "is 29 February 1900, a day that never was")
    }
    // Counted from 1899-12-30; the days before the one that never was lie one later.
    guard let date = CalendarDate(daysAfter1899: day < phantom ? day + 1 : day) else { return out }
    return CellValue(text: seconds == 0 ? date.description : "\(date)T\(clock(seconds, hours: 24))")
  }

  private static func elapsed(_ number: Double) -> CellValue {
    guard number.magnitude < Double(lastDay + 1) else {
      return CellValue(text: plain(number), problem: "is a time longer than any calendar")
    }
    let (days, seconds) = split(number.magnitude)
    let all = days * secondsPerDay + seconds
    return CellValue(text: (number < 0 && all > 0 ? "-" : "") + clock(all, hours: .max))
  }

  /// Days and seconds, to the nearest second.
  private static func split(_ number: Double) -> (day: Int, seconds: Int) {
    let day = Int(number)
    let seconds = Int(((number - Double(day)) * Double(secondsPerDay)).rounded())
    return seconds == secondsPerDay ? (day + 1, 0) : (day, seconds)
  }

  private static func clock(_ seconds: Int, hours: Int) -> String {
    "\(two(seconds / 3600 % hours)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
