import ArgumentParser
import Clause6
import Postgres

struct SubcontractorAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a company to which a vendor passes on work.",
    discussion: """
      Say who uses it: the vendor with --vendor, or another subcontractor with --under.

      EXAMPLE:
        clause6 subcontractor add "Kumo Hosting" --vendor T0012 --country JP --data personal --service hosting \\
          --from 2026-04-01 --reason "named in the vendor's letter"
      """)

  @Argument(help: "Its legal name.")
  var name: String

  @Option(help: ArgumentHelp("The vendor that uses it: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(
    help: ArgumentHelp(
      "The engagement it works for, by number or title; none: all the vendor does.", valueName: "engagement"))
  var engagement: String?

  @Option(help: ArgumentHelp("The subcontractor that uses it, by its number.", valueName: "number"))
  var under: String?

  @OptionGroup var fields: SubcontractorFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (vendor == nil) != (under == nil) else { throw ValidationError("Say who uses it: --vendor or --under.") }
    guard engagement == nil || vendor != nil else {
      throw ValidationError("--engagement goes with --vendor; those below share it.")
    }
  }

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      var edit = fields.edit(today: today)
      edit.name = .set(name)
      let id =
        if let under {
          try connection.addSubcontractor(underSubcontractor: try connection.subcontractor(called: under), edit)
        } else {
          try connection.addSubcontractor(
            ofVendor: try connection.vendor(called: vendor ?? ""), engagement: engagement, edit)
        }
      return try connection.record(subcontractor: id, on: today)
    }
  }
}
