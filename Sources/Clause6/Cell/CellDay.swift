package import Postgres

/// In which order a file writes the parts of its dates. Stated by the mapping, never guessed.
public enum DateOrder: String, Sendable, CaseIterable {
  case ymd, dmy, mdy
  /// The number of a spreadsheet's day: 46112 is 2026-03-31.
  case serial
}

/// How the cells of a column write days.
package struct DayReading: Sendable, Equatable {
  /// Which day of a month or a fiscal year a cell means that names no day.
  package enum Incomplete: String, Sendable, CaseIterable {
    case firstDay = "first_day"
    case lastDay = "last_day"
  }

  var order: DateOrder
  /// The first of the hundred years in which a year of two digits lies; without it such a year is refused.
  var shortYears: Int?
  var incomplete: Incomplete?
  /// The month in which a fiscal year begins; April in Japan.
  var fiscalYearStart: Int
  /// Days that stand for none; `nil` when the mapping does not say, and then those that often do are refused.
  var sentinels: Set<CalendarDate>?

  package init(
    order: DateOrder = .ymd, shortYears: Int? = nil, incomplete: Incomplete? = nil, fiscalYearStart: Int = 4,
    sentinels: Set<CalendarDate>? = nil
  ) {
    self.order = order
    self.shortYears = shortYears
    self.incomplete = incomplete
    self.fiscalYearStart = fiscalYearStart
    self.sentinels = sentinels
  }

  /// Days that programs write for "never" and "not known".
  private static let suspects = Set(
    [
      "9999-12-31", "9999-12-30", "2999-12-31", "1900-01-01", "1899-12-30", "1899-12-31", "1753-01-01", "1601-01-01",
      "1970-01-01", "0001-01-01", "1000-01-01",
    ].compactMap { CalendarDate($0) })

  /// - Returns: `nil` for a day that stands for none.
  package func day(_ text: String) throws(UnreadableCell) -> CalendarDate? {
    let day = try read(text)
    if let sentinels { return sentinels.contains(day) ? nil : day }
    guard !DayReading.suspects.contains(day) else {
      throw UnreadableCell(
        reason: "often stands for no day at all: say under \"sentinels\" in the mapping whether it does")
    }
    return day
  }

  private func read(_ text: String) throws(UnreadableCell) -> CalendarDate {
    // By far the most frequent form, and one that is read the same in every order.
    if let day = CalendarDate(text) { return day }
    if order == .ymd, text.utf8.count == 10, let day = CalendarDate(text.withHyphens) { return day }
    if order == .serial, let day = try serialDay(text) { return day }
    // What regular expressions take for a long text grows with its square, and no day is long.
    guard text.utf8.count <= 200 else { throw UnreadableCell(reason: "is not a day in the order \(order.words)") }
    let plain = text.halfWidth.trimmedCell.withoutWeekday.withoutTime
    if let day = CalendarDate(plain) { return day }
    let arabic = plain.withoutKanjiNumerals
    if let era = JapaneseEra.leading(arabic) { return try day(of: era.era, rest: era.rest) }
    if let parts = MonthName.parts(of: arabic) { return try calendarDay(year(parts.year), parts.month, parts.day) }
    return try numericDay(arabic)
  }

  private func numericDay(_ text: String) throws(UnreadableCell) -> CalendarDate {
    var parts = text.dateParts
    if parts.count == 1, parts[0].count == 8, parts[0].isASCIIDigits, order == .ymd {
      let digits = parts[0]
      parts = [String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.dropFirst(6))]
    }
    guard parts.count == 3, parts.allSatisfy({ $0.isASCIIDigits && $0.count <= 4 }) else {
      return try incompleteDay(text)
    }
    let numbers = parts.compactMap { Int($0) }
    switch order {
    case .ymd, .serial:
      guard parts[0].count > 2 || parts[2].count < 4 else {
        throw UnreadableCell(
          reason:
            "is not a day in the order \(order.words); \"dates: dmy\" or \"dates: mdy\" in the mapping say another")
      }
      return try calendarDay(year(parts[0]), numbers[1], numbers[2])
    case .dmy: return try calendarDay(year(parts[2]), numbers[1], numbers[0])
    case .mdy: return try calendarDay(year(parts[2]), numbers[0], numbers[1])
    }
  }

  /// 令和7年3月31日, R7.3.31, H31/3/31; 令和7年度 where the mapping says which of its days is meant.
  private func day(of era: JapaneseEra, rest: String) throws(UnreadableCell) -> CalendarDate {
    let parts = rest.dateParts
    guard let first = parts.first, let number = first == "元" ? 1 : Int(first), (1...99).contains(number) else {
      throw UnreadableCell(reason: "is not a day of the Japanese calendar such as 令和7年3月31日 or R7.3.31")
    }
    let year = era.firstYear + number - 1
    if parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]) {
      let day = try calendarDay(year, month, day)
      guard day >= era.begins else {
        throw UnreadableCell(reason: "lies before the first day of \(era.name), \(era.begins)")
      }
      return day
    }
    return try incompleteDay(String(year) + rest.dropFirst(first.count))
  }

  /// A month or a fiscal year alone.
  private func incompleteDay(_ text: String) throws(UnreadableCell) -> CalendarDate {
    guard let (year, month) = text.fiscalYear.map({ ($0, Int?.none) }) ?? text.yearAndMonth else {
      throw UnreadableCell(
        reason: "is not a day in the order \(order.words)"
          + (text.isASCIIDigits && text.count == 5
            ? "; \"dates: serial\" in the mapping says that it is a spreadsheet's" : ""))
    }
    // The end of March is one day, whatever the mapping says.
    let isEnd = text.hasSuffix("末") || text.hasSuffix("末日")
    guard let incomplete = isEnd ? .lastDay : incomplete else {
      throw UnreadableCell(
        reason: "names no day: say \"incomplete: first_day\" or \"incomplete: last_day\" in the mapping")
    }
    switch incomplete {
    case .firstDay: return try calendarDay(year, month ?? fiscalYearStart, 1)
    case .lastDay:
      let last = month ?? (fiscalYearStart + 10) % 12 + 1
      let lastYear = month == nil && fiscalYearStart > 1 ? year + 1 : year
      guard (1...12).contains(last) else { throw UnreadableCell(reason: "is no day of the calendar") }
      return try calendarDay(lastYear, last, CalendarDate.daysInMonth(year: lastYear, month: last))
    }
  }

  private func year(_ text: String) throws(UnreadableCell) -> Int {
    guard let number = Int(text) else { throw UnreadableCell(reason: "is not a day in the order \(order.words)") }
    if text.count == 4 { return number }
    guard text.count == 2, let shortYears else {
      throw UnreadableCell(
        reason: "has no year of four digits where the order \(order.words) has it"
          + (text.count == 2 ? "; \"short_years\" in the mapping says what two digits mean" : ""))
    }
    let century = shortYears - shortYears % 100
    return century + number < shortYears ? century + 100 + number : century + number
  }

  private func calendarDay(_ year: Int, _ month: Int, _ day: Int) throws(UnreadableCell) -> CalendarDate {
    guard let day = CalendarDate(year: year, month: month, day: day) else {
      throw UnreadableCell(reason: "is no day of the calendar")
    }
    return day
  }

  private func serialDay(_ text: String) throws(UnreadableCell) -> CalendarDate? {
    guard text.isASCIIDigits, let serial = Int(text) else { return nil }
    // Before March 1900 spreadsheets disagree about what day a number is.
    guard serial > 60, let day = CalendarDate(daysAfter1899: serial) else {
      throw UnreadableCell(reason: "is not the number of a spreadsheet's day between 1900-03-01 and 9999-12-31")
    }
    return day
  }
}

extension DateOrder {
  var words: String {
    switch self {
    case .ymd: "year, month, day"
    case .dmy: "day, month, year"
    case .mdy: "month, day, year"
    case .serial: "of a spreadsheet's numbers"
    }
  }
}

extension String {
  fileprivate var withHyphens: String {
    String(decoding: utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }
}

extension CalendarDate {
  /// Reads `2026/11/22`, `2026.11.22`, `20261122`, `2026年11月22日` and `令和8年11月22日`, in full width too.
  package init?(yearFirst text: String) {
    guard let day = try? DayReading(sentinels: []).day(text) else { return nil }
    self = day
  }

  /// Whether a text has the form of such a day, though the calendar may not have it.
  package static func isYearFirst(_ text: String) -> Bool {
    do {
      _ = try DayReading(sentinels: []).day(text)
      return true
    } catch {
      return error.reason == "is no day of the calendar"
    }
  }

  /// The day so many days after 1899-12-30, which is how spreadsheets count from March 1900 on.
  init?(daysAfter1899 count: Int) {
    // Civil from days, by Howard Hinnant's algorithm; 693 899 days lie between 0000-03-01 and 1899-12-30.
    guard (-693_898..<2_958_601).contains(count) else { return nil }
    let days = count + 693_899
    let cycle = days / 146_097
    let dayOfCycle = days % 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isLate = month >= 10
    self.init(
      year: yearOfCycle + cycle * 400 + (isLate ? 1 : 0), month: isLate ? month - 9 : month + 3,
      day: dayOfYear - (153 * month + 2) / 5 + 1)
  }
}
