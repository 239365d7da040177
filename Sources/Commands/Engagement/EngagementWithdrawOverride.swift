import ArgumentParser
import Clause6
import Postgres

struct EngagementWithdrawOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw-override", abstract: "Take back an override of a tier, or the request for one.",
    discussion: """
      From today on it counts no more. What it was before today stays as it was.

      EXAMPLE:
        clause6 engagement withdraw-override 1 --reason "the launch was brought forward"
      """)

  @Argument(help: "The override: its number.")
  var override: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.tierOverride(called: self.override)
      try connection.withdrawTierOverride(id, on: today)
      return try connection.record(override: id, on: today)
    }
  }
}
