import Foundation
import Postgres
import Testing

struct CalendarDateTests {
  @Test(arguments: ["2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func daysThatExist(_ text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "0000-01-01", "10000-01-01", "26-01-01", "2026-1-1", "2026/01/01", "2026-01-01 ", "+026-01-01", "２０２６-01-01",
    "infinity", "2026-01-01 BC", "",
  ])
  func daysThatDoNot(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func ordersByYearMonthDay() {
    let days = ["2027-01-01", "2026-11-22", "2026-02-28", "2026-11-03"].compactMap { CalendarDate($0) }
    #expect(days.sorted().map(\.description) == ["2026-02-28", "2026-11-03", "2026-11-22", "2027-01-01"])
  }

  @Test func isCodedAsItsText() throws {
    let days = ["2024-02-29", "2026-11-22"]
    let json = try JSONEncoder().encode(days.compactMap { CalendarDate($0) })
    #expect(String(decoding: json, as: UTF8.self) == #"["2024-02-29","2026-11-22"]"#)
    #expect(try JSONDecoder().decode([CalendarDate].self, from: json).map(\.description) == days)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CalendarDate].self, from: Data(#"["2026-02-30"]"#.utf8))
    }
  }
}
