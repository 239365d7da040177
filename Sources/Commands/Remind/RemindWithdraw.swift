import ArgumentParser
import Clause6
import Postgres

struct RemindWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take back what was acknowledged, put off, handed over or muted.",
    discussion: """
      EXAMPLE:
        clause6 remind withdraw 3 --reason "the talks broke down"
      """)

  @Argument(help: "The act's number, as \"clause6 remind acts\" shows it.")
  var number: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.reminderAct(called: number)
      try connection.withdrawReminderAct(id, on: today)
      return try connection.record(reminderAct: id, on: today)
    }
  }
}
