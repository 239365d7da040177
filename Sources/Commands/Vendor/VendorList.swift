import ArgumentParser
import Clause6
import Postgres

struct VendorList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List vendors with their tier and contracts.",
    discussion: """
      EXAMPLE:
        clause6 vendor list --tier critical --as-of 2026-03-31
      """)

  @Option(
    help: ArgumentHelp("Only vendors of this tier: critical, high, medium, low.", valueName: "tier"),
    transform: Choice.tier)
  var tier: String?

  @Option(help: ArgumentHelp("Only vendors whose name, English name or code contains this.", valueName: "text"))
  var search: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "coalesce(code, '#' || vendor_id) AS code, name, country, tier, contracts, in_force, lapsed, next_end_on, owner",
        source: "facts.vendor(\(asOf)::date)", order: "name, vendor_id")
      listing.filter(tier) { "tier = \($0)" }
      listing.filter(search) {
        """
        (position(register.name_key(\($0)) IN register.name_key(name)) > 0 OR english_name ILIKE '%' || \($0) || '%' OR code = \($0))
        """
      }
      try listing.print(connection, list, format)
    }
  }
}
