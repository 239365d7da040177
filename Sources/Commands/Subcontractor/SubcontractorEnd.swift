import ArgumentParser
import Clause6
import Postgres

struct SubcontractorEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "Say until when a subcontractor works.",
    discussion: """
      On later days it, and whoever stands below it, is no longer in the chain; on earlier ones it stays.

      EXAMPLE:
        clause6 subcontractor end 3 --on 2026-12-31 --reason "the vendor does the work itself from January"
      """)

  @Argument(help: "Its number.")
  var subcontractor: String

  @Option(
    name: .customLong("on"), help: ArgumentHelp("Last day of its work; default today.", valueName: "day"),
    transform: Day.parse)
  var untilOn: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.subcontractor(called: subcontractor)
      var edit = SubcontractorEdit()
      edit.untilOn = .set(untilOn ?? today)
      try connection.editSubcontractor(id, edit)
      return try connection.record(subcontractor: id, on: today)
    }
  }
}
