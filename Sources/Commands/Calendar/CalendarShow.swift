import ArgumentParser
import Clause6
import Postgres

struct CalendarShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one calendar and the days of a year on which it is closed.",
    discussion: """
      Weekends are not among the days. With --yaml it is printed as "calendar load" reads it, all years of it.

      EXAMPLE:
        clause6 calendar show JP --year 2027
      """)

  @Argument(help: "Its name.")
  var calendar: String

  @Option(help: ArgumentHelp("Of which year; else of this one.", valueName: "year"))
  var year: Int?

  @Flag(help: "Print it as YAML that can be edited and loaded again.")
  var yaml = false

  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard !yaml || year == nil else { throw ValidationError("--yaml prints all years: leave --year away.") }
    if let year, !(1900...2199).contains(year) { throw ValidationError("--year is a year from 1900 to 2199.") }
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.calendar(called: calendar)
      if yaml { return Terminal.current.print(try connection.document(ofCalendar: id)) }
      let name: SQL = language.language == .ja ? "coalesce(name_ja, name)" : "name"
      let closed = try connection.table(
        """
        SELECT closed_on AS day, to_char(closed_on, 'Dy') AS weekday, \(name) AS name FROM register.calendar_closure
        WHERE calendar_id = \(id)
          AND extract(year FROM closed_on) = coalesce(\(year)::integer, extract(year FROM \(asOf)::date)) ORDER BY closed_on
        """)
      format.print(try connection.record(calendar: id, on: asOf), sections: [("Closed", closed)])
    }
  }
}
