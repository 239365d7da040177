import Clause6
import Postgres

/// A check as a log of SARIF, which code scanning and many viewers read.
///
/// The form is that of SARIF 2.1.0 with its errata: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
/// A vendor has no file, but GitHub refuses a whole log of which one result lacks one: a result is where its rule stands,
/// and says beside it whom it is about.
enum SARIFText {
  static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  static func render(_ report: CheckReport, _ result: CheckResult) -> String {
    let run = run(report, result)
    return JSONDocument.object([
      "$schema": .value(.text(schema)), "version": .value("2.1.0"), "runs": .list(AnySequence([run])),
    ]).text + "\n"
  }

  private static func run(_ report: CheckReport, _ result: CheckResult) -> JSONDocument {
    let rules = SARIFRules(report)
    return .object([
      "tool": rules.tool, "taxonomies": .lines(rules.taxonomies),
      "language": .value(.text(report.language.rawValue)),
      // The part before the last slash tells code scanning which logs follow one another.
      "automationDetails": .value(["id": .text("clause6/check/\(report.day)")]),
      "invocations": .value([invocation(report, result, rules)]),
      "properties": .value(
        .record([
          "asOf": .text(report.day.description), "vendors": report.asked.isEmpty ? nil : .texts(report.asked),
          "waived": .count(result.waived), "open": .record(result.open.mapValues { .count($0) }),
        ])),
      "results": .lines(report.ordered.lazy.map { self.result($0, report, rules) }),
    ])
  }

  // MARK: Results

  /// Section 3.27.
  private static func result(_ change: CheckReport.Change, _ report: CheckReport, _ rules: SARIFRules) -> JSONValue {
    let identity = report.identity(change)
    let isDraft = rules.isDraft(change.name)
    return .record([
      "ruleId": .text(change.name), "ruleIndex": .given(rules.index[change.name]),
      // Only what fails has a level; what a draft finds counts for nothing.
      "kind": isDraft ? "informational" : "fail",
      "level": .text(isDraft ? "none" : level(change["severity"] ?? "")),
      "message": ["text": .text(message(report.reason(change) ?? change.name))],
      "baselineState": .text(baseline(change["what"] ?? "")),
      "correlationGuid": .text(identity.uuid),
      "fingerprints": ["clause6/v1": .text(identity.sha256)],
      // Else code scanning makes this up from the line of the rule, and takes all that a rule finds for one.
      "partialFingerprints": ["primaryLocationLineHash": .text("\(identity.sha256):1")],
      "locations": [location(change, report, rules)],
      "suppressions": .list(change.isWaived ? [suppression(report.waiver(change), of: identity)] : []),
      "provenance": report.kept(change).map { ["firstDetectionTimeUtc": .text(instant($0.foundOn))] },
      "properties": properties(change, report),
    ])
  }

  /// Errors, warnings and notes.
  static func level(_ severity: String) -> String {
    switch severity {
    case "critical", "high": "error"
    case "medium": "warning"
    default: "note"
    }
  }

  /// Section 3.27.24: how a result stands to those that were kept before.
  private static func baseline(_ what: String) -> String {
    switch what {
    case "opened", "reopened": "new"
    case "changed", "worsened": "updated"
    case "resolved": "absent"
    default: "unchanged"
    }
  }

  /// Braces are for placeholders (section 3.11.5), and `[…](…)` is a link (3.11.6), which nobody's name should make.
  static func message(_ text: String) -> String {
    text.replacing("{", with: "{{").replacing("}", with: "}}").replacing("](", with: "\\](")
  }

  static func instant(_ day: CalendarDate) -> String { "\(day)T00:00:00Z" }

  private static func location(
    _ change: CheckReport.Change, _ report: CheckReport, _ rules: SARIFRules
  ) -> JSONValue {
    let subject = report.subject(change)
    let vendor = change.vendorID
    var logical: [JSONValue] = []
    if let id = change["subject_id"], subject != "vendor" {
      logical.append([
        "fullyQualifiedName": .text("\(subject)/\(id)"), "kind": .text(subject), "name": .text("\(subject) \(id)"),
      ])
    }
    if let vendor, let name = report.vendor(change) {
      logical.append(["fullyQualifiedName": .text("vendor/\(vendor)"), "kind": "vendor", "name": .text(name)])
    }
    return .record([
      "logicalLocations": .list(logical),
      "physicalLocation": rules.places[change.name].map { file in
        ["artifactLocation": ["uri": .text(file.uri)], "region": ["startLine": .count(file.line)]]
      },
    ])
  }

  /// Section 3.35: the register, and not the rule's text, says that it is borne.
  private static func suppression(_ waiver: KeptFindings.Waiver?, of identity: FindingIdentity) -> JSONValue {
    .record([
      "kind": "external", "status": "accepted", "justification": .given(waiver?.reason),
      "guid": waiver.map { .text(NamedUUID.of("waiver:\($0.waiverId):\(identity.sha256)")) },
      "properties": waiver.map { waiver in
        .record([
          "waiver": .count(waiver.waiverId), "approvedBy": .given(waiver.approvedBy),
          "approvedOn": .given(waiver.approvedOn?.description), "until": .text(waiver.endsOn.description),
        ])
      },
    ])
  }

  private static func properties(_ change: CheckReport.Change, _ report: CheckReport) -> JSONValue {
    let kept = report.kept(change)
    return .record([
      "what": .given(change["what"]), "severity": .given(change["severity"]),
      "since": .given(change["since"] ?? kept?.since?.description),
      "dueOn": .given(change["due_on"] ?? kept?.dueOn?.description),
      "subject": .text(report.subject(change)), "subjectId": change["subject_id"].map { .number($0) },
      "key": .given(change["key"].flatMap { $0.isEmpty ? nil : $0 }),
      "vendorId": change.vendorID.map { .number($0) },
      "findingId": change["id"].map { .number($0) }, "reopened": .given(kept?.reopened),
      "evidence": change["evidence"].map { (try? JSONValue(parsing: $0)) ?? .text($0) },
    ])
  }

  // MARK: The run

  /// Section 3.20. A rule that gave no answer makes the run one that did not succeed.
  private static func invocation(_ report: CheckReport, _ result: CheckResult, _ rules: SARIFRules) -> JSONValue {
    [
      "executionSuccessful": .boolean(!result.isIncomplete),
      "toolExecutionNotifications": .list(report.rules.compactMap { notification($0, rules) }),
    ]
  }

  private static func notification(_ rule: RuleOutcome, _ rules: SARIFRules) -> JSONValue? {
    let kind: SARIFRules.Notification
    switch rule.outcome {
    case .held: kind = .held
    case .skipped: kind = .skipped
    case _ where rule.error != nil: kind = .failed
    default: return nil
    }
    let isOfDraft = rule.outcome == .draft
    return .record([
      "descriptor": ["id": .text(kind.rawValue), "index": .count(kind.index)],
      "associatedRule": .record(["id": .text(rule.name), "index": .given(rules.index[rule.name])]),
      "level": kind == .skipped ? "note" : isOfDraft ? "warning" : "error",
      "message": ["text": .text(message("\(rule.name): \(rule.error ?? kind.meaning)"))],
    ])
  }
}
