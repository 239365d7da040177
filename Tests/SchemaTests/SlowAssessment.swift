/// A criterion as the reference knows it.
struct SlowCriterion: Sendable {
  let key: String
  let kind: String
  let weight: Int
  let isRequired: Bool
  let knockOutWhen: String?
  /// What each choice is worth; none when an assessor has to say.
  let choices: [String: Int?]

  /// One of each kind of answer, with and without a knock-out.
  static func questionnaire(using random: inout SplitMix64) -> [SlowCriterion] {
    func weight(_ random: inout SplitMix64) -> Int { Int.random(in: 0...9, using: &random) }
    return [
      SlowCriterion("S1", "score", weight(&random), true), SlowCriterion("S2", "score", weight(&random), false),
      SlowCriterion("S3", "score", weight(&random), true, "0"),
      SlowCriterion("S4", "score", weight(&random), true, "2"),
      SlowCriterion("Y1", "yes_no", weight(&random), true),
      SlowCriterion("Y2", "yes_no", weight(&random), true, "no"),
      SlowCriterion("Y3", "yes_no", weight(&random), false, "yes"),
      SlowCriterion(
        "C1", "choice", weight(&random), true, "never", ["always": 4, "often": 2, "never": 0, "else": nil]),
      SlowCriterion("M1", "choices", weight(&random), true, nil, ["a": nil, "b": nil]),
      SlowCriterion("T1", "text", weight(&random), false),
    ]
  }

  private init(
    _ key: String, _ kind: String, _ weight: Int, _ isRequired: Bool, _ knockOutWhen: String? = nil,
    _ choices: [String: Int?] = [:]
  ) {
    (self.key, self.kind, self.weight, self.isRequired) = (key, kind, weight, isRequired)
    (self.knockOutWhen, self.choices) = (knockOutWhen, choices)
  }
}

struct SlowAnswer: Sendable {
  var value: String?
  var score: Int?
  var isNotApplicable = false
  var evidenceUntil: DayNumber?
  let answeredOn: DayNumber

  init(_ criterion: SlowCriterion, from first: DayNumber, to last: DayNumber, using random: inout SplitMix64) {
    answeredOn = DayNumber(Int.random(in: first.number...last.number, using: &random))
    if Int.random(in: 0..<8, using: &random) == 0 {
      isNotApplicable = true
      return
    }
    switch criterion.kind {
    case "score": score = Int.random(in: 0...4, using: &random)
    case "yes_no": value = Bool.random(using: &random) ? "yes" : "no"
    case "text": value = "so"
    default: value = criterion.choices.keys.sorted().randomElement(using: &random)
    }
    if criterion.kind != "score", Int.random(in: 0..<3, using: &random) == 0 {
      score = Int.random(in: 0...4, using: &random)
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      evidenceUntil = answeredOn + Int.random(in: -20...200, using: &random)
    }
  }
}

/// An assessment whose score and state are found day by day, as a clerk would: what `facts.assessment` must agree with.
struct SlowAssessment: Sendable {
  struct Decision: Sendable {
    let on: DayNumber
    let outcome: String
    let validUntil: DayNumber?
  }

  let id: Int
  let vendor: Int
  let startedOn: DayNumber
  let criteria: [SlowCriterion]
  var answers: [String: SlowAnswer] = [:]
  var waivers: [(key: String, on: DayNumber, until: DayNumber)] = []
  var decision: Decision?
  /// When each condition is due, and when it was met.
  var conditions: [(due: DayNumber, met: DayNumber?)] = []

  init(id: Int, vendor: Int, startedOn: DayNumber, criteria: [SlowCriterion]) {
    (self.id, self.vendor, self.startedOn, self.criteria) = (id, vendor, startedOn, criteria)
  }

  private func answer(_ criterion: SlowCriterion, on day: DayNumber) -> SlowAnswer? {
    answers[criterion.key].flatMap { $0.answeredOn <= day ? $0 : nil }
  }

  /// What an answer is worth; none when it does not count.
  private func points(_ criterion: SlowCriterion, on day: DayNumber) -> Int? {
    guard let answer = answer(criterion, on: day) else { return criterion.isRequired ? 0 : nil }
    if answer.isNotApplicable { return nil }
    var points = 1
    if criterion.kind == "yes_no" { points = answer.value == (criterion.knockOutWhen ?? "no") ? 0 : 4 }
    if let value = answer.value, let worth = criterion.choices[value] { points = worth ?? points }
    points = answer.score ?? points
    if let until = answer.evidenceUntil, until < day { points = min(points, 1) }
    return points
  }

  /// Whether the criterion rules the vendor out on a day, by what was waived by then.
  func rulesOut(_ criterion: SlowCriterion, on day: DayNumber, knowing known: DayNumber) -> Bool {
    guard let knockOut = criterion.knockOutWhen else { return false }
    if waivers.contains(where: { $0.key == criterion.key && $0.on <= known && $0.on <= day && day <= $0.until }) {
      return false
    }
    guard let answer = answer(criterion, on: day) else { return criterion.isRequired }
    if answer.isNotApplicable { return false }
    guard criterion.kind == "score" else { return answer.value == knockOut }
    guard let points = points(criterion, on: day), let limit = Int(knockOut) else { return false }
    return points <= limit
  }

  func ruledOut(on day: DayNumber, knowing known: DayNumber) -> [String] {
    criteria.filter { rulesOut($0, on: day, knowing: known) }.map(\.key)
  }

  /// Percent, rounded down to a tenth.
  func score(on day: DayNumber) -> String? {
    var earned = 0
    var possible = 0
    for criterion in criteria {
      guard let points = points(criterion, on: day) else { continue }
      earned += criterion.weight * points
      possible += criterion.weight * 4
    }
    guard possible > 0 else { return nil }
    let tenths = 1000 * earned / possible
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// State, its first day (but for an expiry), last valid day while approved, overdue conditions; none before the start.
  func state(on day: DayNumber, among all: [SlowAssessment]) -> [String?]? {
    guard startedOn <= day else { return nil }
    guard let decision, decision.on <= day else { return ["open", startedOn.description, nil, "0"] }
    let later = all.compactMap { other -> (on: DayNumber, id: Int)? in
      guard other.vendor == vendor, let on = other.decision?.on, on <= day else { return nil }
      return (on, other.id) > (decision.on, id) ? (on, other.id) : nil
    }
    if let next = later.min(by: { $0 < $1 }) { return ["superseded", next.on.description, nil, "0"] }
    guard let validUntil = decision.validUntil else { return ["rejected", decision.on.description, nil, "0"] }
    guard day <= validUntil, ruledOut(on: day, knowing: day).isEmpty else { return ["expired", nil, nil, "0"] }
    var last = day
    while last + 1 <= validUntil, ruledOut(on: last + 1, knowing: day).isEmpty { last = last + 1 }
    let overdue = conditions.count { condition in
      condition.due < day && !(condition.met.map { $0 <= day } ?? false)
    }
    let name = decision.outcome == "approve" ? "approved" : "approved_with_conditions"
    return [name, decision.on.description, last.description, "\(overdue)"]
  }
}
