import ArgumentParser
import Clause6
import Postgres

struct IncidentAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register an incident at a vendor.",
    discussion: """
      A time is written with its offset, 2026-11-20T09:00+09:00, or as "2026-11-20 09:00" in the organisation's zone.

      EXAMPLE:
        clause6 incident add T0012 "Member list sent to a wrong address" --severity high --noticed 2026-11-18T09:00+09:00 \\
          --told 2026-11-19T15:00+09:00 --limit-hours 24 --reason "telephone call of the vendor"
      """)

  @Argument(help: "The vendor: code, name, or # and number.")
  var vendor: String

  @Argument(help: "What happened, in a few words.")
  var title: String

  @Option(
    help: ArgumentHelp("critical, high, medium or low.", valueName: "severity"), transform: Choice.incidentSeverity)
  var severity: String

  @OptionGroup var fields: IncidentFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      var edit = fields.edit
      edit.title = .set(title)
      edit.severity = .set(severity)
      let id = try connection.addIncident(atVendor: try connection.vendor(called: vendor), edit)
      return try connection.record(incident: id, on: today)
    }
  }
}
