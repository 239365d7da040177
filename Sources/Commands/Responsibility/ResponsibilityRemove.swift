import ArgumentParser
import Clause6
import Postgres

struct ResponsibilityRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take back an agreement that was recorded by mistake.",
    discussion: """
      What was agreed before counts again. What is no longer agreed is recorded with "agree" and its day instead.

      EXAMPLE:
        clause6 responsibility remove 12 --reason "meant another vendor"
      """)

  @Argument(help: "Its number: \"clause6 responsibility list\" shows it.")
  var number: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.responsibility(called: number)
      let removed = try connection.record(responsibility: id)
      try connection.removeResponsibility(id)
      return removed
    }
  }
}
