package import Clause6
package import Postgres

/// Several answers on one page.
package struct PartsPage {
  package typealias Answer = (table: Table, stamp: ReportStamp)

  /// What is shown of an answer.
  enum Look { case all, charts, tiles }

  private let title: String
  /// What kind of page it is, in small letters above the title.
  private let kind: String
  private let lead: String
  private let entries: [(title: String, text: String)]
  private let language: String
  private let parts: [(page: ReportPage, look: Look)]
  private let titles: [String]
  private let foot: Markup

  /// - Parameters:
  ///   - lead: what the page is for, in a sentence.
  ///   - entries: what it says of itself, each with its title.
  ///   - answers: of one language.
  package init(
    title: String, kind: String, lead: String, entries: [(title: String, text: String)], language: String,
    _ answers: [Answer]
  ) {
    self.init(
      title: title, kind: kind, lead: lead, entries: entries, language: language, answers.map { ($0, .all) },
      foot: .none)
  }

  init(
    title: String, kind: String, lead: String, entries: [(title: String, text: String)], language: String,
    _ answers: [(answer: Answer, look: Look)], foot: Markup
  ) {
    self.title = title
    self.kind = kind
    self.lead = lead
    self.entries = entries
    self.language = language
    parts = answers.enumerated().map { place, part in
      (ReportPage(part.answer.table, part.answer.stamp, id: "part-\(place + 1)"), part.look)
    }
    titles = answers.map { $0.answer.stamp.report.title.text(in: language) }
    self.foot = foot
  }

  /// Writes the page piece by piece.
  package func write(to out: (String) -> Void) {
    var page = Page(language: language, title: title)
    page.style = parts.map(\.page.labels).joined(separator: "\n")
    out(page.start)
    let links = titles.enumerated().map { index, title in
      Markup.element("li", [:], .element("a", ["href": "#part-\(index + 1)"], .text(title)))
    }
    out(
      Markup.element(
        "header", [:], .element("p", ["class": "kind"], .text(kind)), .element("h1", [:], .text(title)),
        .element("p", ["class": "question"], .text(lead)), .entries(entries),
        .element("nav", [:], .element("ul", ["class": "links"], .joined(links)))
      ).html + "\n")
    for part in parts { part.page.writePart(part.look, to: out) }
    out(foot.html)
    out(Page.end)
  }
}
