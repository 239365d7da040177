import ArgumentParser
import Clause6
import Postgres

struct RemindHandOver: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-over", abstract: "Have somebody else reminded of a deadline; they hear of it at once.",
    discussion: """
      Vendor and contract keep their owner. What is escalated goes to the manager of whoever has it now.

      EXAMPLE:
        clause6 remind hand-over notice TA-2020-002 --to tanaka@tsubame.example --reason "knows the vendor"
      """)

  @OptionGroup var deadline: NamedDeadlineArguments

  @Option(help: ArgumentHelp("To whom: mail address, login or name.", valueName: "person"))
  var to: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let named = try connection.deadline(deadline.kind, of: deadline.reference, on: today)
      let person = try connection.registeredPerson(called: to)
      return try connection.record(reminderAct: connection.handOver(named, to: person, on: today), on: today)
    }
  }
}
