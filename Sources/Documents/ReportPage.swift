package import Clause6
package import Postgres

/// A report as a web page that is one file: what it answers, charts, the rows, and what the answer says of itself.
package struct ReportPage {
  private let table: Table
  private let stamp: ReportStamp
  private let words: ReportWords
  private let maker: ChartMaker
  /// How the cells of each column look.
  private let styles: [String?]
  /// Of the part of a page that it is; `nil` for a page of its own.
  private let id: String?
  private var language: String { stamp.question.language }
  private var isJapanese: Bool { language == "ja" }

  package init(_ table: Table, _ stamp: ReportStamp) { self.init(table, stamp, id: nil) }

  /// - Parameter id: tells it from others on a page; `nil` for a page of its own.
  init(_ table: Table, _ stamp: ReportStamp, id: String?) {
    self.table = table
    self.stamp = stamp
    self.id = id
    words = ReportWords(stamp.question.language, of: stamp.report.name)
    maker = ChartMaker(table, language: stamp.question.language, of: stamp.report.name)
    styles = table.columns.enumerated().map { ReportPage.style(of: $1, isFirst: $0 == 0) }
  }

  /// Writes the page piece by piece.
  package func write(to out: (String) -> Void) {
    let title = stamp.report.title.text(in: language)
    var page = Page(language: language, title: "\(title) · \(stamp.question.asOf)")
    page.style = labels
    out(page.start)
    out(header(title).html)
    writeCharts(to: out)
    writeRows(to: out)
    out(footer.html)
    out(Page.end)
  }

  /// The reports that are made for whoever comes to a web site.
  package static let publicReports: Set = ["subprocessors"]

  /// Writes it for a web site: the rows, and the day that they are of; nothing of the register that they come from.
  package func writePublic(to out: (String) -> Void) {
    let title = stamp.report.title.text(in: language)
    var page = Page(language: language, title: title)
    page.isPublic = true
    page.style = labels
    out(page.start)
    out(
      Markup.element(
        "header", [:], .element("h1", [:], .text(title)),
        .element("p", ["class": "question"], .text(stamp.question.dayInWords))
      ).html + "\n")
    writeRows(to: out)
    out(Page.end)
  }

  /// Writes it as a part of a page, whose head has said the days.
  func writePart(_ look: PartsPage.Look, to out: (String) -> Void) {
    out(Markup.startTag("section", ["id": id]).html + "\n")
    out(Markup.element("h2", [:], .text(stamp.report.title.text(in: language))).html)
    out(Markup.element("p", ["class": "question"], .text(stamp.report.question.text(in: language))).html)
    switch look {
    case .all:
      writeCharts(to: out)
      writeRows(to: out)
    case .charts: writeCharts(to: out)
    case .tiles: out(Tiles.of(table, language: language).html + "\n")
    }
    out(footer.html + "\n</section>\n")
  }

  private func writeCharts(to out: (String) -> Void) {
    let charts = stamp.report.charts.map { ChartMarkup.of($0, maker) }
    if charts.contains(where: { !$0.html.isEmpty }), table.rows.count > 1 {
      out(Markup.element("div", ["class": "charts"], .joined(charts)).html + "\n")
    }
  }

  private func header(_ title: String) -> Markup {
    .element(
      "header", [:], .element("p", ["class": "kind"], .text("clause6 · \(stamp.report.name)")),
      .element("h1", [:], .text(title)),
      .element("p", ["class": "question"], .text(stamp.report.question.text(in: language))),
      .entries(stamp.pageEntries))
  }

  /// What only who compares answers reads.
  var footer: Markup {
    let fine = stamp.entries.filter(\.isFine).map { entry in
      Markup.element(
        "p", [:], .text(entry.title + (isJapanese ? "：" : ": ")), .element("span", ["class": "hash"], .text(entry.text))
      )
    }
    let again = isJapanese ? "同じ問いの再実行: " : "To ask the same again: "
    return .element(
      "footer", [:], .joined(fine), .element("p", [:], .text(again), .element("code", [:], .text(stamp.command))))
  }

  // MARK: Rows

  private static let broad = 11

  private func writeRows(to out: (String) -> Void) {
    guard !table.rows.isEmpty else {
      let nothing = isJapanese ? "該当する行はありません。" : "No row answers this question."
      return out(Markup.element("p", ["class": "nothing"], .text(nothing)).html)
    }
    let look = table.columns.count > ReportPage.broad ? "rows broad" : "rows"
    out("<div class=\"scroll\">" + Markup.startTag("table", ["class": look]).html + "\n<thead><tr>")
    for (column, style) in zip(table.columns, styles) {
      out(
        Markup.element("th", ["scope": "col", "class": style], .text(words.title(ofColumn: column.name))).html)
    }
    out("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      var line = Markup.startTag("tr", [:])
      for (index, value) in row.enumerated() { line += cell(value, index) }
      out(line.html + "</tr>\n")
    }
    out("</tbody></table></div>\n")
  }

  private func cell(_ value: String?, _ index: Int) -> Markup {
    guard let value, !value.isEmpty else { return .element("td") }
    let column = table.columns[index]
    let text: Markup =
      switch column.kind {
      case .number: .text(Digits.grouped(value))
      case .list: items(value, column)
      default: .text(words.text(value, in: column))
      }
    let meaning = column.kind == .text ? Meaning.of(value, in: column.name) : nil
    return .element("td", ["class": styles[index]], meaning.map { .element("span", ["class": $0.style], text) } ?? text)
  }

  /// A short one, such as a contract's reference, is not broken at its hyphens.
  private func items(_ value: String, _ column: Table.Column) -> Markup {
    guard let elements = Table.elements(ofList: value) else { return .text(value) }
    let single = Table.Column(name: column.name, kind: .text)
    let shown = elements.map { words.text($0 ?? "", in: single) }
    let items = shown.map { text in
      TextWidth.of(text) <= ReportPage.short ? Markup.element("span", ["class": "item"], .text(text)) : .text(text)
    }
    let comma = Markup.text(isJapanese ? "、" : ", ")
    return items.dropFirst().reduce(items.first ?? .none) { $0 + comma + $1 }
  }

  private static let short = 20

  private static func style(of column: Table.Column, isFirst: Bool) -> String? {
    switch column.kind {
    case .number: "number"
    case .day: "day"
    case .boolean: "word"
    case .text, .list, .json: isFirst ? "key-cell" : style(ofText: column.name)
    }
  }

  private static func style(ofText column: String) -> String? {
    if ReportWords.isProse(column: column) { return "prose" }
    if ReportWords.isName(column: column) { return "name" }
    return ReportWords.isCoded(column: column) ? "word" : nil
  }

  var labels: String { PageStyle.labels(table.columns.map { words.title(ofColumn: $0.name) }, in: id) }
}

extension ReportQuestion {
  /// The day that it is about, for whoever reads nothing else of it.
  var dayInWords: String { language == "ja" ? "\(asOf) 現在" : "As of \(asOf)" }
}

extension ReportStamp {
  /// What stands at the head of a page.
  var pageEntries: [(title: String, text: String)] { entries.filter { !$0.isFine }.map { ($0.title, $0.text) } }
}

extension Meaning {
  /// A class of ``PageStyle``.
  var style: String {
    switch self {
    case .bad: "bad"
    case .soon: "soon"
    case .good: "good"
    case .over: "over"
    }
  }
}
