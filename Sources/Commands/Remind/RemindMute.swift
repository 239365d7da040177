import ArgumentParser
import Clause6
import Postgres

struct RemindMute: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mute", abstract: "Have somebody not reminded of a kind of deadline, or of any, until a day is over.",
    discussion: """
      Escalations and days for notice come all the same.

      EXAMPLE:
        clause6 remind mute sato@tsubame.example --kind evidence_end --until 2026-12-31 --reason "collected by the audit team"
      """)

  @Argument(help: "Mail address, login or name.")
  var person: String

  @Option(help: ArgumentHelp("The kind of deadline; else all.", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("Last day.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.mute(
        connection.registeredPerson(called: person), kind: try kind.map { try connection.deadlineKind($0) },
        until: until, on: today)
      return try connection.record(reminderAct: id, on: today)
    }
  }
}
