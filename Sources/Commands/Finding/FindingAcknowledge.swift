import ArgumentParser
import Clause6
import Postgres

struct FindingAcknowledge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Say that somebody knows of it and sees to it.",
    discussion: """
      The reason is what is being done. It stays open until a check no longer finds it, and when it comes back or grows \
      worse, somebody has to look at it again.

      EXAMPLE:
        clause6 finding acknowledge 12 --reason "renewal is with legal, signed by 15 December"
      """)

  @Argument(help: "The finding's number.")
  var finding: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let text = try options.author().reason
    try change(database, options, format) { connection in
      let day = try connection.day(asked: nil)
      let id = try connection.finding(called: finding)
      try connection.acknowledgeFinding(id, saying: text, on: day)
      return try connection.record(finding: id, on: day)
    }
  }
}
