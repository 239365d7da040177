import ArgumentParser
import Clause6
import Postgres

struct EngagementEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of an engagement.",
    discussion: """
      What is not named stays; an empty text or day takes a field away. --data, --place and --condition name all there \
      are anew; --contract adds one to those there are.

      EXAMPLE:
        clause6 engagement edit T0901/"membership cards" --data-subjects 120000 --reason "two more card programmes"
      """)

  @Argument(help: "Its number, its title, or VENDOR/title.")
  var engagement: String

  @Option(help: ArgumentHelp("What is entrusted, in a few words.", valueName: "text"))
  var title: String?

  @OptionGroup var fields: EngagementFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var edit = try fields.edit()
    edit.title = .text(title)
    try change(database, options, format) { connection in
      let id = try connection.engagement(called: engagement)
      try connection.editEngagement(id, edit)
      return try connection.record(engagement: id, on: try connection.day(asked: nil))
    }
  }
}
