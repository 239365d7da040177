import Testing

@testable import Clause6

struct CellNumberTests {
  private static let amounts: [(String, String, String?)] = [
    ("1200000", "1200000", nil), ("1,200,000", "1200000", nil), ("1,200,000.50", "1200000.50", nil),
    ("0.5", "0.5", nil),
    ("-14050.75", "-14050.75", nil), ("１２，０００", "12000", nil), ("1234.567", "1234.567", nil),
    ("77000.0", "77000.0", nil),
    ("0", "0", nil), ("0.125", "0.125", nil), ("1 000", "1000", nil), ("1'000'000", "1000000", nil), ("+5", "5", nil),
    ("¥1,200,000", "1200000", "JPY"), ("￥１，２００", "1200", "JPY"), ("1,200円", "1200", "JPY"), ("12円", "12", "JPY"),
    ("120万円", "1200000", "JPY"), ("1.5億円", "150000000", "JPY"), ("1億2,000万円", "120000000", "JPY"),
    ("5千円", "5000", "JPY"),
    ("1億2,345", "100002345", nil), ("三百万円", "3000000", "JPY"), ("€ 1,200.50", "1200.50", "EUR"),
    ("JPY 1,200", "1200", "JPY"), ("1,200 USD", "1200", "USD"), ("US$5", "5", "USD"), ("£0.99", "0.99", "GBP"),
    ("△1,200", "-1200", nil), ("▲1200", "-1200", nil), ("(1,200)", "-1200", nil), ("¥-500", "-500", "JPY"),
    ("-¥500", "-500", "JPY"), ("−500", "-500", nil), ("1,200,000.-", "1200000", nil), ("-0", "0", nil),
  ]

  @Test(arguments: amounts)
  func readsAmounts(_ text: String, _ number: String, _ currency: String?) throws {
    #expect(try NumberReading().amount(text) == Amount(number: number, currency: currency))
  }

  @Test(arguments: [
    "12,34", "1,2345", "12.000", "1.200.000", "1e6", ".5", "5.", "-", "", "$100", "NaN", "1,200,00", "1,200 000",
    "--5", "万", "1億億", "未定", "10%", "1-2", "1億.5", "99999999999999999999億1",
  ])
  func refusesAmounts(_ text: String) { #expect(throws: UnreadableCell.self) { try NumberReading().amount(text) } }

  /// These ended the program: a number larger than any.
  @Test(arguments: [
    "1億9223372036854775807", "一二三四五六七八九一二三四五六七八九一二三十", "九九九九九九九九九九九九九九九九九九九千円",
    String(repeating: "9", count: 401), String(repeating: "九", count: 200),
  ])
  func refusesNumbersBeyondAll(_ text: String) {
    #expect(throws: UnreadableCell.self) { try NumberReading().amount(text) }
    #expect(throws: UnreadableCell.self) { try CountedUnit.days.number(text) }
  }

  /// Of a long note in such a column, in which a regular expression would begin anew at each letter.
  @Test func refusesTextsThatAreTooLong() {
    let text = "A1" + String(repeating: " -", count: 20_000) + "JPY"
    #expect(throws: UnreadableCell.self) { try NumberReading().amount(text) }
    #expect(throws: UnreadableCell.self) { try CurrencyMark.currency(text) }
    #expect(throws: UnreadableCell.self) { try DayReading().day(String(repeating: "1 ", count: 20_000) + ": (") }
  }

  @Test(arguments: [
    ("1.234,56", "1234.56"), ("1.234.567", "1234567"), ("1 234,5", "1234.5"), ("1200", "1200"), ("0,125", "0.125"),
    ("1.200,50 EUR", "1200.50"),
  ])
  func aCommaBeforeTheFraction(_ text: String, _ number: String) throws {
    #expect(try NumberReading(decimal: ",").amount(text).number == number)
  }

  @Test(arguments: [("1,200", "1200000"), ("0.5", "500"), ("1.2345", "1234.5"), ("0", "0"), ("-1.5", "-1500")])
  func headingsThatCountThousands(_ text: String, _ number: String) throws {
    #expect(try NumberReading(times: 1000).amount(text).number == number)
  }

  @Test(arguments: [
    ("12", CountedUnit.nothing, 12), ("１２", .nothing, 12), ("12.0", .nothing, 12), ("0", .nothing, 0),
    ("3ヶ月", .months, 3), ("３か月前", .months, 3), ("三ヶ月", .months, 3), ("1年", .months, 12), ("2 years", .months, 24),
    ("6 months", .months, 6), ("90日", .days, 90), ("30 days", .days, 30), ("2週間前", .days, 14), ("90日前まで", .days, 90),
  ])
  func readsNumbers(_ text: String, _ unit: CountedUnit, _ number: Int) throws {
    #expect(try unit.number(text) == number)
  }

  @Test(arguments: [
    ("12.5", CountedUnit.nothing), ("3ヶ月", .nothing), ("-1", .nothing), ("", .nothing), ("１.0.0", .nothing),
    ("99999999999999999999", .nothing), ("90日", .months), ("3ヶ月", .days), ("月", .months), ("1年半", .months),
  ])
  func refusesNumbers(_ text: String, _ unit: CountedUnit) {
    #expect(throws: UnreadableCell.self) { try unit.number(text) }
  }

  @Test(arguments: [("JPY", "JPY"), ("jpy", "JPY"), ("1,200円", "JPY"), ("€", "EUR"), ("USD 5", "USD"), ("ＵＳＤ", "USD")])
  func readsCurrencies(_ text: String, _ code: String) throws { #expect(try CurrencyMark.currency(text) == code) }

  @Test(arguments: ["$5", "dollars", "12", ""])
  func refusesCurrencies(_ text: String) { #expect(throws: UnreadableCell.self) { try CurrencyMark.currency(text) } }
}
