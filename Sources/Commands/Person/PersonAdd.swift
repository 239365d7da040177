import ArgumentParser
import Clause6
import Postgres

/// What can be said of a person; an empty text takes it away.
struct PersonFields: ParsableArguments {
  @Option(help: ArgumentHelp("Where reminders go.", valueName: "address"))
  var email: String?

  @Option(
    help: ArgumentHelp(
      "The name under which they make changes, when it is neither their name nor mail address.", valueName: "login"))
  var login: String?

  @Option(help: ArgumentHelp("Their time zone, such as Asia/Tokyo.", valueName: "zone"))
  var zone: String?

  @Option(help: ArgumentHelp("The calendar of their working days, such as JP.", valueName: "calendar"))
  var calendar: String?

  @Option(
    help: ArgumentHelp("The language of mails to them: en or ja.", valueName: "language"),
    transform: Choice.languageEdit)
  var language: Edit<String> = .keep

  @Option(help: ArgumentHelp("To whom matters go that they leave undone.", valueName: "person"))
  var manager: String?

  @Option(help: ArgumentHelp("Who acts while they are away.", valueName: "person"))
  var backup: String?

  @Option(
    help: ArgumentHelp("First day of an absence; without it they are away already.", valueName: "day"),
    transform: Day.parseEdit)
  var awayFrom: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("Last day of an absence.", valueName: "day"), transform: Day.parseEdit)
  var awayUntil: Edit<CalendarDate> = .keep

  @Option(
    help: ArgumentHelp("Last day in the organisation; see \"person leave\".", valueName: "day"),
    transform: Day.parseEdit)
  var left: Edit<CalendarDate> = .keep

  var edit: PersonEdit {
    var edit = PersonEdit()
    edit.email = .text(email)
    edit.login = .text(login)
    edit.zone = .text(zone)
    edit.calendar = .text(calendar)
    edit.language = language
    edit.manager = .text(manager)
    edit.backup = .text(backup)
    (edit.awayFrom, edit.awayUntil, edit.left) = (awayFrom, awayUntil, left)
    return edit
  }
}

struct PersonAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Register a person.",
    discussion: """
      Whoever approves must be registered, with the name they act under as name, mail address or login: duties are kept \
      apart by person, not by spelling.

      EXAMPLE:
        clause6 person add "佐藤 一郎" --email sato@tsubame.example --login isato --zone Asia/Tokyo --language ja \\
          --reason "joined procurement"
      """)

  @Argument(help: "How colleagues call them.")
  var name: String

  @OptionGroup var fields: PersonFields
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format, notesPeople: false) { connection in
      var edit = fields.edit
      edit.name = .set(name)
      let id = try connection.addPerson(edit)
      return try connection.record(person: id, on: try connection.day(asked: nil))
    }
  }
}
