import Postgres

/// An era of the Japanese calendar (元号).
struct JapaneseEra: Sendable {
  let name: String
  /// What it is written as: its name, its sign, its initial.
  let marks: [String]
  let firstYear: Int
  let begins: CalendarDate

  /// From 1873 on, when Japan took over the Gregorian calendar.
  private static let all = [
    era("令和", ["令和", "㋿", "R"], 2019, 5, 1), era("平成", ["平成", "㍻", "H"], 1989, 1, 8),
    era("昭和", ["昭和", "㍼", "S"], 1926, 12, 25), era("大正", ["大正", "㍽", "T"], 1912, 7, 30),
    era("明治", ["明治", "㍾", "M"], 1868, 1, 25),
  ].compactMap { $0 }

  private static func era(_ name: String, _ marks: [String], _ year: Int, _ month: Int, _ day: Int) -> JapaneseEra? {
    CalendarDate(year: year, month: month, day: day).map {
      JapaneseEra(name: name, marks: marks, firstYear: year, begins: $0)
    }
  }

  /// The era that a text begins with, and what stands behind it.
  static func leading(_ text: String) -> (era: JapaneseEra, rest: String)? {
    guard let first = text.first, !first.isASCIIDigit else { return nil }
    for era in all {
      for mark in era.marks where text.uppercased().hasPrefix(mark) {
        let rest = text.dropFirst(mark.count).drop { $0 == " " || $0 == "." }
        // "March 3" begins with M, too.
        if let next = rest.first, next.isASCIIDigit || next == "元" { return (era, String(rest)) }
      }
    }
    return nil
  }
}

/// English names of months.
enum MonthName {
  private static let all = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// 31 March 2026, Mar. 31, 2026, 31-Mar-26: a day with its month in words needs no order.
  static func parts(of text: String) -> (year: String, month: Int, day: Int)? {
    let words = text.split { " ,.-/".contains($0) }.map { $0.lowercased() }
    guard words.count == 3, let place = words.firstIndex(where: { month($0) != nil }), let month = month(words[place])
    else { return nil }
    let others = words.indices.filter { $0 != place }.map { words[$0].withoutOrdinal }
    guard others.allSatisfy(\.isASCIIDigits) else { return nil }
    // The year has four digits, or stands last.
    let isYearFirst = others[0].count == 4
    guard let day = Int(isYearFirst ? others[1] : others[0]) else { return nil }
    return (isYearFirst ? others[0] : others[1], month, day)
  }

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3, let index = all.firstIndex(where: { word.hasPrefix($0) }) else { return nil }
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    return names[index].hasPrefix(word) || word == "sept" ? index + 1 : nil
  }
}

/// Made once: Swift reads a regular expression anew wherever it stands, which takes longer than to try it. They are safe to
/// share, for none of them runs code of ours.
private enum DayPattern {
  nonisolated(unsafe) static let time =
    /(.*?\d日?)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?/
  nonisolated(unsafe) static let weekday = /(.*\S)\s*\((?:[日月火水木金土](?:曜日?)?|[A-Za-z]{3,9}\.?)\)/
  nonisolated(unsafe) static let fiscalYear = /(?i)(?:FY\s?)(\d{4})|(\d{4})\s?年度末?/
  nonisolated(unsafe) static let yearAndMonth = /(\d{4})[年\/.-]\s?(\d{1,2})月?(?:末日?)?/
  nonisolated(unsafe) static let monthAndYear = /(\d{1,2})[\/.-](\d{4})/
}

extension String {
  /// The parts of a date: what stands between `/`, `-`, `.` or 年月日.
  var dateParts: [String] {
    split(whereSeparator: { "/-.年月日".contains($0) }).map { $0.filter { $0 != " " } }
  }

  fileprivate var withoutOrdinal: String {
    for ending in ["st", "nd", "rd", "th"] where hasSuffix(ending) && count > 2 { return String(dropLast(2)) }
    return self
  }

  /// Without the time of day behind a day: `2026-03-31T09:30:00Z`, `2026/3/31 0:00`. The day is the one written.
  var withoutTime: String {
    guard contains(":"),
      let match = wholeMatch(of: DayPattern.time)
    else { return self }
    return String(match.1)
  }

  /// Without the day of the week behind a day: 2026/3/31(火).
  var withoutWeekday: String {
    guard hasSuffix(")"), let match = wholeMatch(of: DayPattern.weekday) else { return self }
    return String(match.1)
  }

  /// 2025年度, FY2025, 2025年度末.
  var fiscalYear: Int? {
    guard let first = utf8.first, first | 0x20 == UInt8(ascii: "f") || contains("年度") else { return nil }
    return wholeMatch(of: DayPattern.fiscalYear).flatMap { Int($0.1 ?? $0.2 ?? "") }
  }

  /// 2026年3月, 2026/03, 2026年3月末; 3/2026 is no more to be mistaken.
  var yearAndMonth: (Int, Int?)? {
    guard first?.isASCIIDigit == true else { return nil }
    if let match = wholeMatch(of: DayPattern.yearAndMonth), let year = Int(match.1),
      let month = Int(match.2)
    {
      return (year, month)
    }
    guard let match = wholeMatch(of: DayPattern.monthAndYear), let year = Int(match.2), let month = Int(match.1)
    else { return nil }
    return (year, month)
  }
}
