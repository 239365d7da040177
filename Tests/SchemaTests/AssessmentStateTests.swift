import Clause6
import Postgres
import TestSupport
import Testing

/// Score and state on any day, compared with a slow reference over random assessments.
@Suite(.register) struct AssessmentStateTests {
  private static let first = DayNumber(year: 2026, month: 1, day: 1)

  private static func random(_ count: Int, using random: inout SplitMix64) -> [SlowAssessment] {
    let criteria = SlowCriterion.questionnaire(using: &random)
    var all: [SlowAssessment] = []
    for id in 1...count {
      // Several of one vendor follow one another: only one can be open at a time, and the last may stay so.
      let vendor = (id - 1) / 3 + 1
      let before = all.last { $0.vendor == vendor }?.decision?.on
      let start = (before ?? first) + Int.random(in: 0...60, using: &random)
      var assessment = SlowAssessment(id: id, vendor: vendor, startedOn: start, criteria: criteria)
      let end = start + Int.random(in: 0...40, using: &random)
      for criterion in criteria where Int.random(in: 0..<7, using: &random) > 0 {
        assessment.answers[criterion.key] = SlowAnswer(criterion, from: start, to: end, using: &random)
      }
      addWaivers(to: &assessment, around: end, using: &random)
      if id % 3 != 0 || Bool.random(using: &random) { decide(&assessment, on: end, using: &random) }
      all.append(assessment)
    }
    return all
  }

  private static func addWaivers(
    to assessment: inout SlowAssessment, around end: DayNumber, using random: inout SplitMix64
  ) {
    for criterion in assessment.criteria where criterion.knockOutWhen != nil {
      // What rules out on the day of the decision is waived most of the time, so that approvals are many.
      let isNeeded = assessment.rulesOut(criterion, on: end, knowing: end) && Int.random(in: 0..<6, using: &random) > 0
      if isNeeded { assessment.waivers.append((criterion.key, end, end + Int.random(in: 0...120, using: &random))) }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let on = end + Int.random(in: -10...150, using: &random)
        assessment.waivers.append((criterion.key, on, on + Int.random(in: 0...120, using: &random)))
      }
    }
  }

  private static func decide(_ assessment: inout SlowAssessment, on day: DayNumber, using random: inout SplitMix64) {
    guard assessment.ruledOut(on: day, knowing: day).isEmpty, Int.random(in: 0..<6, using: &random) > 0 else {
      assessment.decision = SlowAssessment.Decision(on: day, outcome: "reject", validUntil: nil)
      return
    }
    let isConditional = Bool.random(using: &random)
    assessment.decision = SlowAssessment.Decision(
      on: day, outcome: isConditional ? "approve_with_conditions" : "approve",
      validUntil: day + Int.random(in: 0...200, using: &random))
    for _ in 0..<(isConditional ? Int.random(in: 1...3, using: &random) : 0) {
      let due = day + Int.random(in: 0...90, using: &random)
      let isMet = Bool.random(using: &random)
      assessment.conditions.append((due, isMet ? due + Int.random(in: -5...20, using: &random) : nil))
    }
  }

  // MARK: Into the register

  private func enter(_ all: [SlowAssessment], _ connection: Connection) throws {
    try connection.execute(
      script: """
        INSERT INTO register.person (id, name) VALUES (1, 'tanaka'), (2, 'mori');
        INSERT INTO register.questionnaire (id, key, version, title_en, criteria) VALUES (9, 'probe', '1', 'Probe', 10);
        INSERT INTO register.vendor (id, name) SELECT n, 'vendor ' || n FROM generate_series(1, 1000) n
        """)
    for (index, criterion) in (all.first?.criteria ?? []).enumerated() {
      let choices = criterion.choices.sorted { $0.key < $1.key }.map { key, score in
        "{\"key\": \"\(key)\", \"en\": \"\(key)\"\(score.map { ", \"score\": \($0)" } ?? "")}"
      }
      try connection.execute(
        """
        INSERT INTO register.criterion (id, questionnaire_id, position, key, text_en, kind, weight, required, knock_out_when, choices)
        VALUES (\(900 + index), 9, \(index + 1), \(criterion.key), 'Able?', \(criterion.kind), \(criterion.weight), \(criterion.isRequired),
          \(criterion.knockOutWhen), \(choices.isEmpty ? nil : "[\(choices.joined(separator: ","))]")::jsonb)
        """)
    }
    for assessment in all {
      try connection.execute("SELECT set_config('clause6.actor', 'tanaka', true)")
      try enterAnswers(assessment, connection)
      try connection.execute("SELECT set_config('clause6.actor', 'mori', true)")
      try enterDecision(assessment, connection)
    }
    try connection.execute(script: "SET CONSTRAINTS ALL IMMEDIATE")
  }

  private func enterAnswers(_ assessment: SlowAssessment, _ connection: Connection) throws {
    try connection.execute(
      """
      INSERT INTO register.assessment (id, vendor_id, questionnaire_id, started_on)
      VALUES (\(assessment.id), \(assessment.vendor), 9, \(assessment.startedOn.description)::date)
      """)
    for (key, answer) in assessment.answers.sorted(by: { $0.key < $1.key }) {
      try connection.execute(
        """
        INSERT INTO register.answer (assessment_id, criterion_id, questionnaire_id, value, score, not_applicable_because, evidence,
          evidence_valid_until_on, answered_on)
        SELECT \(assessment.id)::bigint, id, 9, \(answer.value), \(answer.score)::int, \(answer.isNotApplicable ? "not here" : nil), 'seen',
          \(answer.evidenceUntil?.description)::date, \(answer.answeredOn.description)::date
        FROM register.criterion WHERE questionnaire_id = 9 AND key = \(key)
        """)
    }
  }

  private func enterDecision(_ assessment: SlowAssessment, _ connection: Connection) throws {
    for waiver in assessment.waivers {
      try connection.execute(
        """
        INSERT INTO register.assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason)
        SELECT \(assessment.id)::bigint, id, 9, \(waiver.on.description)::date, \(waiver.until.description)::date, 'known'
        FROM register.criterion WHERE questionnaire_id = 9 AND key = \(waiver.key)
        """)
    }
    guard let decision = assessment.decision else { return }
    for (index, condition) in assessment.conditions.enumerated() {
      try connection.execute(
        """
        INSERT INTO register.assessment_condition (assessment_id, position, text, due_on)
        VALUES (\(assessment.id), \(index + 1), 'do', \(condition.due.description)::date)
        """)
    }
    try connection.execute(
      """
      UPDATE register.assessment SET outcome = \(decision.outcome), concluded_on = \(decision.on.description)::date, tier = 'high',
        valid_until_on = \(decision.validUntil?.description)::date WHERE id = \(assessment.id)
      """)
    for (index, condition) in assessment.conditions.enumerated() {
      guard let met = condition.met else { continue }
      try connection.execute(
        """
        UPDATE register.assessment_condition SET met_on = \(met.description)::date
        WHERE assessment_id = \(assessment.id) AND position = \(index + 1)
        """)
    }
  }

  // MARK: Compared

  private func found(_ connection: Connection, on day: DayNumber) throws -> [[String?]] {
    try connection.table(
      """
      SELECT assessment_id, score, array_to_string(knocked_out, ' '), state, CASE WHEN state <> 'expired' THEN since END,
        CASE WHEN state LIKE 'approved%' THEN valid_until_on END, conditions_overdue
      FROM facts.assessment(\(day.description)::date) ORDER BY assessment_id
      """
    ).rows
  }

  private func expected(_ all: [SlowAssessment], on day: DayNumber) -> [[String?]] {
    all.compactMap { assessment in
      assessment.state(on: day, among: all).map { state in
        let ruledOut = assessment.ruledOut(on: day, knowing: day).joined(separator: " ")
        return ["\(assessment.id)", assessment.score(on: day), ruledOut] + state
      }
    }
  }

  @Test func scoreAndStateAreThoseOfTheReference() throws {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SplitMix64(seed: seed)
    let all = AssessmentStateTests.random(90, using: &random)
    var states: [String: Int] = [:]
    try TestDatabase.connect().rehearseRegister { connection in
      try enter(all, connection)
      var days = (0..<40).map { _ in AssessmentStateTests.first + Int.random(in: -2...500, using: &random) }
      // Days on which something begins or ends, and the days after.
      let edges = all.flatMap { assessment in
        assessment.waivers.map(\.until) + assessment.conditions.map(\.due)
          + [assessment.decision?.on, assessment.decision?.validUntil].compactMap { $0 }
          + assessment.answers.values.compactMap(\.evidenceUntil)
      }
      for day in edges.shuffled(using: &random).prefix(40) { days += [day, day + 1] }
      for day in days {
        let (found, expected) = (try found(connection, on: day), expected(all, on: day))
        for row in expected { states[row[3] ?? "", default: 0] += 1 }
        let wrong = zip(found, expected).first { $0 != $1 }
        #expect(
          found == expected, "seed \(seed), \(day): found \(wrong?.0 ?? []), expected \(wrong?.1 ?? [])")
      }
    }
    #expect(Set(states.keys) == Set(AssessmentState.allCases.map(\.rawValue)), "seed \(seed): \(states)")
  }

  @Test func theLinesOfAScoreAddUpToIt() throws {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SplitMix64(seed: seed)
    let all = AssessmentStateTests.random(30, using: &random)
    let day = AssessmentStateTests.first + 100
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try enter(all, connection)
      return try connection.table(
        """
        SELECT t.assessment_id FROM facts.assessment_line(\(day.description)::date) t
        WHERE t.line = 'total' AND row_to_json((t.earned, t.possible, t.percent))::text IS DISTINCT FROM (
          SELECT row_to_json((sum(l.earned), sum(l.possible), max(s.score)))::text
          FROM facts.assessment_line(\(day.description)::date) l
          LEFT JOIN facts.assessment_score(\(day.description)::date) s ON s.assessment_id = l.assessment_id
          WHERE l.assessment_id = t.assessment_id AND l.line = 'criterion')
        """
      ).rows
    }
    #expect(wrong == [], "seed \(seed)")
  }

  @Test func bandsAndWhatIsLeftOfTheTier() throws {
    let connection = try TestDatabase.connect()
    let bands = try connection.table(
      "SELECT s, facts.band(s) FROM unnest(ARRAY[100, 80, 79.9, 60, 59.9, 40, 39.9, 0]) s"
    ).rows.map { $0[1] }
    #expect(bands == ["strong", "strong", "adequate", "adequate", "weak", "weak", "poor", "poor"])
    let matrix = try connection.table(
      """
      SELECT string_agg(facts.residual_tier(t, b), ' ' ORDER BY facts.tier_rank(t))
      FROM unnest('{critical,high,medium,low}'::text[]) t, unnest('{strong,adequate,weak,poor}'::text[]) WITH ORDINALITY b (b, n)
      GROUP BY n ORDER BY n
      """
    ).rows.map { $0[0] }
    #expect(
      matrix == [
        "high medium low low", "critical high medium low", "critical critical high medium",
        "critical critical critical high",
      ])
    // Two of three points in three are 66.66 %: never rounded up.
    #expect(try connection.value("SELECT facts.score(2, 3)", as: Double.self) == 66.6)
    #expect(try connection.value("SELECT facts.score(0, 0)", as: Double.self) == nil)
  }
}
