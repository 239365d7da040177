import ArgumentParser
import Clause6
import Postgres

struct UnitList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List units, how many vendors work for each, and which logins are limited to it.",
    discussion: """
      EXAMPLE:
        clause6 unit list
      """)

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      try Listing(columns: Connection.unitColumns, source: "facts.unit(\(asOf)::date)", order: "unit")
        .print(connection, list, format)
    }
  }
}
