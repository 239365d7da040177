import ArgumentParser
import Clause6
import Postgres

struct EngagementList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List engagements with their tier and where it comes from.",
    discussion: """
      EXAMPLE:
        clause6 engagement list --data personal --tier critical
      """)

  @Option(help: ArgumentHelp("Only engagements of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(
    help: ArgumentHelp("Only engagements of this tier: critical, high, medium, low.", valueName: "tier"),
    transform: Choice.tier)
  var tier: String?

  @Option(
    help: ArgumentHelp("Only engagements in which this kind of data is entrusted.", valueName: "kind"),
    transform: Choice.dataKind)
  var data: String?

  @Flag(inversion: .prefixedNo, help: "Only engagements that are critical, or are not.")
  var critical: Bool?

  @Flag(help: "Only engagements of which a fact is missing that the score needs.")
  var missing = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "engagement_id AS id, vendor, title, tier, source, score, data, data_subjects, access, critical, missing",
        source: "facts.engagement(\(asOf)::date)", order: "vendor, title, engagement_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(tier) { "tier = \($0)" }
      listing.filter(data) { "\($0) = ANY (data)" }
      listing.filter(critical) { "critical = \($0)" }
      listing.filter(missing ? true : nil) { "(missing <> '{}') = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
