import ArgumentParser
import Clause6
import Postgres

struct EngagementUnlink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink", abstract: "Say that an engagement is not worked under a contract after all.",
    discussion: """
      EXAMPLE:
        clause6 engagement unlink 3 TA-2024-001 --reason "linked by mistake"
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
      try connection.unlinkEngagement(id, fromContract: try connection.contract(called: contract))
      return try connection.record(engagement: id, on: try connection.day(asked: nil))
    }
  }
}
