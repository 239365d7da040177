import ArgumentParser
import Clause6
import Postgres

struct ReferenceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List entries of others' lists, and which vendor each is.",
    discussion: """
      An entry is registered (by code, number or name), dismissed (somebody said why it is no vendor), likely (its name is \
      like a vendor's) or unknown.

      EXAMPLE:
        clause6 reference list --state unknown
      """)

  static let states = ["registered", "dismissed", "likely", "unknown"]

  @Option(
    help: ArgumentHelp("Only these: registered, dismissed, likely, unknown.", valueName: "state"),
    transform: { try Choice.one(of: states, $0, "state of an entry") })
  var state: String?

  @Option(help: ArgumentHelp("Only entries of this list, as imports name it.", valueName: "name"))
  var source: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: "reference_id AS id, source, kind, name, company, code, amount, currency, last_on, state, vendor, why",
        source: "facts.reference(\(asOf)::date)", order: "source, amount DESC NULLS LAST, name, reference_id")
      listing.filter(state) { "state = \($0)" }
      listing.filter(source) { "source = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
