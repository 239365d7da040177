import ArgumentParser
import Clause6
import Postgres

struct WaiverRequest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: "Ask that a leg of an engagement's gate be waived until a day.",
    discussion: """
      The reason is what the approver reads. A waiver counts for nothing before another person approves it, and lasts a \
      year at most.

      EXAMPLE:
        clause6 waiver request 3 --leg terms --until 2027-01-31 --reason "the new contract is with their lawyers"
      """)

  @Argument(help: "The engagement: its number, or its title.")
  var engagement: String

  @Option(help: ArgumentHelp("assessment, contract or terms.", valueName: "leg"), transform: Choice.gateLeg)
  var leg: String

  @Option(help: ArgumentHelp("Last day.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @Option(
    name: .customLong("from"), help: ArgumentHelp("First day; else today.", valueName: "day"), transform: Day.parse)
  var first: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let why = try options.author().reason
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.requestWaiver(
        engagement: try connection.engagement(called: engagement), leg: leg, because: why, from: first ?? today,
        until: until, on: today)
      return try connection.record(waiver: id, on: today)
    }
  }
}

extension Choice {
  @Sendable static func gateLeg(_ text: String) throws -> String {
    try one(of: ["assessment", "contract", "terms"], text, "leg of the gate")
  }
}
