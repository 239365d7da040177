import ArgumentParser
import Clause6
import Postgres

struct VendorContactAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Record whom to reach at a vendor, and for what.",
    discussion: """
      These are personal data of people outside: record no more than it takes to reach them.

      EXAMPLE:
        clause6 vendor contact add T0901 "Incident desk" --role incident --phone "+81 3-5550-0100" --reason "from their handbook"
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @Argument(help: "The person or the desk.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "For what: account_manager, security, privacy, incident, legal or other.", valueName: "role"),
    transform: { try Choice.one($0, "role of a contact") })
  var role: ContactRole

  @OptionGroup var fields: ContactFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      var edit = fields.edit
      edit.name = .set(name)
      edit.role = .set(role)
      let id = try connection.addContact(edit, toVendor: try connection.vendor(called: vendor))
      return try connection.record(contact: id)
    }
  }
}
