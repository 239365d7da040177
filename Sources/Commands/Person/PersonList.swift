import ArgumentParser
import Clause6
import Postgres

struct PersonList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List people: who is away, who acts for them, how much they answer for.",
    discussion: """
      Who has left is listed with --former only.

      EXAMPLE:
        clause6 person list --away --as-of 2026-12-28
      """)

  @Flag(help: "Only people who are away on the day.")
  var away = false

  @Flag(help: "Only people who have left.")
  var former = false

  @Option(help: ArgumentHelp("Only people whose name, mail address or login contains this.", valueName: "text"))
  var search: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns:
          "'#' || person_id AS person, name, email, manager, is_away, acts, left_on, vendors, engagements, contracts",
        source: "facts.person(\(asOf)::date)", order: "name, person_id")
      listing.filter(former) { "has_left = \($0)" }
      listing.filter(away ? true : nil) { "is_away = \($0)" }
      listing.filter(search) {
        "position(register.name_key(\($0)) IN register.name_key(concat_ws('|', name, email, login))) > 0"
      }
      try listing.print(connection, list, format)
    }
  }
}
