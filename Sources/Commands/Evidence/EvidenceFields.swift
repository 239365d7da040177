import ArgumentParser
import Clause6
import Postgres

/// What can be said of evidence; an empty text takes it away.
struct EvidenceFields: ParsableArguments {
  @Option(help: ArgumentHelp("Who issued it: certification body, auditor, insurer.", valueName: "name"))
  var issuer: String?

  @Option(help: ArgumentHelp("The number that the issuer gave it.", valueName: "number"))
  var number: String?

  @Option(help: ArgumentHelp("What it covers, in its own words.", valueName: "text"))
  var scope: String?

  @Option(
    name: .customLong("engagement"),
    help: ArgumentHelp(
      "An engagement it covers, by number or title; several times for several; none: the whole vendor.",
      valueName: "engagement"))
  var engagements: [String] = []

  @Option(name: .customLong("issued"), help: ArgumentHelp("Day of issue.", valueName: "day"), transform: Day.parseEdit)
  var issuedOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("valid-from"), help: ArgumentHelp("First day of its validity.", valueName: "day"),
    transform: Day.parseEdit)
  var validFromOn: Edit<CalendarDate> = .keep

  @Option(
    name: .customLong("valid-until"), help: ArgumentHelp("Last day of its validity.", valueName: "day"),
    transform: Day.parseEdit)
  var validUntilOn: Edit<CalendarDate> = .keep

  @Option(help: ArgumentHelp("The sum that an insurance covers, such as 100000000.", valueName: "amount"))
  var amount: String?

  @Option(help: ArgumentHelp("Currency of the sum, as ISO 4217 code.", valueName: "code"))
  var currency: String?

  @Option(
    help: ArgumentHelp("The evidence whose place it takes, such as last year's certificate.", valueName: "number"))
  var replaces: String?

  @Option(help: ArgumentHelp("Anything else worth knowing.", valueName: "text"))
  var note: String?

  func edit() throws -> EvidenceEdit {
    var edit = EvidenceEdit()
    edit.issuer = .text(issuer)
    edit.number = .text(number)
    edit.scope = .text(scope)
    edit.engagements = engagements == [""] ? .set(nil) : engagements.isEmpty ? .keep : .set(engagements)
    (edit.issuedOn, edit.validFromOn, edit.validUntilOn) = (issuedOn, validFromOn, validUntilOn)
    edit.amount = .text(try amount.map(Amount.parse))
    edit.currency = .text(currency)
    edit.replaces = .text(replaces)
    edit.note = .text(note)
    return edit
  }
}

extension Choice {
  @Sendable static func evidenceKind(_ text: String) throws -> String {
    try one(of: Evidence.kinds, text, "kind of evidence")
  }

  @Sendable static func evidenceState(_ text: String) throws -> String {
    try one(of: Evidence.states, text, "state of evidence")
  }
}

extension Connection {
  func record(evidence id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT evidence_id, vendor, kind, issuer, number, scope, engagements, issued_on, valid_from_on, valid_until_on, state, days_left,
        age_months, why, read_by, read_on, reading, files, amount, currency, replaces_id, replaced_by_id, note
      FROM facts.evidence(\(day)::date) WHERE evidence_id = \(id)
      """)
  }
}
