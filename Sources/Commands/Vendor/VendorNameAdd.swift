import ArgumentParser
import Clause6
import Postgres

struct VendorNameAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Record another name of a vendor; it is found by it from now on.",
    discussion: """
      A change of the legal name is one act: "vendor edit --name NEW --former-until DAY".

      EXAMPLE:
        clause6 vendor name add T0901 "青空" --kind abbreviation --language ja --reason "as invoices have it"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Argument(help: "The other name.")
  var name: String

  @Option(
    help: ArgumentHelp("trading, former or abbreviation.", valueName: "kind"),
    transform: { try Choice.one($0, "kind of name") })
  var kind: VendorNameKind

  @Option(
    help: ArgumentHelp("en, ja or other.", valueName: "language"),
    transform: { try Choice.one($0, "language of a name") })
  var language: NameLanguage?

  @Option(help: ArgumentHelp("Its first day, if known.", valueName: "day"), transform: Day.parse)
  var from: CalendarDate?

  @Option(help: ArgumentHelp("Its last day, when it is no longer used.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.vendor(called: vendor)
      try connection.addName(name, kind: kind, language: language, from: from, until: until, toVendor: id)
      return try connection.record(name: name, ofVendor: id)
    }
  }
}
