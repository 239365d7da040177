import Clause6
import Postgres

/// Rows by columns, each field darker the larger its number: a matrix in which people see where the gaps are.
struct HeatMap {
  private let title: String
  private let columns: [String]
  private let rows: [(label: String, cells: [Double?])]
  private let left: Int
  private let largest: Double
  private let isJapanese: Bool

  /// More than people look at; the table has all.
  private static let mostRows = 40

  /// `nil` where the report has no such columns, or no row.
  init?(_ row: String, _ column: String, _ number: String, _ maker: ChartMaker) {
    guard let row = maker.column(row), let column = maker.column(column), let number = maker.column(number),
      !maker.table.rows.isEmpty
    else { return nil }
    var rowOrder: [String] = []
    var columnOrder: [String] = []
    var cells: [String: [String: Double]] = [:]
    for values in maker.table.rows {
      let (one, other) = (maker.shown(values[row], row), maker.shown(values[column], column))
      if cells[one] == nil { rowOrder.append(one) }
      if !columnOrder.contains(other) { columnOrder.append(other) }
      guard let amount = values[number].flatMap(Double.init) else { continue }
      cells[one, default: [:]][other, default: 0] += amount
    }
    // Those with most first; those that are left out have least.
    let ranked = rowOrder.ranked { (cells[$0] ?? [:]).values.reduce(0, +) }
    let kept = ranked.prefix(HeatMap.mostRows)
    columns = columnOrder
    rows = kept.map { label in (label, columnOrder.map { cells[label]?[$0] }) }
    left = ranked.count - kept.count
    largest = kept.flatMap { (cells[$0] ?? [:]).values }.max() ?? 0
    title = maker.words.title(ofColumn: maker.table.columns[number].name)
    isJapanese = maker.isJapanese
  }

  var markup: Markup {
    let head = columns.map { Markup.element("th", ["scope": "col"], .element("span", [:], .text($0))) }
    let body = rows.map { row in
      Markup.element("tr", [:], .element("th", ["scope": "row"], .text(row.label)), .joined(row.cells.map(cell)))
    }
    let more = isJapanese ? "ほか \(left) 件は表を参照" : "\(left) more stand in the table"
    return .element(
      "figure", ["class": "whole"], .element("figcaption", [:], .text(title)),
      .element(
        "div", ["class": "scroll"],
        .element(
          "table", ["class": "heat"], .element("thead", [:], .element("tr", [:], .element("td"), .joined(head))),
          .element("tbody", [:], .joined(body)))),
      left > 0 ? .element("p", ["class": "more"], .text(more)) : .none)
  }

  private func cell(_ amount: Double?) -> Markup {
    guard let amount else { return .element("td", ["class": "h-none"]) }
    let step = amount <= 0 || largest <= 0 ? 0 : 1 + min(4, Int(amount / largest * 4.999))
    return .element("td", ["class": "h\(step)"], .text(Digits.grouped(String(Int(amount)))))
  }
}
