import ArgumentParser
import Clause6
import Postgres

struct EngagementActivate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activate", abstract: "Let an engagement through the gate, so that work may begin.",
    discussion: """
      The gate has three legs: an approved assessment that has not expired, a contract in force, and the mandatory terms in \
      it. Each must be met on the day, or waived. What is missing is named.

      EXAMPLE:
        clause6 engagement activate 3 --on 2026-12-01 --reason "all papers are there"
      """)

  @Argument(help: "The engagement: its number, or its title.")
  var engagement: String

  @Option(help: ArgumentHelp("First day of the work; else today.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let day = try on ?? connection.day(asked: nil)
      let id = try connection.engagement(called: engagement)
      try connection.activateEngagement(id, on: day)
      return try connection.record(engagement: id, on: day)
    }
  }
}
