import ArgumentParser
import Clause6
import Postgres

struct VendorIdentifierEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "Record the last day of an identifier; the vendor is still found by it.",
    discussion: """
      EXAMPLE:
        clause6 vendor identifier end T0901 lei 5299CLAUSE6TSUBAME77 --on 2026-03-31 --reason "lapsed at GLEIF"
      """)

  @OptionGroup var identifier: IdentifierArguments

  @Option(help: ArgumentHelp("Its last day.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.vendor(called: identifier.vendor)
      try connection.endIdentifier(identifier.value, scheme: identifier.scheme, ofVendor: id, on: on)
      return try connection.record(identifier: identifier, ofVendor: id)
    }
  }
}
