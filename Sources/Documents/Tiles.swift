import Clause6
import Postgres

/// Figures to be seen at a glance, each with what it was before and what it means: rows of the report `kpis`.
enum Tiles {
  static func of(_ table: Table, language: String) -> Markup {
    let words = ReportWords(language, of: "kpis")
    func value(_ column: String, _ row: [String?]) -> String? {
      table.columns.firstIndex { $0.name == column }.flatMap { row[$0] }
    }
    let tiles = table.rows.map { row -> Markup in
      let unit = value("measured_in", row).map { words.text($0, in: Table.Column(name: "measured_in", kind: .text)) }
      return .element(
        "div", ["class": "tile"], .element("p", [:], .text(value("title", row) ?? "")),
        .element(
          "p", ["class": "figure"], .text(value("value", row).map(Digits.grouped) ?? "–"), .text(" "),
          .element("small", [:], .text(value("measured_in", row) == "count" ? "" : unit ?? ""))),
        .element("p", ["class": "then"], .text(then(value("before", row), value("change", row), language))),
        .element("p", ["class": "more"], .text(value("definition", row) ?? "")))
    }
    return .element("div", ["class": "tiles"], .joined(tiles))
  }

  /// `before 54, now one less` in figures.
  private static func then(_ before: String?, _ change: String?, _ language: String) -> String {
    let isJapanese = language == "ja"
    guard let before else { return isJapanese ? "前回の値なし" : "nothing to compare with" }
    let signed = change.map { $0.hasPrefix("-") ? "−" + $0.dropFirst() : Double($0) == 0 ? "±0" : "+" + $0 } ?? ""
    return isJapanese ? "前回 \(Digits.grouped(before))（\(signed)）" : "before \(Digits.grouped(before)) (\(signed))"
  }
}
