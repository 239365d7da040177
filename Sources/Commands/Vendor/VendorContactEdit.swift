import ArgumentParser
import Clause6
import Postgres

struct VendorContactEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change what is recorded of a contact.",
    discussion: """
      What is not named stays; an empty text takes a field away.

      EXAMPLE:
        clause6 vendor contact edit 1 --phone "+81 3-5550-0199" --reason "number changed"
      """)

  @Argument(help: "Its number.")
  var contact: String

  @Option(help: ArgumentHelp("The person or the desk.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "For what: account_manager, security, privacy, incident, legal or other.", valueName: "role"),
    transform: { try Choice.one($0, "role of a contact") })
  var role: ContactRole?

  @OptionGroup var fields: ContactFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .text(name)
      edit.role = .given(role)
      let id = try connection.contact(called: contact)
      try connection.editContact(id, edit)
      return try connection.record(contact: id)
    }
  }
}
