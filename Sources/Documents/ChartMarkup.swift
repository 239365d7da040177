import Clause6

/// Charts as HTML and SVG in percent of their room, so that texts keep their size on a phone. No chart is a picture only: what
/// it shows stands beside it as text.
enum ChartMarkup {
  static func of(_ chart: ReportChart, _ maker: ChartMaker) -> Markup {
    switch chart {
    case .count(let column, let by):
      guard let column = maker.column(column) else { return .none }
      return bars(maker.count(column, by: by.flatMap(maker.column)), maker)
    case .sum(let number, let column, let each):
      guard let number = maker.column(number), let column = maker.column(column) else { return .none }
      return .joined(maker.sums(of: number, by: column, each: each.flatMap(maker.column)).map { bars($0, maker) })
    case .months(let day, let by):
      guard let day = maker.column(day), let data = maker.months(day, by: by.flatMap(maker.column)) else {
        return .none
      }
      return months(data, maker)
    case .heat(let row, let column, let number):
      guard let heat = HeatMap(row, column, number, maker) else { return .none }
      return heat.markup
    }
  }

  /// - Parameter more: what is said of bars that are not drawn.
  private static func figure(_ data: ChartData, _ picture: Markup, more: String) -> Markup {
    return .element(
      "figure", [:], .element("figcaption", [:], .text(data.title)), picture, legend(data),
      data.left > 0 ? .element("p", ["class": "more"], .text(more)) : .none)
  }

  private static func legend(_ data: ChartData) -> Markup {
    guard !data.series.isEmpty else { return .none }
    let items = data.series.indices.map { index in
      Markup.element(
        "li", [:], .element("span", ["class": "key \(data.style(ofSeries: index))"]), .text(data.series[index].title))
    }
    return .element("ul", ["class": "legend"], .joined(items))
  }

  /// Lying bars: the label, the bar, the amount.
  private static func bars(_ data: ChartData, _ maker: ChartMaker) -> Markup {
    guard !data.bars.isEmpty else { return .none }
    let largest = data.bars.map(\.amount).max() ?? 0
    let rows = data.bars.map { bar in
      Markup.element(
        "tr", [:], .element("th", ["scope": "row"], .text(bar.label)),
        .element("td", ["class": "bar"], lying(bar, data, largest)),
        .element("td", ["class": "amount"], .text(bar.written)))
    }
    return figure(
      data, .element("table", ["class": "bars"], .element("tbody", [:], .joined(rows))),
      more: maker.isJapanese ? "ほか \(data.left) 件は表を参照" : "\(data.left) more stand in the table")
  }

  private static func lying(_ bar: ChartData.Bar, _ data: ChartData, _ largest: Double) -> Markup {
    var start = 0.0
    let parts = bar.parts.map { part in
      let width = largest > 0 ? max(0, part.amount) / largest * 100 : 0
      defer { start += width }
      return Markup.element(
        "rect",
        [
          "class": data.style(ofSeries: part.series), "x": percent(start), "y": "0", "width": percent(width),
          "height": "100%",
        ])
    }
    return .element("svg", ["aria-hidden": "true"], .joined(parts))
  }

  /// Standing bars, one a month.
  private static func months(_ data: ChartData, _ maker: ChartMaker) -> Markup {
    let largest = max(data.bars.map(\.amount).max() ?? 0, 1)
    let width = 100 / Double(data.bars.count)
    // The upper 86 % are for bars.
    let room = 86.0
    var shapes: [Markup] = []
    for (index, bar) in data.bars.enumerated() {
      let left = Double(index) * width
      var top = room
      for part in bar.parts {
        let height = part.amount / largest * (room - 10)
        top -= height
        shapes.append(
          .element(
            "rect",
            [
              "class": data.style(ofSeries: part.series), "x": percent(left + width * 0.12), "y": percent(top),
              "width": percent(width * 0.76), "height": percent(height),
            ], .element("title", [:], .text("\(bar.label): \(bar.written)"))))
      }
      let middle = percent(left + width / 2)
      if bar.amount > 0, data.bars.count <= 24 {
        shapes.append(.element("text", ["class": "value", "x": middle, "y": percent(top - 2)], .text(bar.written)))
      }
      if let label = monthLabel(index, data) {
        shapes.append(.element("text", ["x": middle, "y": "97%"], .text(label)))
      }
    }
    shapes.append(
      .element("line", ["class": "axis", "x1": "0", "x2": "100%", "y1": percent(room), "y2": percent(room)]))
    let said = data.bars.map { "\($0.label): \($0.written)" }.joined(separator: ", ")
    return figure(
      data, .element("svg", ["class": "months", "role": "img", "aria-label": said], .joined(shapes)),
      more: maker.isJapanese ? "これより前の \(data.left) か月は表を参照" : "\(data.left) months before these stand in the table")
  }

  /// The year where one begins and on the first, else the month; fewer where there are many.
  private static func monthLabel(_ index: Int, _ data: ChartData) -> String? {
    let parts = data.bars[index].label.split(separator: "-")
    guard parts.count == 2, let month = Int(parts[1]) else { return nil }
    let step = data.bars.count <= 12 ? 1 : data.bars.count <= 24 ? 3 : 6
    if month == 1 { return String(parts[0]) }
    guard (month - 1) % step == 0 else { return nil }
    return index == 0 && data.bars.count <= 12 ? "\(parts[0])-\(parts[1])" : String(month)
  }

  /// Two decimals, as no screen shows more.
  static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 100).rounded())
    let rest = hundredths % 100
    return rest == 0 ? "\(hundredths / 100)%" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }
}
