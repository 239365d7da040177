import ArgumentParser
import Clause6
import Postgres

struct UnitLift: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift", abstract: "Let a login see the vendors of all units again.",
    discussion: """
      EXAMPLE:
        clause6 unit lift sato --reason "works for the whole group now"
      """)

  @Argument(help: "The login or role of the server.")
  var login: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      try connection.limit(login, toUnits: [])
      return try connection.unitTable(on: try connection.day(asked: nil))
    }
  }
}
