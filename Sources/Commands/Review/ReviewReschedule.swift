import ArgumentParser
import Clause6
import Postgres

struct ReviewReschedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reschedule", abstract: "Have the coming review of a vendor due on another day, for this once.",
    discussion: """
      The reason is kept and shown beside the day. A regime's longest gap between two reviews cannot be exceeded.

      EXAMPLE:
        clause6 review reschedule T0012 --to 2027-02-15 --reason "their auditor's report comes in January"
      """)

  @Argument(help: "The vendor: code, name or # and number.")
  var vendor: String

  @Option(help: ArgumentHelp("The day on which it is due instead.", valueName: "day"), transform: Day.parse)
  var to: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let why = try options.author().reason
    try change(database, options, format) { connection in
      let (id, today) = (try connection.vendor(called: vendor), try connection.day(asked: nil))
      try connection.rescheduleReview(vendor: id, to: to, because: why, on: today)
      return try connection.agenda(vendor: id, on: today)
    }
  }
}

extension Connection {
  func agenda(vendor id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.review_agenda(\(day)::date) WHERE vendor_id = \(id)")
  }
}
