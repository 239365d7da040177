import ArgumentParser
import Clause6
import Postgres

struct ResponsibilityAgree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Record who meets a requirement, as it was agreed with a vendor.",
    discussion: """
      PCI DSS 12.8.5 asks for it; clouds call it shared responsibility. Of several agreements on a requirement the latest \
      counts; what is agreed on the same day is changed. Whole matrices are imported: "clause6 import responsibility".

      EXAMPLE:
        clause6 responsibility agree T0012 --standard "PCI DSS 4.0.1" --requirement 12.10.1 --held-by shared \\
          --how "they tell us within 24 hours, we inform the brands" --source "matrix of 2026-04" --reason "signed"
      """)

  @Argument(help: "The vendor: code, name, or # and number.")
  var vendor: String

  @Option(help: ArgumentHelp("The standard, such as \"PCI DSS 4.0.1\".", valueName: "name"))
  var standard: String

  @Option(help: ArgumentHelp("The number that the standard gives it.", valueName: "number"))
  var requirement: String

  @Option(
    name: .customLong("held-by"),
    help: ArgumentHelp("Who meets it: vendor, us, shared or not_applicable.", valueName: "who"),
    transform: { try Choice.one($0, "holder of a requirement") })
  var heldBy: ResponsibilityHolder

  @Option(help: ArgumentHelp("Who does which part of it.", valueName: "text"))
  var how: String?

  @Option(help: ArgumentHelp("Where it is written: a matrix, an article, an attestation.", valueName: "text"))
  var source: String?

  @Option(
    name: .customLong("agreed-on"),
    help: ArgumentHelp("From which day it goes; else from the start.", valueName: "day"),
    transform: Day.parse)
  var agreedOn: CalendarDate?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = ResponsibilityEdit()
      edit.how = .text(how)
      edit.source = .text(source)
      edit.note = .text(note)
      let id = try connection.agree(
        requirement: requirement, of: standard, withVendor: try connection.vendor(called: vendor), heldBy: heldBy,
        from: agreedOn, edit)
      return try connection.record(responsibility: id)
    }
  }
}
