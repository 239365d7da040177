import ArgumentParser
import Clause6
import Postgres

struct OffboardingStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start the offboarding of a vendor, or of one engagement of it.",
    discussion: """
      EXAMPLE:
        clause6 offboarding start T0012 --ended 2026-09-30 --data-due 2026-10-31 --secrecy-until 2029-09-30 \\
          --reason "contract not renewed"
      """)

  @Argument(help: "The vendor: code, name, or # and number.")
  var vendor: String

  @Option(
    help: ArgumentHelp("The engagement that ends, by number or title; none: all of them.", valueName: "engagement"))
  var engagement: String?

  @Option(
    name: .customLong("ended"), help: ArgumentHelp("Last day of the work.", valueName: "day"), transform: Day.parse)
  var endedOn: CalendarDate

  @OptionGroup var fields: OffboardingFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.endedOn = .set(endedOn)
      let id = try connection.startOffboarding(
        ofVendor: try connection.vendor(called: vendor), engagement: engagement, edit)
      return try connection.record(offboarding: id, on: try connection.day(asked: nil))
    }
  }
}
