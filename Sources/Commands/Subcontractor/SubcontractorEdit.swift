import ArgumentParser
import Clause6
import Postgres

struct SubcontractorEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of a subcontractor.",
    discussion: """
      What is not named stays; an empty text or day takes a field away.

      EXAMPLE:
        clause6 subcontractor edit 3 --flow-down yes --reason "read their contract with the vendor"
      """)

  @Argument(help: "Its number.")
  var subcontractor: String

  @Option(help: ArgumentHelp("Its legal name.", valueName: "name"))
  var name: String?

  @OptionGroup var fields: SubcontractorFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.subcontractor(called: subcontractor)
      var edit = fields.edit(today: today)
      edit.name = .text(name)
      try connection.editSubcontractor(id, edit)
      return try connection.record(subcontractor: id, on: today)
    }
  }
}
