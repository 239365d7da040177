import ArgumentParser
import Clause6
import Postgres

struct RuleBacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Show what a rule would have found, month by month.",
    discussion: """
      Asks the register as it is known now about the last day of each month, and the last day asked for; what has been \
      found and kept does not matter. Days to come are forecast.

      EXAMPLE:
        clause6 rule backtest contract-lapsed --from 2026-01-31 --to 2026-12-31 --plot
      """)

  @Argument(help: "The rule.")
  var rule: String

  @Option(name: .customLong("from"), help: ArgumentHelp("First day.", valueName: "day"), transform: Day.parse)
  var first: CalendarDate

  @Option(
    name: .customLong("to"), help: ArgumentHelp("Last day; default today.", valueName: "day"), transform: Day.parse)
  var last: CalendarDate?

  @Flag(help: "Draw what is open on each day as bars instead of a table.")
  var plot = false

  @OptionGroup var rules: RuleOptions
  @OptionGroup var running: RuleRunOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    guard let chosen = try rules.set().named([rule]).first else { return }
    let connection = try database.connect()
    try connection.setZone(forTransaction: false)
    let days = try connection.monthEnds(from: first, to: last ?? connection.today())
    let evaluator = try database.evaluator(rules, running, connection)
    let result = try (evaluator ?? connection).backtest(chosen, on: days)
    if plot {
      let bars = result.map { (label: $0.day.description, count: $0.open.values.reduce(0, +)) }
      Terminal.current.out.write(BarPlot.render(bars, width: Terminal.current.width))
    } else {
      format.print(table(result))
    }
  }

  private func table(_ result: [RuleBacktest]) -> Table {
    let severities = Array(Rule.severities.reversed())
    let numbers = ["open", "opened", "resolved"] + severities
    return Table(
      columns: [Table.Column(name: "as_of", kind: .day)] + numbers.map { Table.Column(name: $0, kind: .number) },
      rows: result.map { day in
        [day.day.description, String(day.open.values.reduce(0, +)), String(day.opened), String(day.resolved)]
          + severities.map { String(day.open[$0] ?? 0) }
      })
  }
}

extension Connection {
  /// More than people look at.
  private static let mostDays = 240

  fileprivate func monthEnds(from first: CalendarDate, to last: CalendarDate) throws -> [CalendarDate] {
    guard first <= last else { throw Clause6Error("\(last) is before \(first): name the first day with --from.") }
    struct Row: Decodable { let day: CalendarDate }
    let days = try rows(
      """
      SELECT d::date AS day FROM (
        SELECT (m + interval '1 month - 1 day')::date AS d FROM generate_series(date_trunc('month', \(first)::date), \(last)::date, '1 month') m
        UNION SELECT \(first)::date UNION SELECT \(last)::date) all_days
      WHERE d BETWEEN \(first)::date AND \(last)::date ORDER BY d
      """, as: Row.self
    ).map(\.day)
    guard days.count <= Connection.mostDays else {
      throw Clause6Error("From \(first) to \(last) are \(days.count) months: ask for 20 years at most.")
    }
    return days
  }
}
