import ArgumentParser
import Clause6
import Postgres

struct IncidentClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close an incident whose cause and prevention are known.",
    discussion: """
      EXAMPLE:
        clause6 incident close 3 --cause "address typed by hand" --prevention "addresses come from the register" \\
          --reason "agreed with the vendor"
      """)

  @Argument(help: "Its number.")
  var incident: String

  @Option(name: .customLong("on"), help: ArgumentHelp("When; default today.", valueName: "day"), transform: Day.parse)
  var closedOn: CalendarDate?

  @Option(help: ArgumentHelp("Why it happened.", valueName: "text"))
  var cause: String?

  @Option(help: ArgumentHelp("What keeps it from happening again.", valueName: "text"))
  var prevention: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.incident(called: incident)
      try connection.closeIncident(id, on: closedOn ?? today, cause: cause, prevention: prevention)
      return try connection.record(incident: id, on: today)
    }
  }
}
