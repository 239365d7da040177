import Clause6
import Postgres
import TestSupport
import Testing

@testable import Documents

/// Answers as Markdown, and as pages for a web site.
@Suite(.register) struct MarkdownTests {
  private static func markdown(_ select: String, language: String = "en") throws -> String {
    let (table, stamp) = try Answer.of(select, language: language)
    let text = MarkdownTable(stamp.report, stamp.question)
    return text.head(table.columns) + table.rows.map(text.line).joined()
  }

  @Test func anAnswerIsATable() throws {
    let text = try MarkdownTests.markdown(
      "SELECT 'Acme | KK' AS vendor, ARRAY['personal', 'x*y'] AS data, 12 AS amount, NULL::text AS note")
    #expect(
      text == """
        # Made up

        As of 2026-03-31

        | Vendor | Data | Amount | Note |
        | --- | --- | ---: | --- |
        | Acme \\| KK | Personal data, x\\*y | 12 |  |

        """)
    #expect(try MarkdownTests.markdown("SELECT 1 AS amount", language: "ja").hasPrefix("# 例\n\n2026-03-31 現在\n"))
  }

  /// Each row stays one line with its cells, and nothing in it is markup.
  @Test func noTextBecomesMarkup() throws {
    for text in Answer.hostile {
      let lines = try MarkdownTests.markdown("SELECT \(SQLText.literal(text)) AS vendor, 1 AS amount").split(
        separator: "\n")
      #expect(lines.count == 5, "\(text)")
      let cell = try #require(lines.last).dropFirst(2).replacing(" | 1 |", with: "").replacing("<br>", with: "")
      let bare = cell.replacing(/\\./, with: "")
      #expect(!bare.contains { "<[`*_|&:".contains($0) }, "\(text): \(cell)")
      #expect(!cell.contains("\u{1B}"))
    }
  }

  @Test func aPublicPageSaysNothingOfTheRegister() throws {
    let (table, stamp) = try Answer.of("SELECT 'Acme <b>' AS company, 'in_use' AS stage")
    var page = ""
    ReportPage(table, stamp).writePublic { page += $0 }
    #expect(page.contains("Acme &lt;b&gt;") && page.contains("As of 2026-03-31"))
    for word in ["noindex", "clause6 report", "SHA-256", "Known", stamp.given.hash] {
      #expect(!page.contains(word), "\(word)")
    }
  }
}
