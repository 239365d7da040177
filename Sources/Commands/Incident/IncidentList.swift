import ArgumentParser
import Clause6
import Postgres

struct IncidentList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List incidents: whether we were told in time, and whether we did our duty.",
    discussion: """
      EXAMPLE:
        clause6 incident list --open
      """)

  @Option(help: ArgumentHelp("Only incidents at this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Flag(help: "Only incidents that are not closed.")
  var open = false

  @Flag(help: "Only incidents of which the vendor told us too late, or not at all.")
  var late = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          '#' || incident_id AS incident, vendor, title, severity, state, facts.instant_text(noticed_at) AS noticed_at,
          facts.instant_text(told_at) AS told_at, hours_to_tell, contract_limit_hours, notice_state, duty_state, duty_due_on
          """,
        source: "facts.incident(\(asOf)::date)", order: "incident_id")
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      if open { listing.conditions.append("state = 'open'") }
      if late { listing.conditions.append("notice_state = 'late'") }
      try listing.print(connection, list, format)
    }
  }
}
