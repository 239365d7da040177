import ArgumentParser
import Clause6
import Postgres

struct PersonEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of a person, such as an absence.",
    discussion: """
      What is not named stays; an empty text or day takes a field away.

      EXAMPLE:
        clause6 person edit sato@tsubame.example --away-from 2026-12-21 --away-until 2027-01-08 --backup mori@tsubame.example \\
          --reason "holidays"
      """)

  @Argument(help: "Their mail address, login, name or number.")
  var person: String

  @Option(help: ArgumentHelp("How colleagues call them.", valueName: "name"))
  var name: String?

  @OptionGroup var fields: PersonFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .text(name)
      let id = try connection.registeredPerson(called: person)
      try connection.editPerson(id, edit)
      return try connection.record(person: id, on: try connection.day(asked: nil))
    }
  }
}
