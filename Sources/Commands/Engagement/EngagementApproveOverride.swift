import ArgumentParser
import Clause6
import Postgres

struct EngagementApproveOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-override", abstract: "Approve an override of a tier that somebody else asked for.",
    discussion: """
      It counts from today on, within its days. The one who asked for it cannot approve it.

      EXAMPLE:
        clause6 engagement approve-override 1 --actor sato --reason "agreed in the risk meeting of 20 November"
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
      try connection.approveTierOverride(id, on: today)
      return try connection.record(override: id, on: today)
    }
  }
}
