import ArgumentParser
import Clause6
import Postgres

struct CalendarDay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "day", abstract: "Say whether a day is a business day, and which ones lie about it.",
    discussion: """
      With --plus the business day that comes so many after the day, or with a number below zero before it; a closed day is \
      not counted.

      EXAMPLE:
        clause6 calendar day JP 2027-05-03 --plus 5
      """)

  @Argument(help: "The calendar's name.")
  var calendar: String

  @Argument(help: "The day.", transform: Day.parse)
  var day: CalendarDate

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many business days after it; -5: before it.", valueName: "number"))
  var plus: Int?

  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let plus, !(-1000...1000).contains(plus) { throw ValidationError("--plus is a number from -1000 to 1000.") }
  }

  func run() throws {
    try read(database, known) { connection in
      _ = try connection.calendar(called: calendar)
      guard try connection.value("SELECT facts.is_business_day(\(calendar), \(day)::date)", as: Bool.self) != nil else {
        throw Clause6Error(
          "The calendar \(calendar) does not cover \(day): \"clause6 calendar show \(calendar)\" says which days it covers."
        )
      }
      var columns: SQL = """
        \(calendar)::text AS calendar, \(day)::date AS day, to_char(\(day)::date, 'FMDay') AS weekday,
        facts.is_business_day(\(calendar), \(day)::date) AS is_business, facts.closed_because(\(calendar), \(day)::date) AS closed_because,
        facts.business_day_on_or_before(\(calendar), \(day)::date) AS on_or_before,
        facts.business_day_on_or_after(\(calendar), \(day)::date) AS on_or_after
        """
      if let plus {
        columns =
          "\(columns), \(plus)::integer AS plus, facts.business_day(\(calendar), \(day)::date, \(plus)::integer) AS business_day"
      }
      format.print(try connection.table("SELECT \(columns)"), layout: .record)
    }
  }
}
