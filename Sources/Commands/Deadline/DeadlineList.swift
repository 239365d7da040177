import ArgumentParser
import Clause6
import Postgres

struct DeadlineList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is due: ends of contracts and evidence, last days for notice, duties; overdue ones first.",
    discussion: """
      EXAMPLE:
        clause6 deadline list --within 30d --owner sato@tsubame.example
      """)

  @Option(
    help: ArgumentHelp(
      "What is due within so many days (30d), weeks (6w) or months (3m), and what is overdue; default 90d.",
      valueName: "span"),
    transform: Span.parse)
  var within = Span(text: "90 days")

  @Option(help: ArgumentHelp("Only deadlines of this owner: mail address or name.", valueName: "person"))
  var owner: String?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let end: SQL = "(\(asOf)::date + \(within.text)::interval)::date"
      var listing = Listing(
        columns: "reference, due_on, days_left, kind, vendor, tier, owner, why",
        source: "facts.deadline(\(asOf)::date)", conditions: ["due_on <= \(end)"], order: "due_on, reference")
      if let owner {
        let person = try connection.registeredPerson(called: owner)
        listing.conditions.append(
          "(owner, owner_email) IS NOT DISTINCT FROM (SELECT (name, email) FROM register.person WHERE id = \(person))")
        try listing.print(connection, list, format)
        return
      }
      // To work all of them out takes long where there are many, so they are counted on the way.
      listing.source = """
        (SELECT d.*, count(*) FILTER (WHERE d.due_on <= \(end)) OVER () AS within, count(*) FILTER (WHERE d.due_on > \(end)) OVER () AS later
          FROM facts.deadline(\(asOf)::date) d) d
        """
      listing.numbers = ["within", "later"]
      let counts = try listing.printCounting(connection, list, format)
      let later =
        counts.isEmpty
        ? try connection.value(
          "SELECT count(*) FROM facts.deadline(\(asOf)::date) d WHERE d.due_on > \(end)", as: Int.self) ?? 0
        : counts[1]
      if later > 0 { Terminal.current.note("\(later) more are due later than in \(within.text): see --within.") }
    }
  }
}

/// A length of time as people type it.
struct Span: Sendable {
  /// As PostgreSQL's interval reads it.
  let text: String

  @Sendable static func parse(_ text: String) throws -> Span {
    let units: [Character: String] = ["d": "days", "w": "weeks", "m": "months"]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), (0...10_000).contains(count)
    else {
      throw ValidationError("\"\(text)\" is not a span of time; write 30d, 6w or 3m.")
    }
    return Span(text: "\(count) \(unit)")
  }
}
