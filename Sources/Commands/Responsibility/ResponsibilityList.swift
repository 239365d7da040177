import ArgumentParser
import Clause6
import Postgres

struct ResponsibilityList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List who meets which requirement, by the latest agreement.",
    discussion: """
      "clause6 report run responsibilities" also says what proves the vendor's part, and what is missing.

      EXAMPLE:
        clause6 responsibility list --vendor T0012 --held-by shared
      """)

  @Option(help: ArgumentHelp("Only with this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(
    name: .customLong("held-by"),
    help: ArgumentHelp("Only what is met so: vendor, us, shared or not_applicable.", valueName: "who"),
    transform: { try Choice.one($0, "holder of a requirement") })
  var heldBy: ResponsibilityHolder?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "'#' || responsibility_id AS responsibility, vendor, standard, requirement, held_by, how, source, agreed_on",
        source: "facts.responsibility(\(asOf)::date)",
        order: "vendor, standard, facts.requirement_key(requirement), responsibility_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(heldBy) { "held_by = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
