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

  @OptionGroup var fields: VendorFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .text(name)
      let id = try connection.vendor(called: vendor)
      try connection.editVendor(id, edit)
      return try connection.record(vendor: id, on: try connection.day(asked: nil))
    }
  }
}
