import ArgumentParser
import Clause6
import Postgres

struct WaiverList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List waivers that are in force or wait for an approval.",
    discussion: """
      EXAMPLE:
        clause6 waiver list --all --as-of 2026-11-22
      """)

  @Flag(help: "Those that ended, were rejected or withdrawn too.")
  var all = false

  @Option(help: ArgumentHelp("Only waivers of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: "waiver_id AS id, state, rule, vendor, covers, ends_on, requested_by, approved_by, reason",
        source: "facts.waiver(\(asOf)::date)", order: "ends_on, waiver_id")
      listing.filter(all ? nil : ["requested", "approved", "in_force"]) { "state = ANY (\($0)::text[])" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}

extension Connection {
  func record(waiver id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.waiver(\(day)::date) WHERE waiver_id = \(id)")
  }
}
