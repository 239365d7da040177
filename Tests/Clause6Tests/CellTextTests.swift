import Postgres
import Testing

@testable import Clause6

struct CellTextTests {
  @Test(arguments: [
    ("　 株式会社 空港　", "株式会社 空港"), ("a", "a"), ("\u{A0}a\t", "a"), ("", ""), (" ", ""), ("\r\n a b \n", "a b"),
  ])
  func blanksAroundAreCut(_ cell: String, _ text: String) { #expect(cell.trimmedCell == text) }

  @Test(arguments: [
    ("三十一", "31"), ("二〇二六年", "2026年"), ("令和七年", "令和7年"), ("百二十", "120"), ("千五百", "1500"), ("5千", "5千"), ("一", "1"),
    ("3百", "3百"), ("十", "10"), ("abc", "abc"),
  ])
  func kanjiNumeralsAreDigits(_ text: String, _ digits: String) { #expect(text.withoutKanjiNumerals == digits) }

  @Test(arguments: [
    ("yes", true), ("Ｙ", true), ("はい", true), ("有", true), ("○", true), ("1", true), ("no", false), ("なし", false),
    ("×", false), ("FALSE", false),
  ])
  func readsFlags(_ text: String, _ flag: Bool) throws { #expect(try text.flag() == flag) }

  @Test(arguments: ["", "maybe", "2", "未定"])
  func refusesFlags(_ text: String) { #expect(throws: UnreadableCell.self) { try text.flag() } }

  @Test func nearWordsAreSuggested() {
    #expect(suggestion("ends", ["ends_on", "starts_on"]) == "")
    #expect(suggestion("end_on", ["ends_on", "starts_on"]) == " (did you mean \"ends_on\"?)")
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("kitten", "sitting") == 3)
  }
}
