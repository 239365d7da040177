import Clause6
import Postgres

/// A finding of ours, which OSCAL calls a risk.
struct OSCALRisk {
  let change: CheckReport.Change
  let report: CheckReport
  let identity: FindingIdentity

  init(_ change: CheckReport.Change, _ report: CheckReport) {
    (self.change, self.report) = (change, report)
    identity = report.identity(change)
  }

  var uuid: String { NamedUUID.of("risk:\(identity.sha256)") }
  private var waiver: KeptFindings.Waiver? { report.waiver(change) }

  private var status: String {
    change.isResolved ? "closed" : change.isWaived ? "deviation-approved" : "open"
  }

  var json: JSONValue {
    let rule = change.rule
    let kept = report.kept(change)
    let due = change["due_on"].flatMap { CalendarDate($0) } ?? kept?.dueOn
    return .record([
      "uuid": .text(uuid),
      "title": .text(OSCALText.markup(rule.map { report.inLanguage($0.title, $0.texts.titleJa) } ?? change.name)),
      "description": .text(OSCALText.markup(report.reason(change) ?? change.name)),
      "statement": .text(
        OSCALText.markup(
          rule.map { report.inLanguage($0.why, $0.texts.whyJa) } ?? "Another rule has taken this one's place.")),
      "status": .text(status), "props": props, "deadline": .given(due.map(OSCALText.end)),
      "remediations": change.isResolved ? nil : rule.map { [remediation($0)] },
      "risk-log": change.isWaived && !change.isResolved ? waiver.map { ["entries": [entry($0)]] } : nil,
      "related-observations": [
        ["observation-uuid": .text(OSCALText.observationUUID(change.name, report))]
      ],
    ])
  }

  private var props: JSONValue {
    let kept = report.kept(change)
    return OSCALText.props([
      ("rule", change.name), ("severity", change["severity"]), ("what", change["what"]),
      ("vendor", report.vendor(change)), ("vendor-id", change.vendorID),
      ("subject", report.subject(change)), ("subject-id", change["subject_id"]), ("key", change["key"]),
      ("since", change["since"] ?? kept?.since?.description), ("first-found", kept?.foundOn.description),
      ("fingerprint", identity.sha256), ("evidence", change["evidence"]),
    ])
  }

  private func remediation(_ rule: Rule) -> JSONValue {
    [
      "uuid": .text(NamedUUID.of("remediation:\(identity.sha256)")), "lifecycle": "recommendation",
      "title": "How to put it right",
      "description": .text(OSCALText.markup(report.inLanguage(rule.fix, rule.texts.fixJa))),
    ]
  }

  /// That it is borne, by whose leave and until when.
  private func entry(_ waiver: KeptFindings.Waiver) -> JSONValue {
    [
      "uuid": .text(NamedUUID.of("waiver:\(waiver.waiverId):\(identity.sha256)")),
      "title": .text("Waiver \(waiver.waiverId)"), "description": .text(OSCALText.markup(waiver.reason)),
      "start": .text(OSCALText.start(of: waiver.startsOn)), "end": .text(OSCALText.end(of: waiver.endsOn)),
      "status-change": "deviation-approved",
      "props": OSCALText.props([
        ("waiver", String(waiver.waiverId)), ("approved-by", waiver.approvedBy),
        ("approved-on", waiver.approvedOn?.description),
      ]),
    ]
  }
}
