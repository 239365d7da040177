import ArgumentParser
import Clause6
import Postgres

/// What can be said of an incident; an empty text takes it away.
struct IncidentFields: ParsableArguments {
  @Option(
    name: .customLong("occurred"), help: ArgumentHelp("When it happened.", valueName: "time"),
    transform: Instant.parseEdit)
  var occurredAt: Edit<Instant> = .keep

  @Option(
    name: .customLong("noticed"), help: ArgumentHelp("When the vendor noticed.", valueName: "time"),
    transform: Instant.parseEdit)
  var noticedAt: Edit<Instant> = .keep

  @Option(
    name: .customLong("told"), help: ArgumentHelp("When the vendor told us.", valueName: "time"),
    transform: Instant.parseEdit)
  var toldAt: Edit<Instant> = .keep

  @Option(
    name: .customLong("limit-hours"),
    help: ArgumentHelp(
      "Within how many hours of noticing the vendor must tell us; else, when it is registered, as the contracts say.",
      valueName: "hours"),
    transform: Number.parseEdit)
  var contractLimitHours: Edit<Int> = .keep

  @Option(
    name: .customLong("duty"),
    help: ArgumentHelp("What we owe to whom, such as the report to the authority.", valueName: "text"))
  var ourDuty: String?

  @Option(
    name: .customLong("duty-due"), help: ArgumentHelp("Until when.", valueName: "time"), transform: Instant.parseEdit)
  var ourDutyDueAt: Edit<Instant> = .keep

  @Option(
    name: .customLong("duty-done"), help: ArgumentHelp("When we did it.", valueName: "time"),
    transform: Instant.parseEdit)
  var ourDutyDoneAt: Edit<Instant> = .keep

  @Option(help: ArgumentHelp("How many people it concerns.", valueName: "number"), transform: Number.parseEdit)
  var dataSubjects: Edit<Int> = .keep

  @Option(help: ArgumentHelp("The engagement it concerns, by number or title.", valueName: "engagement"))
  var engagement: String?

  @Option(help: ArgumentHelp("Why it happened.", valueName: "text"))
  var cause: String?

  @Option(help: ArgumentHelp("What keeps it from happening again.", valueName: "text"))
  var prevention: String?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  var edit: IncidentEdit {
    var edit = IncidentEdit()
    (edit.occurredAt, edit.noticedAt, edit.toldAt) = (occurredAt, noticedAt, toldAt)
    edit.contractLimitHours = contractLimitHours
    edit.ourDuty = .text(ourDuty)
    (edit.ourDutyDueAt, edit.ourDutyDoneAt) = (ourDutyDueAt, ourDutyDoneAt)
    edit.dataSubjects = dataSubjects
    edit.engagement = .text(engagement)
    edit.cause = .text(cause)
    edit.prevention = .text(prevention)
    edit.note = .text(note)
    return edit
  }
}

extension Choice {
  @Sendable static func incidentSeverity(_ text: String) throws -> String {
    try one(of: Incident.severities, text, "severity of an incident")
  }
}

extension Connection {
  func record(incident id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT incident_id, vendor, engagement, title, severity, state, facts.instant_text(occurred_at) AS occurred_at,
        facts.instant_text(noticed_at) AS noticed_at, facts.instant_text(told_at) AS told_at, hours_to_tell, contract_limit_hours,
        notice_state, notice_why, our_duty, facts.instant_text(our_duty_due_at) AS our_duty_due_at,
        facts.instant_text(our_duty_done_at) AS our_duty_done_at, duty_state, data_subjects, cause, prevention, closed_on, owner, note
      FROM facts.incident(\(day)::date) WHERE incident_id = \(id)
      """)
  }
}
