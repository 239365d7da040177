import ArgumentParser
import Clause6
import Postgres

struct VendorWithdrawMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw-move", abstract: "Withdraw a move to a stage that was recorded by mistake.",
    discussion: """
      The move stays in the history, marked as withdrawn; the vendor's stage is what it would be without it.

      EXAMPLE:
        clause6 vendor withdraw-move T0901 --on 2026-04-01 --reason "recorded for the wrong vendor"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Option(help: ArgumentHelp("First day of the stage it was moved to.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.vendor(called: vendor)
      try connection.withdrawMove(ofVendor: id, on: on)
      return try connection.record(moveOfVendor: id, on: on)
    }
  }
}
