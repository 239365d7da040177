import ArgumentParser
import Clause6
import Postgres

struct ReviewPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say from which day a vendor's reviews are counted, and how often at least.",
    discussion: """
      Without a plan they are counted from the vendor's first approval, else from the first day of its use. A plan can ask \
      for reviews oftener than tier and regimes do, never for fewer.

      EXAMPLE:
        clause6 review plan T0012 --from-day 2026-04-01 --months 6 --reason "reviewed with the fiscal year's halves"
      """)

  @Argument(help: "The vendor: code, name or # and number.")
  var vendor: String

  @Option(help: ArgumentHelp("The day from which due days are counted.", valueName: "day"), transform: Day.parse)
  var fromDay: CalendarDate

  @Option(
    help: ArgumentHelp("Months between two reviews, 1 to 120; else as tier and regimes say.", valueName: "months"))
  var months: Int?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let (id, today) = (try connection.vendor(called: vendor), try connection.day(asked: nil))
      try connection.planReviews(vendor: id, anchor: fromDay, months: months, on: today)
      return try connection.agenda(vendor: id, on: today)
    }
  }
}
