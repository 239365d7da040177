import ArgumentParser
import Clause6
import Postgres

struct RemindStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show whether reminders work: last run, backlog, uncertain, dead; exit 2 when somebody must look.",
    discussion: """
      EXAMPLE:
        clause6 remind status
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (table, problems) = try read(database) { connection in
      try connection.setZone(forTransaction: true)
      return (try connection.table(RemindStatus.statement), try connection.reminderProblems())
    }
    format.print(table, layout: .record)
    for problem in problems { Terminal.current.note("\(problem).") }
    if !problems.isEmpty { throw ExitCode(2) }
  }

  private static let statement: SQL = """
    SELECT state, facts.instant_text(last_run_at) AS last_run, hours_since AS hours_since, last_outcome, broken_off, pending, nobody AS nobody_to_tell,
      queued, facts.instant_text(oldest_queued_at) AS oldest_queued, sending, uncertain, dead, sent_total, facts.instant_text(last_sent_at) AS last_sent,
      array_to_string(problems, '; ') AS problems
    FROM facts.reminder_health(facts.instant())
    """
}
