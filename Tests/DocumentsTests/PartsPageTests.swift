import Clause6
import Postgres
import TestSupport
import Testing

@testable import Documents

/// Several answers on one page.
@Suite(.register) struct PartsPageTests {
  @Test(arguments: ["en", "ja"]) func noTextBecomesMarkup(language: String) throws {
    let values = Answer.hostile.map { "(\(SQLText.literal($0)))" }.joined(separator: ", ")
    let (table, stamp) = try Answer.of(
      "SELECT v.t AS title, v.t AS value, v.t AS before, v.t AS change, v.t AS measured_in, v.t AS definition FROM (VALUES \(values)) v (t)",
      charts: ["count title"], language: language)
    let text = Answer.hostile.joined(separator: " ")
    var page = ""
    PartsPage(
      title: text, kind: text, lead: text, entries: [(text, text)], language: language,
      [((table, stamp), .all), ((table, stamp), .charts), ((table, stamp), .tiles)], foot: .text(text)
    ).write { page += $0 }
    let attributes = Set(page.matches(of: /<[a-z][^<>]*?\s([a-z-]+)="/).map { String($0.1) })
    #expect(attributes.isDisjoint(with: ["onerror", "onload", "src", "style"]))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{1B}"))
    #expect(Set(page.matches(of: /href="([^"]*)"/).map { String($0.1) }) == ["#part-1", "#part-2", "#part-3"])
    // Each part has its own titles on a phone.
    #expect(page.contains("#part-1 .rows td:nth-child(1)::before") && page.contains("<section id=\"part-3\">"))
  }

  @Test(arguments: ["en", "ja"]) func theOverviewStandsOnOnePage(language: String) throws {
    let connection = try TestDatabase.connect()
    let set = try connection.reports()
    var question = ReportQuestion(asOf: Answer.day)
    question.firstOn = .iso("2026-03-01")
    question.lastOn = Answer.day
    question.language = language
    let overview = try Overview(connection, question, from: set)
    let stamp = try connection.answer(set.named(Overview.report), question).stamp
    var page = ""
    overview.write(stamp, to: { page += $0 })
    for text in [
      stamp.report.title.text(in: language), stamp.given.hash, language == "ja" ? "利用中の委託先" : "Vendors in use",
      "clause6 report run kpis --as-of 2026-03-31 --from 2026-03-01 --to 2026-03-31",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.matches(of: /<section id=/).count == 9 && page.hasSuffix("</html>\n"))
  }
}
