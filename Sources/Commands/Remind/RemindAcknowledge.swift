import ArgumentParser
import Clause6
import Postgres

struct RemindAcknowledge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Say that a deadline is seen to: its owner is not reminded until the day is over.",
    discussion: """
      An escalation rests only when the one who would get it acknowledges, too. If it is still due after the day, they are reminded again.

      EXAMPLE:
        clause6 remind acknowledge notice TA-2020-002 --until 2026-12-04 --reason "talks with the vendor are under way"
      """)

  @OptionGroup var deadline: NamedDeadlineArguments

  @Option(help: ArgumentHelp("Last day.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let named = try connection.deadline(deadline.kind, of: deadline.reference, on: today)
      return try connection.record(reminderAct: connection.acknowledge(named, until: until, on: today), on: today)
    }
  }
}
