import ArgumentParser
import Clause6
import Postgres

struct EngagementLink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Say that an engagement is worked under a contract.",
    discussion: """
      EXAMPLE:
        clause6 engagement link T0901/"membership cards" TA-2024-001 --reason "contract signed"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @Argument(help: "The contract: its reference, or # and its number.")
  var contract: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.engagement(called: engagement)
      try connection.linkEngagement(id, toContract: try connection.contract(called: contract))
      return try connection.record(engagement: id, on: try connection.day(asked: nil))
    }
  }
}
