import ArgumentParser
import Clause6
import Postgres

struct ReviewList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List when each vendor is next to be reviewed, and what decides it.",
    discussion: """
      A due day is counted from the vendor's anchor and not from when the last review was done, so that work done late does \
      not push the calendar on. Where a regime allows no longer gap than that from the last review, its limit is the due day.

      EXAMPLE:
        clause6 review list --overdue
      """)

  @Flag(help: "Only vendors whose review is overdue.")
  var overdue = false

  @Option(
    help: ArgumentHelp("Only what is due within so many days (30d), weeks (6w) or months (3m).", valueName: "span"),
    transform: Span.parse)
  var within: Span?

  @Flag(help: "The reviews that were begun or completed instead.")
  var done = false

  @Option(help: ArgumentHelp("Only this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Option(help: ArgumentHelp("Only vendors of this owner: mail address or name.", valueName: "person"))
  var owner: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if done, overdue || within != nil || owner != nil {
      throw ValidationError("--done lists reviews that were begun; it goes with --vendor alone.")
    }
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = done ? reviews(asOf) : dueDays(asOf)
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(overdue ? "overdue" : nil) { "state = \($0)" }
      listing.filter(within?.text) { "due_on <= (\(asOf)::date + \($0)::interval)::date" }
      listing.filter(try owner.map { try connection.registeredPerson(called: $0) }) {
        "(owner, owner_email) IS NOT DISTINCT FROM (SELECT (name, email) FROM register.person WHERE id = \($0))"
      }
      try listing.print(connection, list, format)
    }
  }

  private func dueDays(_ day: CalendarDate) -> Listing {
    Listing(
      columns: """
        vendor, state, due_on, nullif(days_late, 0) AS days_late, nullif(missed, 0) AS missed, decided_by,
        last_completed_on AS last_on, last_outcome, owner
        """, source: "facts.review_agenda(\(day)::date)", order: "due_on NULLS LAST, vendor, vendor_id")
  }

  private func reviews(_ day: CalendarDate) -> Listing {
    Listing(
      columns: "review_id AS id, vendor, cause, state, due_on, started_on, completed_on, days_late, outcome, reviewer",
      source: "facts.review(\(day)::date)", order: "started_on DESC, review_id DESC")
  }
}
