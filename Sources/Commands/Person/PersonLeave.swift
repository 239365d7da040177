import ArgumentParser
import Clause6
import Postgres

struct PersonLeave: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Record somebody's last day, and hand all they own to somebody else.",
    discussion: """
      What is handed over changes hands at once, whichever day the last one is. What stays with them is said.

      EXAMPLE:
        clause6 person leave sato@tsubame.example --on 2026-12-31 --hand-over-to mori@tsubame.example --reason "retires"
      """)

  @Argument(help: "Their mail address, login, name or number.")
  var person: String

  @Option(help: ArgumentHelp("Their last day in the organisation.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate

  @Option(help: ArgumentHelp("Who takes over all they own.", valueName: "person"))
  var handOverTo: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var remaining: Table?
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.registeredPerson(called: person)
      let successor = try handOverTo.map { try connection.registeredPerson(called: $0) }
      try connection.leave(id, on: on, handingOverTo: successor)
      remaining = try connection.table(
        """
        SELECT count(*) || ' as ' || duty || ' of a ' || of FROM facts.duty WHERE person_id = \(id)
        GROUP BY duty, of ORDER BY of DESC, duty DESC
        """)
      return try connection.record(person: id, on: today)
    }
    let duties = remaining?.rows.compactMap { $0[0] } ?? []
    guard !duties.isEmpty else { return }
    Terminal.current.note("Still with them: \(duties.joined(separator: ", ")); \"clause6 person show\" lists them.")
  }
}
