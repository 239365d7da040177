import Clause6
import Postgres
import Testing

@testable import Documents

/// What charts show, worked out by hand.
@Suite struct ChartTests {
  private static let table = Table(
    columns: [
      .init(name: "vendor", kind: .text), .init(name: "state", kind: .text), .init(name: "due_on", kind: .day),
      .init(name: "amount", kind: .number),
    ],
    rows: [
      ["A", "lapsed", "2025-11-30", "10"], ["B", "in_force", "2026-01-01", "2.5"],
      ["A", "in_force", "2026-01-31", "5"],
      ["C", nil, nil, nil],
    ])

  private let maker = ChartMaker(ChartTests.table, language: "en")

  @Test func rowsAreCounted() {
    let chart = maker.count(0, by: 1)
    #expect(chart.bars.map(\.label) == ["A", "B", "C"] && chart.bars.map(\.written) == ["2", "1", "1"])
    #expect(chart.series.map(\.title) == ["In force", "Lapsed", "(none)"])
    #expect(chart.bars[0].parts == [.init(series: 0, amount: 1), .init(series: 1, amount: 1)])
    #expect(
      chart.style(ofSeries: 0) == "s-good" && chart.style(ofSeries: 1) == "s-bad" && chart.style(ofSeries: 2) == "s2")
  }

  @Test func numbersAreSummed() {
    let chart = maker.sums(of: 3, by: 0, each: nil)
    #expect(
      chart.count == 1 && chart[0].bars.map(\.label) == ["A", "B"] && chart[0].bars.map(\.written) == ["15", "2.5"])
    let each = maker.sums(of: 3, by: 0, each: 1)
    #expect(
      each.map(\.title) == ["Amount: Lapsed", "Amount: In force"] && each[1].bars.map(\.label) == ["A", "B"])
  }

  @Test func monthsWithoutRowsAreThere() throws {
    let chart = try #require(maker.months(2, by: nil))
    #expect(
      chart.bars.map(\.label) == ["2025-11", "2025-12", "2026-01"] && chart.bars.map(\.written) == ["1", "0", "2"])
    #expect(ChartMaker(Table(columns: ChartTests.table.columns, rows: []), language: "en").months(2, by: nil) == nil)
  }

  @Test func onlyTheLastMonthsAreDrawn() throws {
    var table = ChartTests.table
    table.rows.append(["D", nil, "1990-05-05", nil])
    let chart = try #require(ChartMaker(table, language: "en").months(2, by: nil))
    #expect(chart.bars.count == ChartMaker.mostMonths && chart.bars.last?.label == "2026-01" && chart.left == 393)
  }

  @Test func manyBarsAreCut() {
    let rows = (0..<40).flatMap { n in Array(repeating: ["v\(n)", "s\(n)", nil, "1"] as [String?], count: 40 - n) }
    let chart = ChartMaker(Table(columns: ChartTests.table.columns, rows: rows), language: "ja").count(0, by: 1)
    #expect(chart.bars.count == 15 && chart.left == 25 && chart.bars[0].written == "40")
    #expect(chart.series.count == 6 && chart.series.last?.title == "その他")
    #expect(chart.bars.reduce(0) { $0 + $1.amount } == Double((26...40).reduce(0, +)))
  }

  @Test(arguments: [
    ("1234567.89", "1,234,567.89"), ("-12345", "-12,345"), ("1234", "1234"), ("0", "0"), ("NaN", "NaN"),
    ("1e10", "1e10"),
  ])
  func digitsAreGrouped(number: String, grouped: String) { #expect(Digits.grouped(number) == grouped) }

  @Test(arguments: [(0, "0%"), (33.333, "33.33%"), (99.999, "100%"), (5.05, "5.05%")])
  func sharesHaveTwoDecimals(share: Double, text: String) { #expect(ChartMarkup.percent(share) == text) }
}
