import ArgumentParser
import Clause6
import Postgres

struct VendorMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make two entries of one company one; both histories are kept.",
    discussion: """
      Contracts, engagements, names, identifiers, contacts and all else that refers to the first refers to the second from
      now on. From the day on the first is no vendor of its own; its code and its names lead to the second, also in imports.
      Before the day it is still listed. A merger is not undone: rehearse it with --dry-run.

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
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let (gone, kept) = (try connection.vendor(called: vendor), try connection.vendor(called: into))
      parts = try connection.mergeVendor(gone, into: kept, on: on ?? today)
      return try connection.record(vendor: kept, on: today)
    }
    for part in parts {
      let stayed = part.stayed == 0 ? "" : "; \(part.stayed) stayed, as the other vendor has the same or they are final"
      Terminal.current.note("\(part.what): \(part.moved) moved\(stayed).")
    }
  }
}
