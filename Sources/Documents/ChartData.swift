import Clause6
import Postgres

/// What a chart shows, worked out from a report's rows.
struct ChartData {
  /// A part of a bar.
  struct Part: Equatable {
    let series: Int
    let amount: Double
  }

  struct Bar: Equatable {
    let label: String
    let parts: [Part]
    /// As it is written beside the bar.
    let written: String
    var amount: Double { parts.reduce(0) { $0 + $1.amount } }
  }

  /// What a colour stands for.
  struct Series: Equatable {
    let title: String
    let meaning: Meaning?
  }

  let title: String
  /// What the legend explains; empty where the labels say it.
  let series: [Series]
  let bars: [Bar]
  /// How many more bars there would be.
  let left: Int
  /// The colour of each series.
  let colours: [Series]

  /// Classes of ``PageStyle``: a colour by what it means, and a lighter one for the next of the same meaning; where nothing
  /// means anything, one of six.
  func style(ofSeries index: Int) -> String {
    guard colours.indices.contains(index), let meaning = colours[index].meaning else {
      // Where the label says what a bar is, one colour is calmer than six.
      return series.isEmpty ? "s0" : "s\(index % 6)"
    }
    let alike = series.isEmpty ? 0 : colours[..<index].count { $0.meaning == meaning }
    return "s-\(meaning.style)" + (alike > 0 ? " t\(min(alike, 2))" : "")
  }
}

/// Makes charts of rows.
struct ChartMaker {
  let table: Table
  let words: ReportWords
  let isJapanese: Bool

  /// More than people look at; the table has all.
  private static let mostBars = 15
  private static let mostSeries = 6
  static let mostMonths = 36

  init(_ table: Table, language: String, of report: String = "") {
    self.table = table
    words = ReportWords(language, of: report)
    isJapanese = language == "ja"
  }

  /// The column of a name; a chart of a column that a report does not have is not drawn.
  func column(_ name: String) -> Int? { table.columns.firstIndex { $0.name == name } }

  func shown(_ value: String?, _ column: Int) -> String {
    value.map { words.text($0, in: table.columns[column]) } ?? (isJapanese ? "（なし）" : "(none)")
  }

  // MARK: Counts and sums

  func count(_ column: Int, by other: Int?) -> ChartData {
    let title = [column, other].compactMap { $0.map { words.title(ofColumn: table.columns[$0].name) } }
    let amounts = table.rows.map { row in (key: row[column], part: other.flatMap { row[$0] }, amount: 1.0) }
    return bars(amounts, column, other, title: by(title)) { Digits.grouped(String(Int($0))) }
  }

  /// One chart for each value of the third column, in the order in which they come.
  func sums(of number: Int, by column: Int, each other: Int?) -> [ChartData] {
    var order: [String] = []
    var groups: [String: [(key: String?, part: String?, amount: Double)]] = [:]
    for row in table.rows {
      guard let amount = row[number].flatMap(Double.init) else { continue }
      let group = other.flatMap { row[$0] } ?? ""
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append((row[column], nil, amount))
    }
    return order.map { group in
      let what = words.title(ofColumn: table.columns[number].name)
      let title = other.map { what + (isJapanese ? "：" : ": ") + shown(group, $0) } ?? inTitle(what, by: column)
      return bars(groups[group] ?? [], column, nil, title: title) { written($0) }
    }
  }

  private func inTitle(_ what: String, by column: Int) -> String {
    let by = by([words.title(ofColumn: table.columns[column].name)])
    return isJapanese ? "\(what)（\(by)）" : "\(what) \(by.prefix(1).lowercased() + by.dropFirst())"
  }

  private func by(_ titles: [String]) -> String {
    if isJapanese { return titles.joined(separator: "・") + "別" }
    return "By " + titles.map { $0.prefix(1).lowercased() + $0.dropFirst() }.joined(separator: " and ")
  }

  private func bars(
    _ amounts: [(key: String?, part: String?, amount: Double)], _ column: Int, _ other: Int?, title: String,
    _ write: (Double) -> String
  ) -> ChartData {
    // Without a second column, each bar has the colour of its own word.
    let series = self.series(amounts.map { other == nil ? $0.key : $0.part }, other ?? column, cuts: other != nil)
    var order: [String?] = []
    var parts: [String?: [Int: Double]] = [:]
    for amount in amounts {
      if parts[amount.key] == nil { order.append(amount.key) }
      let place = series.place(other == nil ? amount.key : amount.part)
      parts[amount.key, default: [:]][place, default: 0] += amount.amount
    }
    let bars = order.map { key in
      let own = (parts[key] ?? [:]).sorted { $0.key < $1.key }
      return ChartData.Bar(
        label: shown(key, column), parts: own.map { ChartData.Part(series: $0.key, amount: $0.value) },
        written: write(own.reduce(0) { $0 + $1.value }))
    }
    let sorted = bars.ranked { $0.amount }
    return ChartData(
      title: title, series: other == nil ? [] : series.list, bars: Array(sorted.prefix(ChartMaker.mostBars)),
      left: max(0, sorted.count - ChartMaker.mostBars), colours: series.list)
  }

  private func written(_ amount: Double) -> String {
    Digits.grouped(
      amount == amount.rounded() && abs(amount) < 1e15 ? String(Int(amount)) : String((amount * 100).rounded() / 100))
  }

  // MARK: Months

  /// A bar for each month from the first to the last, also those without a row.
  func months(_ day: Int, by other: Int?) -> ChartData? {
    let dated = table.rows.compactMap { row in Month(row[day]).map { (month: $0, part: other.flatMap { row[$0] }) } }
    guard let last = dated.map(\.month).max(), let first = dated.map(\.month).min() else { return nil }
    let from = max(first, Month(index: last.index - ChartMaker.mostMonths + 1))
    let series = self.series(dated.map(\.part), other ?? day, cuts: true)
    var counts: [Int: [Int: Double]] = [:]
    for row in dated where row.month >= from {
      counts[row.month.index, default: [:]][other == nil ? 0 : series.place(row.part), default: 0] += 1
    }
    let bars = (from.index...last.index).map { index in
      let own = (counts[index] ?? [:]).sorted { $0.key < $1.key }
      return ChartData.Bar(
        label: Month(index: index).text, parts: own.map { ChartData.Part(series: $0.key, amount: $0.value) },
        written: String(Int(own.reduce(0) { $0 + $1.value })))
    }
    return ChartData(
      title: words.title(ofColumn: table.columns[day].name) + (isJapanese ? "の月別件数" : ", by month"),
      series: other == nil ? [] : series.list, bars: bars,
      left: from.index - first.index, colours: series.list)
  }

  // MARK: Colours

  private struct SeriesList {
    var list: [ChartData.Series]
    let places: [String?: Int]
    func place(_ key: String?) -> Int { places[key] ?? list.count - 1 }
  }

  /// The commonest values, and the rest together.
  private func series(_ keys: [String?], _ column: Int, cuts: Bool) -> SeriesList {
    var counts: [String?: Int] = [:]
    var order: [String?] = []
    for key in keys {
      if counts[key] == nil { order.append(key) }
      counts[key, default: 0] += 1
    }
    let name = table.columns[column].name
    let ranked = order.ranked { counts[$0] ?? 0 }
    let isCut = cuts && ranked.count > ChartMaker.mostSeries
    let kept = isCut ? Array(ranked.prefix(ChartMaker.mostSeries - 1)) : ranked
    var list = kept.map { key in
      ChartData.Series(title: shown(key, column), meaning: key.flatMap { Meaning.of($0, in: name) })
    }
    if isCut { list.append(ChartData.Series(title: isJapanese ? "その他" : "others", meaning: nil)) }
    return SeriesList(list: list, places: Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) }))
  }
}

/// A month, counted from the year 0.
struct Month: Comparable {
  let index: Int

  init(index: Int) { self.index = index }

  /// - Parameter day: as `2026-11-22`.
  init?(_ day: String?) {
    guard let day = day.flatMap({ CalendarDate($0) }) else { return nil }
    index = day.year * 12 + day.month - 1
  }

  var month: Int { index % 12 + 1 }
  var year: Int { index / 12 }
  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}

extension Array {
  /// The largest first; what is alike stays in its order.
  func ranked(by amount: (Element) -> some Comparable) -> [Element] {
    let measured = enumerated().map { (amount: amount($1), place: $0, element: $1) }
    return measured.sorted { ($1.amount, $0.place) < ($0.amount, $1.place) }.map(\.element)
  }
}
