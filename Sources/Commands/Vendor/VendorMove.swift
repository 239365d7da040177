import ArgumentParser
import Clause6
import Postgres

struct VendorMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move a vendor to another stage from a day on.",
    discussion: """
      The day may lie in the past: the stages before and after it must still follow each other. A vendor is approved by \
      somebody other than who registered it.

      EXAMPLE:
        clause6 vendor move T0901 --to under_assessment --on 2026-04-01 --reason "questionnaire sent"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Option(
    help: ArgumentHelp(
      "proposed, under_assessment, approved, active, suspended, exiting or ended.", valueName: "stage"),
    transform: { try Choice.one($0, "stage") })
  var to: VendorStage

  @Option(help: ArgumentHelp("First day in the stage; default today.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.vendor(called: vendor)
      try connection.moveVendor(id, to: to, on: on ?? today, note: note)
      return try connection.record(moveOfVendor: id, on: on ?? today)
    }
  }
}

extension Connection {
  /// The newest move of a day, withdrawn or not.
  func record(moveOfVendor id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT vendor, stage, from_on, until_on, moved_by, reason, note, withdrawn_by, withdrawn_because
      FROM facts.stage_history WHERE vendor_id = \(id) AND from_on = \(day)::date ORDER BY move_id DESC LIMIT 1
      """)
  }
}
