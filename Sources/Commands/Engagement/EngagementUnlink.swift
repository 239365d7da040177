import ArgumentParser
import Clause6
import Postgres

struct EngagementUnlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink", abstract: "Say that an engagement is no longer worked under a contract.",
    discussion: """
      From today on, or from the day named; the days before stay as they were. --never takes back a link that was a mistake.

      EXAMPLE:
        clause6 engagement unlink 3 TA-2024-001 --never --reason "linked by mistake"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @Argument(help: "The contract: its reference, or # and its number.")
  var contract: String

  @Option(
    help: ArgumentHelp("First day on which it no longer stands behind the work; else today.", valueName: "day"),
    transform: Day.parse)
  var on: CalendarDate?

  @Flag(help: "It never did.")
  var never = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if never, on != nil { throw ValidationError("Say one of --on and --never.") }
  }

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.engagement(called: engagement)
      try connection.unlinkEngagement(
        id, fromContract: try connection.contract(called: contract), on: never ? nil : on ?? today)
      return try connection.record(engagement: id, on: today)
    }
  }
}
