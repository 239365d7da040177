import ArgumentParser
import Clause6
import Postgres

struct ReportRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a report as of a day.",
    discussion: """
      What the report says of itself (the question, the day, the number of rows) goes to stderr.

      EXAMPLE:
        clause6 report run lapsed --as-of 2026-11-22
      """)

  @Argument(help: "The report; \"clause6 report list\" shows them.")
  var report: String

  @Flag(help: "Draw bars of the first column and the last number instead of a table.")
  var plot = false

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let asked = try connection.report(called: report)
      let table = try connection.run(asked, asOf: asOf)
      Terminal.current.note(asked.question)
      if plot {
        Terminal.current.out.write(BarPlot.render(try table.bars(of: report), width: Terminal.current.width))
      } else {
        format.print(table)
      }
      let knowledge = try connection.knowledge().map { ", \($0)" } ?? ""
      Terminal.current.note("\(table.rows.count) rows as of \(asOf)\(knowledge).")
    }
  }
}

extension Table {
  fileprivate func bars(of report: String) throws -> [(label: String, count: Int)] {
    guard let number = columns.lastIndex(where: { $0.kind == .number }), number > 0 else {
      throw Clause6Error("The report \(report) has no numbers to draw: leave out --plot.")
    }
    return rows.map { row in (label: row[0] ?? "", count: row[number].flatMap { Int($0) } ?? 0) }
  }
}
