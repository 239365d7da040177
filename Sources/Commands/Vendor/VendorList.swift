import ArgumentParser
import Clause6
import Postgres

struct VendorList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List vendors with their stage, tier and contracts.",
    discussion: """
      EXAMPLE:
        clause6 vendor list --tier critical --as-of 2026-03-31
      """)

  @Option(
    help: ArgumentHelp("Only vendors of this tier: critical, high, medium, low.", valueName: "tier"),
    transform: Choice.tier)
  var tier: String?

  @Option(
    help: ArgumentHelp("Only vendors in this stage, such as active; several times for several.", valueName: "stage"),
    transform: { try Choice.one($0, "stage") })
  var stage: [VendorStage] = []

  @Option(help: ArgumentHelp("Only vendors of this owner: mail address, login or name.", valueName: "person"))
  var owner: String?

  @Option(help: ArgumentHelp("Only vendors that work for this unit.", valueName: "unit"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "Only vendors of which any name, reading or former name contains this, or with this code.", valueName: "text"))
  var search: String?

  @Option(help: ArgumentHelp("Only vendors with this identifier, of whatever scheme.", valueName: "number"))
  var identifier: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "coalesce(code, '#' || vendor_id) AS code, name, country, stage, tier, contracts, in_force, lapsed, next_end_on, owner",
        source: "facts.vendor(\(asOf)::date)", order: "name, vendor_id")
      listing.filter(tier) { "tier = \($0)" }
      listing.filter(stage.isEmpty ? nil : stage.map(\.rawValue)) { "stage = ANY (\($0)::text[])" }
      listing.filter(try owner.map { try connection.registeredPerson(called: $0) }) {
        "vendor_id IN (SELECT id FROM register.vendor WHERE owner_id = \($0))"
      }
      listing.filter(unit) { "unit = \($0)" }
      listing.filter(search) { "vendor_id IN (SELECT vendor_id FROM facts.vendor_named(\($0), \(asOf)::date))" }
      listing.filter(identifier) {
        "vendor_id IN (SELECT facts.vendor_on(i, \(asOf)::date) FROM register.vendor_by_identifier(\($0)) i)"
      }
      try listing.print(connection, list, format)
    }
  }
}
