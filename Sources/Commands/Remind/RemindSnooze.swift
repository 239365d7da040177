import ArgumentParser
import Clause6
import Postgres

struct RemindSnooze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snooze", abstract: "Put a deadline's reminders off until a day, on which they come back.",
    discussion: """


      EXAMPLE:
        clause6 remind snooze review T0003 --until 2026-12-01 --reason "after the audit"
      """)

  @OptionGroup var deadline: NamedDeadlineArguments

  @Option(help: ArgumentHelp("The day on which it comes back.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let named = try connection.deadline(deadline.kind, of: deadline.reference, on: today)
      return try connection.record(reminderAct: connection.snooze(named, until: until, on: today), on: today)
    }
  }
}
