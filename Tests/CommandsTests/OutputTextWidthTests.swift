import Clause6
import Testing

@testable import Commands

struct OutputTextWidthTests {
  @Test(arguments: [
    ("", 0), ("vendor", 6), ("ベンダー", 8), ("株式会社", 8), ("ﾍﾞﾝﾀﾞｰ", 6), ("ｶﾞ", 2), ("Ａ１", 4),
    // Combining marks: precomposed, decomposed, and kana with a combining voiced mark.
    ("é", 1), ("e\u{301}", 1), ("か\u{3099}", 2), ("ก็", 1),
    ("각", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
    ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇯🇵", 2), ("1️⃣", 2), ("❤️", 2), ("☎", 1),
    ("…", 1), ("─", 1), ("α", 1), ("\u{200B}", 0), ("\u{FEFF}", 0), ("क्ष", 2), ("𠮷野家", 6), ("〜", 2),
  ])
  func width(_ text: String, _ columns: Int) {
    #expect(TextWidth.of(text) == columns)
  }

  @Test(arguments: [
    ("two\nlines", "two⏎lines"), ("dos\r\nfile", "dos⏎file"), ("a\tb", "a b"), ("a\u{2028}b", "a⏎b"),
    ("\u{1B}[31mred", "·[31mred"), ("\u{9B}2J", "·2J"), ("bell\u{7}", "bell·"), ("\u{0}", "·"), ("del\u{7F}", "del·"),
    ("\u{202E}gnp.exe", "·gnp.exe"), ("\u{2066}x\u{2069}", "·x·"), ("e\u{301}", "e\u{301}"), ("👩‍👩‍👧", "👩‍👩‍👧"),
  ])
  func visible(_ text: String, _ shown: String) {
    #expect(TextWidth.visible(text) == shown)
  }

  @Test(arguments: [
    ("vendor", 6, "vendor"), ("vendor", 5, "vend…"), ("vendor", 1, "…"), ("vendor", 0, ""),
    ("株式会社", 8, "株式会社"), ("株式会社", 7, "株式会…"), ("株式会社", 6, "株式…"),
    ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("ｶﾞｶﾞ", 3, "ｶﾞ…"),
  ])
  func truncated(_ text: String, _ width: Int, _ shown: String) {
    let result = TextWidth.truncated(text, to: width)
    #expect(result == shown)
    #expect(TextWidth.of(result) <= width)
  }

  @Test("No control character of any plane reaches the terminal")
  func everyControlCharacter() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory == .control else { continue }
      let shown = TextWidth.visible(String(Character(scalar)))
      #expect(["·", "⏎", " "].contains(shown), "U+\(String(value, radix: 16))")
    }
  }
}
