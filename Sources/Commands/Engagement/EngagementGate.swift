import ArgumentParser
import Clause6
import Postgres

struct EngagementGate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Show the gate of an engagement, leg by leg; exit 2 when it is shut.",
    discussion: """
      EXAMPLE:
        clause6 engagement gate 3 --as-of 2026-12-01
      """)

  @Argument(help: "The engagement: its number, or its title.")
  var engagement: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let isOpen = try read(database, day) { connection, asOf in
      let id = try connection.engagement(called: engagement)
      return try connection.looking(atVendorOfEngagement: id, on: asOf) { connection in
        format.print(try connection.gateTable(engagement: id, on: asOf), layout: .wrapped)
        return try connection.gate(engagement: id, on: asOf).allSatisfy(\.isOpen)
      }
    }
    guard isOpen else { throw ExitCode(2) }
  }
}

extension Connection {
  func gateTable(engagement id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT leg, CASE WHEN is_met THEN 'met' WHEN is_open THEN 'waived' ELSE 'missing' END AS state, why
      FROM facts.engagement_gate(\(day)::date) WHERE engagement_id = \(id) ORDER BY place
      """)
  }
}
