import ArgumentParser
import Clause6
import Postgres

struct UnitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "Units of the organisation, and who works on the vendors of some of them only.",
    subcommands: [UnitList.self, UnitLimit.self, UnitLift.self])
}

extension Connection {
  static var unitColumns: SQL { "unit, vendors, logins" }

  /// The units as the session sees them.
  func unitTable(on day: CalendarDate) throws -> Table {
    try table("SELECT \(Connection.unitColumns) FROM facts.unit(\(day)::date) ORDER BY unit")
  }
}
