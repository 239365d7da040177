import ArgumentParser
import Clause6
import Postgres

struct EngagementOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Ask for another tier than the computed one, until a day.",
    discussion: """
      It counts once another person has approved it with "clause6 engagement approve-override"; after its last day the \
      tier is again the computed one. Both must be people of the register.

      EXAMPLE:
        clause6 engagement override 3 --tier low --until 2027-03-31 --reason "test data only until the launch"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @Option(help: ArgumentHelp("critical, high, medium or low.", valueName: "tier"), transform: Choice.tier)
  var tier: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("First day on which it is to count; default today.", valueName: "day"),
    transform: Day.parse)
  var startsOn: CalendarDate?

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp("Last day on which it is to count, at most 366 days later.", valueName: "day"),
    transform: Day.parse)
  var endsOn: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.requestTierOverride(
        ofEngagement: try connection.engagement(called: engagement), tier: tier, from: startsOn ?? today,
        until: endsOn, on: today)
      return try connection.record(override: id, on: today)
    }
  }
}

extension Connection {
  static var overrideColumns: SQL {
    "override_id AS id, tier, state, starts_on, ends_on, reason, requested_by, requested_on, approved_by, approved_on, withdrawn_on"
  }

  func record(override id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT engagement_id AS engagement, \(Connection.overrideColumns)
      FROM facts.tier_override(\(day)::date) WHERE override_id = \(id)
      """)
  }
}
