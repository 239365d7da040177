import ArgumentParser
import Clause6
import Postgres
import Schema

struct RemindPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Decide which reminders have fallen due; --dry-run shows what, to whom, when and why.",
    discussion: """
      Each step of each deadline is decided once, whoever plans how often. Nothing is sent: "clause6 remind run" plans and \
      sends.

      EXAMPLE:
        clause6 remind plan --dry-run --days 30
      """)

  @Option(help: ArgumentHelp("What will have fallen due in so many days; only with --dry-run.", valueName: "days"))
  var days: Int?

  @Flag(help: "Take what waits for office hours and business days, too.")
  var anyHour = false

  @Option(help: ArgumentHelp("At most so many rows of a table; default 50.", valueName: "rows"))
  var limit: Int?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    guard let days else { return }
    if !options.dryRun { throw ValidationError("--days looks ahead, which only --dry-run can.") }
    if !(0...730).contains(days) { throw ValidationError("--days is from 0 to 730.") }
  }

  func run() throws {
    let author = try options.author(defaultReason: "reminders planned")
    let connection = try database.connect()
    try connection.setZone(forTransaction: false)
    let until = try days.map { days in
      try connection.value("SELECT (facts.instant() + \(days) * interval '1 day')::text", as: String.self) ?? ""
    }
    let (table, plan) = try connection.planReminders(
      as: author, at: until, atAnyHour: anyHour, rehearse: options.dryRun
    ) {
      connection, plan in (try connection.plannedReminders(limit: limit ?? (format.format == .table ? 50 : nil)), plan)
    }
    format.print(table)
    var sentence = "\(plan.planned) decided to be sent, \(plan.suppressed) suppressed"
    if plan.nobody > 0 { sentence += "; \(plan.nobody) wait because there is nobody to tell" }
    Terminal.current.note(sentence + ".")
    options.noteDryRun()
  }
}
