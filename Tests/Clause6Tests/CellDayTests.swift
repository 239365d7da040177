import Postgres
import Testing

@testable import Clause6

struct CellDayTests {
  private static func day(_ text: String, _ reading: DayReading) throws -> String? {
    try reading.day(text)?.description
  }

  private static let readable: [(String, DateOrder, String)] = [
    ("2026-03-31", .ymd, "2026-03-31"), ("2026/3/1", .ymd, "2026-03-01"), ("2026.03.31", .ymd, "2026-03-31"),
    ("20260331", .ymd, "2026-03-31"), ("2026年3月31日", .ymd, "2026-03-31"), ("２０２６／３／３１", .ymd, "2026-03-31"),
    ("2026 年 3 月 31 日", .ymd, "2026-03-31"), ("二〇二六年三月三十一日", .ymd, "2026-03-31"),
    ("31/03/2026", .dmy, "2026-03-31"), ("1.4.2026", .dmy, "2026-04-01"), ("3/31/2026", .mdy, "2026-03-31"),
    // ISO 8601 is read alike in every order.
    ("2026-03-31", .dmy, "2026-03-31"), ("2026-04-05", .mdy, "2026-04-05"),
    // The day is the one written, whatever the time.
    ("2026-03-31 00:00:00", .ymd, "2026-03-31"), ("2026-03-31T00:00:00", .ymd, "2026-03-31"),
    ("2010-03-01T09:30:00Z", .ymd, "2010-03-01"), ("2026-03-31T23:30:00+09:00", .dmy, "2026-03-31"),
    ("2026/3/31 9:05", .ymd, "2026-03-31"), ("31.03.2026 10:15:30.5", .dmy, "2026-03-31"),
    ("2026/3/31(火)", .ymd, "2026-03-31"), ("2026年3月31日（火曜日）", .ymd, "2026-03-31"),
    ("3/31/2026 (Tue)", .mdy, "2026-03-31"),
    // Months in words need no order.
    ("31 March 2026", .ymd, "2026-03-31"), ("Mar. 31, 2026", .ymd, "2026-03-31"), ("31-Mar-2026", .mdy, "2026-03-31"),
    ("March 3rd, 2026", .ymd, "2026-03-03"), ("2026-Sep-01", .dmy, "2026-09-01"), ("1 Sept 2026", .ymd, "2026-09-01"),
    // 和暦
    ("令和7年3月31日", .ymd, "2025-03-31"), ("令和元年5月1日", .ymd, "2019-05-01"), ("R7.3.31", .ymd, "2025-03-31"),
    ("Ｒ７．３．３１", .dmy, "2025-03-31"), ("r7/3/31", .ymd, "2025-03-31"), ("R07-03-31", .ymd, "2025-03-31"),
    ("H31.4.30", .ymd, "2019-04-30"), ("平成31年4月30日", .ymd, "2019-04-30"), ("昭和64年1月7日", .ymd, "1989-01-07"),
    ("S50.12.1", .ymd, "1975-12-01"), ("令和七年三月三十一日", .ymd, "2025-03-31"), ("㋿7年3月31日", .ymd, "2025-03-31"),
    ("大正15年12月24日", .ymd, "1926-12-24"), ("明治45年7月29日", .ymd, "1912-07-29"),
    // Contracts signed before the era changed name years that it never had.
    ("平成35年3月31日", .ymd, "2023-03-31"),
    ("46112", .serial, "2026-03-31"), ("61", .serial, "1900-03-01"), ("2958464", .serial, "9999-12-30"),
    ("2026-03-31", .serial, "2026-03-31"), ("2026年3月末", .ymd, "2026-03-31"), ("2024年2月末日", .ymd, "2024-02-29"),
    ("R6.2末", .ymd, "2024-02-29"),
  ]

  @Test(arguments: readable)
  func reads(_ text: String, _ order: DateOrder, _ day: String) throws {
    #expect(try CellDayTests.day(text, DayReading(order: order, sentinels: [])) == day)
  }

  @Test(arguments: [
    ("31/03/2026", DateOrder.ymd), ("26/3/31", .ymd), ("03/31/26", .mdy), ("tomorrow", .ymd), ("2026-03", .ymd),
    ("20260331", .dmy), ("", .ymd), ("2026-03-31-01", .ymd), ("-2026-03-31x", .ymd), ("2026-02-30", .ymd),
    ("13/13/2026", .dmy), ("令和元年4月30日", .ymd), ("R0.1.1", .ymd), ("X7.3.31", .ymd), ("令和7年13月1日", .ymd),
    ("60", .serial), ("0", .serial), ("2958466", .serial), ("99999999999999999999", .serial),
    ("9223372036854775807", .serial), ("2025年度", .ymd),
    ("令和7年度", .ymd), ("31 Foo 2026", .ymd), ("2026-03-31T25", .ymd), ("3月31日", .ymd), ("令和", .ymd),
    ("二二二二二二二二二二二二二二二二二二二二十年3月31日", .ymd),
  ])
  func refuses(_ text: String, _ order: DateOrder) {
    #expect(throws: UnreadableCell.self) { try CellDayTests.day(text, DayReading(order: order, sentinels: [])) }
  }

  @Test(arguments: [
    ("2026年3月", 4, "2026-03-01", "2026-03-31"), ("2026/02", 4, "2026-02-01", "2026-02-28"),
    ("3/2026", 4, "2026-03-01", "2026-03-31"), ("2025年度", 4, "2025-04-01", "2026-03-31"),
    ("FY2025", 4, "2025-04-01", "2026-03-31"), ("令和7年度", 4, "2025-04-01", "2026-03-31"),
    ("R7.3", 4, "2025-03-01", "2025-03-31"), ("FY 2025", 1, "2025-01-01", "2025-12-31"),
    ("fy2025", 10, "2025-10-01", "2026-09-30"), ("2026年3月末", 4, "2026-03-31", "2026-03-31"),
  ])
  func aMonthOrYearAloneIsWhatTheMappingSays(_ text: String, _ start: Int, _ first: String, _ last: String) throws {
    var reading = DayReading(fiscalYearStart: start)
    reading.incomplete = .firstDay
    #expect(try CellDayTests.day(text, reading) == first)
    reading.incomplete = .lastDay
    #expect(try CellDayTests.day(text, reading) == last)
  }

  @Test(arguments: [("31/3/26", 2000, "2026-03-31"), ("31/3/69", 1970, "2069-03-31"), ("31/3/70", 1970, "1970-03-31")])
  func yearsOfTwoDigitsAreWhatTheMappingSays(_ text: String, _ from: Int, _ day: String) throws {
    #expect(try CellDayTests.day(text, DayReading(order: .dmy, shortYears: from, sentinels: [])) == day)
    #expect(throws: UnreadableCell.self) { try CellDayTests.day(text, DayReading(order: .dmy)) }
  }

  @Test(arguments: [
    ("01/07/2026", "\"dates: dmy\" or \"dates: mdy\""), ("46204", "\"dates: serial\""), ("26/3/31", "\"short_years\""),
  ])
  func theWayOutIsSaid(_ text: String, _ hint: String) {
    let error = #expect(throws: UnreadableCell.self) { try CellDayTests.day(text, DayReading()) }
    #expect(error?.reason.contains(hint) == true, "\(error?.reason ?? "")")
  }

  @Test func daysThatStandForNoneAreSaidSo() throws {
    let error = #expect(throws: UnreadableCell.self) { try CellDayTests.day("9999/12/31", DayReading()) }
    #expect(error?.reason.contains("sentinels") == true)
    let never = try #require(CalendarDate("9999-12-31"))
    #expect(try CellDayTests.day("9999/12/31", DayReading(sentinels: [never])) == nil)
    #expect(try CellDayTests.day("1900-01-01", DayReading(sentinels: [never])) == "1900-01-01")
  }

  /// Against the calendar itself, through more than four hundred years.
  @Test func daysAreCountedAsSpreadsheetsDo() throws {
    var day = try #require(CalendarDate(year: 1899, month: 12, day: 30))
    for count in 0..<160_000 {
      #expect(CalendarDate(daysAfter1899: count) == day)
      let isLast = day.day == CalendarDate.daysInMonth(year: day.year, month: day.month)
      let month = isLast ? day.month % 12 + 1 : day.month
      day = try #require(
        CalendarDate(
          year: isLast && day.month == 12 ? day.year + 1 : day.year, month: month, day: isLast ? 1 : day.day + 1))
    }
  }
}
