import ArgumentParser
import Clause6
import Postgres

struct FindingComment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment", abstract: "Say something of it.",
    discussion: """

      EXAMPLE:
        clause6 finding comment 12 "their lawyer answers next week"
      """)

  @Argument(help: "The finding's number.")
  var finding: String

  @Argument(help: "What is said.")
  var text: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format, defaultReason: "a comment") { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.finding(called: finding)
      try connection.commentFinding(id, saying: text, on: day)
      return try connection.record(finding: id, on: day)
    }
  }
}
