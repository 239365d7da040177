import ArgumentParser
import Clause6
import Documents
import Postgres

struct ReportRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a report as of a day, or over the days of a period.",
    discussion: """
      What the answer says of itself goes to stderr: the question, its days and filters, how many rows there are, the sums of \
      their numbers, what it rests on, and the SHA-256 of the rows as csv-raw writes them. Who asks the same again, of what was \
      known at the same time, gets the same. "overview" as html or pdf is one page for a meeting, with the charts of others; "subprocessors" is one for a web site.

      EXAMPLE:
        clause6 report run lapsed --as-of 2026-11-22 --filter tier=critical
      """)

  @Argument(help: "The report; \"clause6 report list\" shows them.")
  var report: String

  @OptionGroup var asked: ReportQuestionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var day: DayOptions
  @OptionGroup var form: ReportFormOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let set = try reports.set(connection)
      let report = try set.named(self.report)
      let question = try asked.question(asOf: asOf)
      let overview =
        try report.name == Overview.report && form.isPage ? Overview(connection, question, from: set) : nil
      let page: ReportPageText = { table, stamp, out in
        if let overview { return overview.write(stamp, to: out) }
        let page = ReportPage(table, stamp)
        if ReportPage.publicReports.contains(report.name) { page.writePublic(to: out) } else { page.write(to: out) }
      }
      try form.write(report, question, page: page) { writer in
        try connection.answer(report, question, columns: writer.begin, written: writer.row)
      }
    }
  }
}
