import ArgumentParser
import Clause6
import Postgres

struct VendorDuplicates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "List vendors that may be one company registered twice, with the reason.",
    discussion: """
      Nothing happens by itself: "vendor merge" makes them one, "vendor distinct" records that they are two.
      docs/identifiers.md says how names are compared, and how often a proposal is right.

      EXAMPLE:
        clause6 vendor duplicates --min 0.9
      """)

  @Argument(help: "Only of this vendor: its code, any of its names, or its number.")
  var vendor: String?

  @Option(
    help: ArgumentHelp(
      "Only from this score on, from 0.5 to 1; default \(VendorDuplicate.likely). "
        + "At 0.7 come names that a number alone tells apart.", valueName: "score"))
  var min = VendorDuplicate.likely

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (0.5...1).contains(min) else { throw ValidationError("--min must be from 0.5 to 1.") }
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: "vendor, name, other, other_name, score, reason",
        source: "facts.vendor_duplicate_listed(\(asOf)::date)",
        order: "score DESC, name, other_name, vendor_id, other_id")
      listing.filter(min) { "score >= \($0)::float8::numeric" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) {
        "\($0) IN (vendor_id, other_id)"
      }
      try listing.print(connection, list, format)
    }
  }
}
