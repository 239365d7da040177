import ArgumentParser
import Clause6
import Postgres

struct PersonErasures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erasures", abstract: "List requests to erase personal data, and what became of them.",
    discussion: """
      EXAMPLE:
        clause6 person erasures --state requested
      """)

  @Option(
    help: ArgumentHelp("Only those in this state: requested, erased, withdrawn.", valueName: "state"),
    transform: { try Choice.one(of: ["requested", "erased", "withdrawn"], $0, "state of an erasure") })
  var state: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: Connection.erasureColumns, source: "facts.erasure(\(asOf)::date)", order: "erasure_id")
      listing.filter(state) { "state = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
