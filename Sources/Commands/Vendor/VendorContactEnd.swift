import ArgumentParser
import Clause6
import Postgres

struct VendorContactEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "Record the last day on which a contact could be reached.",
    discussion: """
      EXAMPLE:
        clause6 vendor contact end 1 --on 2026-03-31 --reason "she left them"
      """)

  @Argument(help: "Its number.")
  var contact: String

  @Option(help: ArgumentHelp("The last day.", valueName: "day"), transform: Day.parse)
  var on: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let id = try connection.contact(called: contact)
      var edit = ContactEdit()
      edit.until = .set(on)
      try connection.editContact(id, edit)
      return try connection.record(contact: id)
    }
  }
}
