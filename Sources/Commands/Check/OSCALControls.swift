import Clause6

/// What the rules say of the controls that they answer.
struct OSCALControls {
  /// One a control.
  let findings: [JSONValue]
  /// Which controls were looked at, a selection a framework.
  let reviewed: JSONValue

  init(_ text: OSCALText) {
    var rules: [Control: [RuleOutcome]] = [:]
    for outcome in text.observed where outcome.outcome != .retired {
      for control in Set((outcome.rule?.controls ?? []).map(Control.init)) {
        rules[control, default: []].append(outcome)
      }
    }
    let open = Dictionary(grouping: text.findings.filter { !$0.change.isResolved }, by: \.change.name)
    let controls = rules.keys.sorted()
    findings = controls.map { control in
      let answering = rules[control] ?? []
      return OSCALControls.finding(control, answering, answering.flatMap { open[$0.name] ?? [] }, text.report)
    }
    reviewed = ["control-selections": .list(OSCALControls.selections(controls))]
  }

  private static func selections(_ controls: [Control]) -> [JSONValue] {
    guard !controls.isEmpty else {
      return [["description": "No rule names the control that it answers.", "include-all": [:]]]
    }
    let frameworks = Dictionary(grouping: controls, by: \.framework)
    return frameworks.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { framework, controls in
      [
        "description": .text(OSCALText.markup(framework)), "props": OSCALText.props([("framework", framework)]),
        "include-controls": .list(controls.map { ["control-id": .text(OSCALText.token($0.text))] }),
      ]
    }
  }

  // MARK: Findings

  private static func finding(
    _ control: Control, _ rules: [RuleOutcome], _ open: [OSCALRisk], _ report: CheckReport
  ) -> JSONValue {
    let standing = standing(rules)
    let waived = rules.reduce(0) { $0 + $1.waived }
    return .record([
      "uuid": .text(NamedUUID.of("control:\(control.text)")), "title": .text(OSCALText.markup(control.text)),
      "description": .text(
        "\(rules.reduce(0) { $0 + $1.open }) open of \(rules.count) rules, \(waived) of them waived."),
      "props": OSCALText.props([("framework", control.framework), ("control", control.id)]),
      "target": [
        "type": "objective-id", "target-id": .text(OSCALText.token(control.text)),
        "status": .record([
          "state": .text(standing.state), "reason": .text(standing.reason), "remarks": .given(standing.remarks),
        ]),
      ],
      "related-observations": .list(
        rules.map { ["observation-uuid": .text(OSCALText.observationUUID($0.name, report))] }),
      "related-risks": open.isEmpty ? nil : .list(open.map { ["risk-uuid": .text($0.uuid)] }),
    ])
  }

  /// What is waived is not met, only borne; and of what a rule gave no answer to, nobody knows.
  private static func standing(_ rules: [RuleOutcome]) -> (state: String, reason: String, remarks: String?) {
    let silent = rules.filter { $0.error != nil }.map(\.name)
    if rules.contains(where: { $0.open > $0.waived }) { return ("not-satisfied", "fail", nil) }
    if !silent.isEmpty {
      return ("not-satisfied", "other", OSCALText.markup("No answer: \(silent.joined(separator: ", "))."))
    }
    if rules.contains(where: { $0.waived > 0 }) {
      return ("not-satisfied", "other", "All that is open is waived.")
    }
    return ("satisfied", "pass", nil)
  }
}
