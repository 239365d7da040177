import ArgumentParser
import Clause6
import Postgres

struct OffboardingClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close an offboarding whose every leg is settled.",
    discussion: """
      Refused while data, proof or access is open; the refusal names each leg. The proof must have been read.

      EXAMPLE:
        clause6 offboarding close 3 --reason "all settled"
      """)

  @Argument(help: "Its number.")
  var offboarding: String

  @Option(name: .customLong("on"), help: ArgumentHelp("When; default today.", valueName: "day"), transform: Day.parse)
  var closedOn: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.offboarding(called: offboarding)
      try connection.closeOffboarding(id, on: closedOn ?? today)
      return try connection.record(offboarding: id, on: today)
    }
  }
}
