import ArgumentParser
import Clause6
import Postgres

struct EngagementLink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Say that an engagement is worked under a contract.",
    discussion: """
      The contract must bind the vendor or a company of its group. It stands behind the work from the day on, so that the
      gate of earlier days stays as it was; --from-start says that it always did.

      EXAMPLE:
        clause6 engagement link T0901/"membership cards" TA-2024-001 --from 2026-04-01 --reason "contract signed"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @Argument(help: "The contract: its reference, or # and its number.")
  var contract: String

  @Option(
    help: ArgumentHelp("First day on which it stands behind the work; else today.", valueName: "day"),
    transform: Day.parse)
  var from: CalendarDate?

  @Flag(help: "It stands behind the work from the start.")
  var fromStart = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if fromStart, from != nil { throw ValidationError("Say one of --from and --from-start.") }
  }

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.engagement(called: engagement)
      try connection.linkEngagement(
        id, toContract: try connection.contract(called: contract), from: fromStart ? nil : from ?? today)
      return try connection.record(engagement: id, on: today)
    }
  }
}
