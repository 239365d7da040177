import ArgumentParser
import Clause6
import Postgres

struct ReviewShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show when a vendor is reviewed, how that day came about, and all its reviews.",
    discussion: """
      EXAMPLE:
        clause6 review show T0012
      """)

  @Argument(help: "The vendor: code, name or # and number.")
  var vendor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.vendor(called: vendor)
      let agenda = try connection.table("SELECT * FROM facts.review_agenda(\(asOf)::date) WHERE vendor_id = \(id)")
      guard !agenda.rows.isEmpty else {
        throw Clause6Error("Nobody uses \(vendor) on \(asOf), so it is not reviewed: \"clause6 review list --done\".")
      }
      let moves = try connection.table(
        """
        SELECT due_on, moved_to_on, moved_by, reason FROM facts.review_move(\(asOf)::date)
        WHERE vendor_id = \(id) ORDER BY move_id
        """)
      let reviews = try connection.table(
        """
        SELECT review_id AS id, cause, state, due_on, started_on, completed_on, days_late, outcome, reviewer, note,
          facts.import_text('review', review_id) AS recorded_from
        FROM facts.review(\(asOf)::date) WHERE vendor_id = \(id) ORDER BY started_on, review_id
        """)
      format.print(agenda, sections: [("Moved due days", moves), ("Reviews", reviews)])
    }
  }
}
