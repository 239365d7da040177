import ArgumentParser
import Clause6
import Postgres

struct ContractEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of a contract.",
    discussion: """
      What is not named stays; an empty text or day takes a field away. --vendor names all vendors anew.

      EXAMPLE:
        clause6 contract edit TA-2024-001 --notice-given 2026-11-20 --reason "notice sent by registered mail"
      """)

  @Argument(help: "Its reference, or # and its number.")
  var contract: String

  @OptionGroup var fields: ContractFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let edit = try fields.edit()
    try change(database, options, format) { connection in
      let id = try connection.contract(called: contract)
      try connection.editContract(id, edit)
      return try connection.record(contract: id, on: try connection.day(asked: nil))
    }
  }
}
