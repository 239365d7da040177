import ArgumentParser
import Clause6
import Postgres

struct VendorEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of a vendor.",
    discussion: """
      What is not named stays; an empty text takes a field away.

      EXAMPLE:
        clause6 vendor edit T0901 --owner sato@tsubame.example --reason "Ms Sato took over"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Option(help: ArgumentHelp("Its legal name.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Last day of the legal name until now, when --name is a new one: kept as a former name.", valueName: "day"),
    transform: Day.parse)
  var formerUntil: CalendarDate?

  @OptionGroup var fields: VendorFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard formerUntil == nil || name?.isEmpty == false else {
      throw ValidationError("--former-until says until when the name was another: give the new one with --name.")
    }
  }

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .text(name)
      edit.formerNameUntil = formerUntil
      let id = try connection.vendor(called: vendor)
      try connection.editVendor(id, edit)
      return try connection.record(vendor: id, on: try connection.day(asked: nil))
    }
  }
}
