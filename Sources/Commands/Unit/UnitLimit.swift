import ArgumentParser
import Clause6
import Postgres

struct UnitLimit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit", abstract: "Limit a login to the vendors of some units, and what belongs to them.",
    discussion: """
      A login of the server, or a role for all who have it. It sees and changes the vendors of these units, their \
      contracts, engagements, assessments and so on, in lists, reports and history, and no others; what they are given is \
      all: units that are not named again go. It takes the roles of "clause6 db roles". What a vendor's unit is says \
      "clause6 vendor edit --unit".

      EXAMPLE:
        clause6 unit limit sato --unit Cargo --reason "procurement of Cargo"
      """)

  @Argument(help: "The login or role of the server.")
  var login: String

  @Option(help: ArgumentHelp("A unit whose vendors they see; several times for several.", valueName: "unit"))
  var unit: [String]

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      try connection.limit(login, toUnits: unit)
      return try connection.unitTable(on: try connection.day(asked: nil))
    }
  }
}
