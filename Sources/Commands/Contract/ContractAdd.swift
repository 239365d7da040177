import ArgumentParser
import Clause6
import Postgres

struct ContractAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a contract.",
    discussion: """
      EXAMPLE:
        clause6 contract add TA-2026-090 --vendor T0012 --starts 2026-04-01 --ends 2027-03-31 \\
          --auto-renews --renewal-months 12 --notice-months 3 --term confidentiality=present --reason "signed today"
      """)

  @Argument(help: "The organisation's own number for it.")
  var reference: String

  @OptionGroup var fields: ContractFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var edit = try fields.edit()
    edit.reference = .set(reference)
    try change(database, options, format) { connection in
      let id = try connection.addContract(edit)
      return try connection.record(contract: id, on: try connection.day(asked: nil))
    }
  }
}
