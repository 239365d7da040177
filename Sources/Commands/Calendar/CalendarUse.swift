import ArgumentParser
import Clause6
import Postgres

struct CalendarUse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Make a calendar that of everybody who has none of their own.",
    discussion: """
      EXAMPLE:
        clause6 calendar use JP --reason "we work in Japan"
      """)

  @Argument(help: "Its name.")
  var calendar: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.calendar(called: calendar)
      try connection.useCalendar(id)
      return try connection.record(calendar: id, on: try connection.day(asked: nil))
    }
  }
}
