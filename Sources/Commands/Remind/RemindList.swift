import ArgumentParser
import Clause6
import Postgres

struct RemindList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List reminders: to whom they went, when, with what answer; or why not.",
    discussion: """
      EXAMPLE:
        clause6 remind list --state sent --to sato@tsubame.example
      """)

  @Option(help: ArgumentHelp("Only those to this person: mail address, login or name.", valueName: "person"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Only these: pending, queued, sending, sent, uncertain, dead, superseded, cancelled or muted.",
      valueName: "state"))
  var state: String?

  @Option(help: ArgumentHelp("Only this kind of deadline: notice, review …", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("Only what was decided on this day or later.", valueName: "day"), transform: Day.parse)
  var from: CalendarDate?

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          delivery_id AS delivery, state, kind, reference, vendor, due_on, step, recipient, channel,
          facts.instant_text(sent_at) AS sent, facts.answer_text(code, reply) AS answer, coalesce(why, instead) AS why
          """,
        source: "facts.reminder(\(asOf)::date)", order: "planned_at DESC, due_on, reference, step, delivery_id")
      listing.filter(try state.map(RemindList.state)) { "state = \($0)" }
      listing.filter(try kind.map { try connection.deadlineKind($0) }) { "kind = \($0)" }
      listing.filter(try to.map { try connection.registeredPerson(called: $0) }) {
        "recipient = (SELECT name FROM register.person WHERE id = \($0))"
      }
      listing.filter(from) { "(planned_at AT TIME ZONE facts.zone())::date >= \($0)::date" }
      try listing.print(connection, list, format)
    }
  }

  private static func state(_ text: String) throws -> String {
    try Choice.one(
      of: ["pending", "queued", "sending", "sent", "uncertain", "dead", "superseded", "cancelled", "muted"], text,
      "state")
  }
}
