import ArgumentParser
import Clause6
import Postgres

struct CalendarExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print deadlines as an iCalendar feed, to put where calendar programs subscribe to it.",
    discussion: """
      It says what and whose, and neither why nor how critical: whoever has the feed's address can read it. An entry moves \
      when its day does. Programs look again when they like, so a feed is a convenience and no reminder.

      EXAMPLE:
        clause6 calendar export --owner sato@tsubame.example > sato.ics
      """)

  @Option(help: ArgumentHelp("Only deadlines of this owner: mail address, login or name.", valueName: "person"))
  var owner: String?

  @Option(
    help: ArgumentHelp(
      "What is due within so many days (30d), weeks (6w) or months (3m); default 400d.", valueName: "span"),
    transform: Span.parse)
  var within = Span(text: "400 days")

  @Flag(help: "As tasks, for the few programs that show them; Outlook does not.")
  var todo = false

  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let feed = try read(database, day) { connection, asOf in
      let owner = try owner.map { try connection.registeredPerson(called: $0) }
      let items: [Digest.Item] = try connection.rows(
        """
        SELECT * FROM facts.calendar_item(\(asOf)::date)
        WHERE due_on <= (\(asOf)::date + \(within.text)::interval)::date AND (\(owner)::bigint IS NULL OR owner_id = \(owner)::bigint)
        ORDER BY due_on, reference, kind
        """)
      return CalendarText.feed(of: items, language: language.language.rawValue, form: todo ? .task : .event)
    }
    Terminal.current.out.write(feed.text)
  }
}
