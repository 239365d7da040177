import ArgumentParser
import Clause6
import Postgres

struct VendorMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make two entries of one company one; both histories are kept.",
    discussion: """
      From the day on the first is no vendor of its own: its contracts, engagements, assessments, identifiers, contacts and
      all else are the second's, and its code and its names lead to the second, also in imports. The days before stay as
      they were. A merger is not undone: rehearse it with --dry-run.

      EXAMPLE:
        clause6 vendor merge "青空印刷㈱" --into T0901 --reason "imported twice"
      """)

  @Argument(help: "The entry that ends: its code, any of its names, or its number.")
  var vendor: String

  @Option(help: ArgumentHelp("The vendor as which it goes on.", valueName: "vendor"))
  var into: String

  @Option(
    help: ArgumentHelp("The first day on which there is one vendor; default today.", valueName: "day"),
    transform: Day.parse)
  var on: CalendarDate?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var parts: [VendorMergerPart] = []
    var decision: String?
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let (gone, kept) = (try connection.vendor(called: vendor), try connection.vendor(called: into))
      decision = try connection.value(
        "SELECT decided_by FROM facts.vendor_distinct WHERE (vendor_id, other_id) IN ((\(gone), \(kept)), (\(kept), \(gone)))",
        as: String.self)
      parts = try connection.mergeVendor(gone, into: kept, on: on ?? today)
      return try connection.record(vendor: kept, on: today)
    }
    let along = parts.map { "\($0.what) \($0.rows)" }.joined(separator: ", ")
    if let decision { Terminal.current.note("\(decision) had told the two apart; this goes before.") }
    if !along.isEmpty { Terminal.current.note("What comes along: \(along).") }
  }
}
