import Clause6
import Postgres

/// A check as assessment results of OSCAL, which tools for governance exchange.
///
/// The form is that of OSCAL 1.1: https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-outline/
/// A rule is an observation with its counts, a finding of ours is a risk, and OSCAL's findings are one a control. Drafts
/// count for nothing and are left out. All identifiers and times come from the register and the day asked about, so that
/// the same answer is the same text.
struct OSCALText {
  let report: CheckReport
  /// In the order of the report, each with its identity.
  let findings: [OSCALRisk]
  /// What was observed: all rules but drafts and those that had nothing to say.
  let observed: [RuleOutcome]

  static let version = "1.1.3"

  static func render(_ report: CheckReport) -> String { OSCALText(report).document.text + "\n" }

  private init(_ report: CheckReport) {
    self.report = report
    observed = report.rules.filter { rule in
      switch rule.outcome {
      case .done, .failed, .held: true
      case .retired: rule.resolved > 0
      case .draft, .skipped: false
      }
    }
    let names = Set(observed.map(\.name))
    findings = report.ordered.filter { names.contains($0.name) }.map { OSCALRisk($0, report) }
  }

  private var document: JSONDocument {
    let result = result.text
    // Another content is another document, whose identifier says so.
    let uuid = NamedUUID.of("results:\(metadata.json)\(result)")
    return .object([
      "assessment-results": .object([
        "uuid": .value(.text(uuid)), "metadata": .value(metadata),
        "import-ap": .value(["href": .text("#\(plan)")]), "results": .list(AnySequence([.written(result)])),
        "back-matter": .object(["resources": .lines([planResource] + observed.compactMap(resource))]),
      ])
    ])
  }

  private var metadata: JSONValue {
    [
      "title": .text("Findings of clause6 as of \(report.day)"),
      "last-modified": .text(OSCALText.start(of: report.day)), "version": .text(report.day.description),
      "oscal-version": .text(OSCALText.version),
      "props": OSCALText.props([("tool", "clause6"), ("tool-version", Clause6Command.version)]),
    ]
  }

  private var result: JSONDocument {
    let whom = report.asked.isEmpty ? "all vendors" : "some vendors only: " + report.asked.joined(separator: ", ")
    let controls = OSCALControls(self)
    var members: [String: JSONDocument] = [
      "uuid": .value(.text(NamedUUID.of("result:\(report.day):\(report.asked.joined(separator: "\n"))"))),
      "title": .value(.text("Rules checked as of \(report.day)")),
      "description": .value(
        .text(OSCALText.markup("The rules of clause6, evaluated for \(whom) as of \(report.day)."))),
      "start": .value(.text(OSCALText.start(of: report.day))), "end": .value(.text(OSCALText.start(of: report.day))),
      "reviewed-controls": .value(controls.reviewed),
    ]
    // OSCAL has no empty lists.
    if !observed.isEmpty { members["observations"] = .lines(observed.lazy.map(observation)) }
    if !findings.isEmpty { members["risks"] = .lines(findings.lazy.map(\.json)) }
    if !controls.findings.isEmpty { members["findings"] = .lines(controls.findings) }
    return .object(members)
  }

  // MARK: Observations

  static func observationUUID(_ rule: String, _ report: CheckReport) -> String {
    NamedUUID.of("observation:\(rule):\(report.day):\(report.asked.joined(separator: "\n"))")
  }

  private func observation(_ rule: RuleOutcome) -> JSONValue {
    .record([
      "uuid": .text(OSCALText.observationUUID(rule.name, report)),
      "title": .text(OSCALText.markup(report.title(rule))),
      "description": .text(OSCALText.markup(OSCALText.sentence(rule))),
      "methods": ["TEST"], "types": [rule.open > 0 ? "finding" : "control-objective"],
      "collected": .text(OSCALText.start(of: report.day)),
      "props": OSCALText.props(
        [("rule", rule.name), ("version", rule.rule.map { String($0.version) }), ("severity", rule.rule?.severity)]
          + OSCALText.counts(rule)),
      "relevant-evidence": rule.rule.map {
        [["href": .text("#\(OSCALText.resourceUUID($0))"), "description": "The rule as it was run."]]
      },
      "remarks": rule.error.map { .text(OSCALText.markup($0)) },
    ])
  }

  private static func counts(_ rule: RuleOutcome) -> [(String, String?)] {
    [
      ("outcome", rule.outcome.rawValue), ("population", rule.population.map { String($0) }),
      ("open", String(rule.open)), ("waived", String(rule.waived)), ("opened", String(rule.opened)),
      ("changed", String(rule.changed)), ("reopened", String(rule.reopened)), ("resolved", String(rule.resolved)),
    ]
  }

  private static func sentence(_ rule: RuleOutcome) -> String {
    switch rule.outcome {
    case .failed: return "The rule \(rule.name) gave no answer; what it had found stays as it was."
    case .held: return "The rule \(rule.name) would have resolved nearly all that it had found, which was not believed."
    default:
      let population = rule.population.map { " of \($0)" } ?? ""
      return
        "The rule \(rule.name) has \(rule.open)\(population) open, \(rule.waived) of them waived; \(rule.resolved) resolved."
    }
  }

  // MARK: Resources

  /// There is no plan in OSCAL: what was to be checked is the rules themselves.
  private var plan: String { NamedUUID.of("plan:\(observed.compactMap(\.rule).map(\.sha256).joined(separator: "\n"))") }

  private var planResource: JSONValue {
    [
      "uuid": .text(plan), "title": "The rules that were checked",
      "description": "No assessment plan is kept in OSCAL. The plan is the rules, each a resource of this document.",
    ]
  }

  static func resourceUUID(_ rule: Rule) -> String { NamedUUID.of("rule:\(rule.name):\(rule.sha256)") }

  private func resource(_ outcome: RuleOutcome) -> JSONValue? {
    guard let rule = outcome.rule, let file = report.file(ofRule: rule.name) else { return nil }
    return [
      "uuid": .text(OSCALText.resourceUUID(rule)), "title": .text(OSCALText.markup(report.title(outcome))),
      "description": .text(OSCALText.markup(report.inLanguage(rule.why, rule.texts.whyJa))),
      "props": OSCALText.props([("rule", rule.name), ("version", String(rule.version))]),
      "rlinks": [
        [
          "href": .text(file.uri), "media-type": "application/sql",
          "hashes": [["algorithm": "SHA-256", "value": .text(rule.sha256)]],
        ]
      ],
    ]
  }
}
