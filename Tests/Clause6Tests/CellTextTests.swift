import Testing

@testable import Clause6

struct CellTextTests {
  @Test(arguments: [
    ("2026-03-31", DateOrder.ymd, [2026, 3, 31]), ("2026/3/1", .ymd, [2026, 3, 1]),
    ("2026.03.31", .ymd, [2026, 3, 31]),
    ("20260331", .ymd, [2026, 3, 31]), ("2026年3月31日", .ymd, [2026, 3, 31]), ("２０２６／３／３１", .ymd, [2026, 3, 31]),
    ("2026-03-31 00:00:00", .ymd, [2026, 3, 31]), ("2026-03-31T00:00:00", .ymd, [2026, 3, 31]),
    ("31/03/2026", .dmy, [2026, 3, 31]), ("1.4.2026", .dmy, [2026, 4, 1]), ("3/31/2026", .mdy, [2026, 3, 31]),
  ])
  func readsDays(_ text: String, _ order: DateOrder, _ parts: [Int]) throws {
    let day = try text.day(order)
    #expect([day.year, day.month, day.day] == parts)
  }

  @Test(arguments: [
    ("31/03/2026", DateOrder.ymd), ("26/3/31", .ymd), ("2026-03-31", .dmy), ("03/31/26", .mdy), ("tomorrow", .ymd),
    ("2026-03", .ymd), ("2026-03-31 12:30", .ymd), ("20260331", .dmy), ("", .ymd), ("2026-03-31-01", .ymd),
    ("-2026-03-31x", .ymd),
  ])
  func refusesDays(_ text: String, _ order: DateOrder) {
    #expect(throws: UnreadableCell.self) { try text.day(order) }
  }

  @Test(arguments: [
    ("1200000", "1200000"), ("1,200,000", "1200000"), ("1,200,000.50", "1200000.50"), ("0.5", "0.5"),
    ("-14050.75", "-14050.75"),
    ("１２，０００", "12000"), ("1234.567", "1234.567"), ("77000.0", "77000.0"), ("0", "0"),
  ])
  func readsAmounts(_ text: String, _ amount: String) throws { #expect(try text.amount() == amount) }

  @Test(arguments: [
    "12,34", "1,2345", "12.000", "1.200.000", "12円", "1e6", ".5", "5.", "-", "", "1 000", "¥100", "NaN", "1,200,00",
  ])
  func refusesAmounts(_ text: String) { #expect(throws: UnreadableCell.self) { try text.amount() } }

  @Test(arguments: [("12", 12), ("１２", 12), ("12.0", 12), ("0", 0)])
  func readsNumbers(_ text: String, _ number: Int) throws { #expect(try text.wholeNumber() == number) }

  @Test(arguments: ["12.5", "3ヶ月", "-1", "", "１.0.0", "99999999999999999999"])
  func refusesNumbers(_ text: String) { #expect(throws: UnreadableCell.self) { try text.wholeNumber() } }

  @Test func trimsIdeographicSpaces() { #expect("　 株式会社 空港　".trimmedCell == "株式会社 空港") }

  @Test func nearWordsAreSuggested() {
    #expect(suggestion("ends", ["ends_on", "starts_on"]) == "")
    #expect(suggestion("end_on", ["ends_on", "starts_on"]) == " (did you mean \"ends_on\"?)")
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("kitten", "sitting") == 3)
  }
}
