import Clause6
import Postgres

/// What a log of SARIF says of clause6 itself: its rules, and the frameworks whose controls they answer.
struct SARIFRules {
  /// The place of a rule among the descriptors.
  let index: [String: Int]
  /// Where the text of each stands, worked out once.
  let places: [String: RulePlace]
  private let outcomes: [RuleOutcome]
  private let report: CheckReport
  private let frameworks: [(name: String, controls: [Control])]

  /// What a run tells beside its results.
  enum Notification: String, CaseIterable {
    case failed = "rule-failed"
    case held = "rule-held"
    case skipped = "rule-skipped"

    var index: Int { Notification.allCases.firstIndex(of: self) ?? 0 }

    var meaning: String {
      switch self {
      case .failed: "A rule gave no answer; what it had found stays as it was."
      case .held: "A rule would have resolved nearly all that it had found, which was not believed."
      case .skipped: "A rule looks at all vendors together, and only some were asked about."
      }
    }
  }

  init(_ report: CheckReport) {
    self.report = report
    outcomes = report.rules
    index = Dictionary(outcomes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    places = Dictionary(
      outcomes.compactMap { rule in report.file(ofRule: rule.name).map { (rule.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    let controls = Set(outcomes.flatMap { $0.rule?.controls ?? [] }.map(Control.init))
    frameworks = Dictionary(grouping: controls, by: \.framework).map { ($0.key, $0.value.sorted()) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func isDraft(_ name: String) -> Bool { index[name].map { outcomes[$0].outcome == .draft } ?? false }

  /// Sections 3.18 and 3.19.
  var tool: JSONDocument {
    .object([
      "driver": .object([
        "name": .value("clause6"), "version": .value(.text(Clause6Command.version)),
        "semanticVersion": .value(.text(Clause6Command.version)),
        "language": .value(.text(report.language.rawValue)),
        "rules": .lines(outcomes.map(descriptor)), "notifications": .lines(Notification.allCases.map(descriptor)),
        "supportedTaxonomies": .lines(frameworks.indices.map(reference)),
      ])
    ])
  }

  /// The frameworks; of each only the controls that a rule answers.
  var taxonomies: [JSONValue] {
    frameworks.map { framework in
      [
        "name": .text(framework.name), "guid": .text(SARIFRules.guid(framework.name)), "isComprehensive": false,
        "taxa": .list(framework.controls.map { ["id": .text($0.id)] }),
      ]
    }
  }

  private static func guid(_ framework: String) -> String { NamedUUID.of("framework:\(framework)") }

  private func reference(to framework: Int) -> JSONValue {
    let name = frameworks[framework].name
    return ["name": .text(name), "index": .count(framework), "guid": .text(SARIFRules.guid(name))]
  }

  // MARK: Descriptors

  /// Section 3.49. Of a rule whose place another has taken only its name is left.
  private func descriptor(_ outcome: RuleOutcome) -> JSONValue {
    guard let rule = outcome.rule else { return ["id": .text(outcome.name)] }
    return .record([
      "id": .text(rule.name), "name": .text(SARIFRules.pascal(rule.name)),
      "shortDescription": ["text": .text(report.inLanguage(rule.title, rule.texts.titleJa))],
      "fullDescription": ["text": .text(report.inLanguage(rule.why, rule.texts.whyJa))],
      "help": ["text": .text(report.inLanguage(rule.fix, rule.texts.fixJa))],
      "defaultConfiguration": ["level": .text(SARIFText.level(rule.severity))],
      "relationships": .list(SARIFRules.controls(of: rule).map(relationship)),
      "properties": properties(rule),
    ])
  }

  private func descriptor(_ notification: Notification) -> JSONValue {
    ["id": .text(notification.rawValue), "shortDescription": ["text": .text(notification.meaning)]]
  }

  /// Each once, for tags and relationships are sets.
  private static func controls(of rule: Rule) -> [Control] { Set(rule.controls.map(Control.init)).sorted() }

  /// Code scanning takes a number for the severity of a rule that a tag says is of security.
  private func properties(_ rule: Rule) -> JSONValue {
    .record([
      "tags": .texts(["security", "vendor-risk"] + SARIFRules.controls(of: rule).map(\.text)),
      "severity": .text(rule.severity), "security-severity": .text(SARIFRules.scores[rule.severity] ?? "0.0"),
      "status": .text(rule.effectiveStatus.rawValue), "version": .count(rule.version), "sha256": .text(rule.sha256),
      "subject": .text(rule.subject),
    ])
  }

  /// One of each band: over 9 is critical, from 7 high, from 4 medium, from 0.1 low.
  private static let scores = ["critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"]

  private func relationship(_ control: Control) -> JSONValue {
    let framework = frameworks.firstIndex { $0.name == control.framework } ?? 0
    let place = frameworks[framework].controls.firstIndex(of: control) ?? 0
    return [
      "target": ["id": .text(control.id), "index": .count(place), "toolComponent": reference(to: framework)],
      "kinds": ["relevant"],
    ]
  }

  /// `contract-lapsed` as `ContractLapsed`.
  private static func pascal(_ name: String) -> String {
    name.split { $0 == "-" || $0 == "." }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
