import ArgumentParser
import Clause6
import Postgres

struct IncidentShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one incident, with the arithmetic of its notice.",
    discussion: """
      As of an earlier day it is shown as it stood at the end of that day.

      EXAMPLE:
        clause6 incident show 3
      """)

  @Argument(help: "Its number.")
  var incident: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.incident(called: incident)
      let record = try connection.record(incident: id, on: asOf)
      guard !record.rows.isEmpty else { throw Clause6Error("Incident \(id) had not happened on \(asOf).") }
      format.print(record, layout: .record)
    }
  }
}
