import ArgumentParser
import Postgres

struct CalendarList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the calendars, which days they cover, and who works by them.",
    discussion: """
      EXAMPLE:
        clause6 calendar list --lang ja
      """)

  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let title: SQL = language.language == .ja ? "coalesce(title_ja, title)" : "title"
    try read(database, day) { connection, asOf in
      let listing = Listing(
        columns: "name, \(title) AS title, weekend, covers_from_on, covers_until_on, closures, people, is_default",
        source: "facts.calendar(\(asOf)::date)", order: "name")
      try listing.print(connection, list, format)
    }
  }
}
