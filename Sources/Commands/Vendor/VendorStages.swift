import ArgumentParser
import Clause6
import Postgres

struct VendorStages: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "List the moves of a vendor from stage to stage: since when, by whom and why.",
    discussion: """
      What was withdrawn, and what is planned for after the day asked about, is listed as such.

      EXAMPLE:
        clause6 vendor stages T0901 --as-of 2026-03-31
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "from_on, until_on, stage, standing, moved_by, reason, recorded_at, note, withdrawn_by, withdrawn_because",
        source: "facts.stage_history(\(asOf)::date)", order: "from_on, move_id")
      listing.filter(try connection.vendor(called: vendor)) { "vendor_id = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
