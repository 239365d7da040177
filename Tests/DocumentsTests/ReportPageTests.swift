import Bytes
import Clause6
import Foundation
import TestSupport
import Testing

@testable import Documents

/// Reports as web pages.
@Suite(.register) struct ReportPageTests {
  private static let select = """
    SELECT w.name AS vendor, w.state, w.tier, w.due_on, w.amount FROM (VALUES
      ('空港 & 貨物', 'in_force', 'high', date '2026-01-15', 1234567.5), ('Beta', 'lapsed', 'high', '2026-03-01', 2),
      ('Gamma', 'auto_renewed', 'low', '2026-03-31', NULL)) w (name, state, tier, due_on, amount) ORDER BY w.name COLLATE "C"
    """

  @Test func aPageIsOneFileThatFetchesAndRunsNothing() throws {
    let page = try Answer.page(ReportPageTests.select, charts: ["count state", "months due_on by state"])
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">") && page.hasSuffix("</html>\n"))
    for word in ["<script", "http://", "https://", "url(", "@import", "src=", " style=", "onload"] {
      #expect(!page.contains(word), "\(word)")
    }
    // The browser is told to load nothing but this page's own style.
    let css = try #require(page.firstMatch(of: /(?s)<style>(.*?)<\/style>/)).1
    let hash = SHA256()
    var text = String(css)
    text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-\(Base64.encode(hash.digest()))&#39;"))
  }

  @Test func whatAnAnswerIsStandsOnIt() throws {
    let (_, stamp) = try Answer.of(ReportPageTests.select)
    let page = try Answer.page(ReportPageTests.select)
    for text in [
      "Made up", "What is there?", "2026-03-31", "amount 1234569.5", stamp.given.hash, stamp.basis.catalogue,
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.contains("<code>clause6 report run made-up --as-of 2026-03-31</code>"))
    #expect(page.contains("空港 &amp; 貨物") && page.contains("1,234,567.5"))
    // What a state means is said in colour beside the word.
    #expect(page.contains("<td class=\"word\"><span class=\"bad\">Lapsed</span></td>"))
  }

  @Test func japanesePagesAreJapanese() throws {
    let page = try Answer.page(ReportPageTests.select, charts: ["count tier by state"], language: "ja")
    for text in ["<html lang=\"ja\">", "例", "何があるか？", "基準日", "状態", "失効", "重要度・状態別"] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test func anAnswerWithoutRowsSaysSo() throws {
    let page = try Answer.page("SELECT 1 AS amount WHERE false", charts: ["count amount"])
    #expect(page.contains("No row answers this question.") && !page.contains("<figure"))
    #expect(try Answer.page("SELECT 1 AS amount WHERE false", language: "ja").contains("該当する行はありません。"))
  }

  /// Texts go through every place of a page: cells, titles of columns, labels and legends of charts.
  @Test(arguments: ["en", "ja"]) func noTextBecomesMarkup(language: String) throws {
    let values = Answer.hostile.map { "(\(SQLText.literal($0)))" }.joined(separator: ", ")
    let column = "a<b>\"x"
    let page = try Answer.page(
      """
      SELECT v.t AS vendor, v.t AS state, 1 AS amount, date '2026-01-01' AS due_on, v.t AS \(SQLText.identifier(column)) FROM (VALUES \(values)) v (t)
      """,
      charts: [
        "count vendor by state", "count state", "months due_on by state", "sum amount by vendor each state",
        "heat vendor by state of amount",
      ],
      language: language)
    let plain = try Answer.page("SELECT 'x' AS vendor, 'y' AS state, 1 AS amount", language: language)
    let known = Set(ReportPageTests.elements(plain)).union([
      "tr", "td", "th", "figure", "figcaption", "svg", "rect", "text", "line", "title", "ul", "li", "span", "tbody",
      "thead", "table",
      "div", "p",
    ])
    #expect(Set(ReportPageTests.elements(page)).subtracting(known) == [])
    // No attribute but ours, in an element that is ours.
    let attributes = Set(page.matches(of: /<[a-z][^<>]*?\s([a-z-]+)="/).map { String($0.1) })
    #expect(attributes.isDisjoint(with: ["onerror", "onload", "src", "href", "style"]))
    #expect(!page.contains("\u{1B}") && !page.contains("\u{202E}") && !page.contains("\u{1}"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&quot;&gt;&lt;img src=x"))
  }

  private static func elements(_ page: String) -> [String] {
    page.matches(of: /<([a-zA-Z][a-zA-Z0-9]*)/).map { String($0.1) }
  }

  @Test(arguments: ["count nothing", "sum nothing by state", "months nothing", "heat a by b of c", "months state"])
  func aChartOfWhatIsNotThereIsNotDrawn(chart: String) throws {
    #expect(try !Answer.page(ReportPageTests.select, charts: [chart]).contains("<figure"))
  }
}

enum SQLText {
  static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
  static func identifier(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
