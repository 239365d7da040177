import ArgumentParser
import Clause6
import Postgres

struct IncidentEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of an incident.",
    discussion: """
      What is not named stays; an empty text or time takes a field away.

      EXAMPLE:
        clause6 incident edit 3 --duty-done "2026-11-21 16:30" --reason "report filed with the authority"
      """)

  @Argument(help: "Its number.")
  var incident: String

  @Option(help: ArgumentHelp("What happened, in a few words.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("critical, high, medium or low.", valueName: "severity"), transform: Choice.incidentSeverity)
  var severity: String?

  @Flag(help: "Open it again.")
  var reopen = false

  @OptionGroup var fields: IncidentFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.incident(called: incident)
      var edit = fields.edit
      edit.title = .text(title)
      edit.severity = .given(severity)
      if reopen { edit.closedOn = .set(nil) }
      try connection.editIncident(id, edit)
      return try connection.record(incident: id, on: today)
    }
  }
}
