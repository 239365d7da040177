public import Postgres

/// What an assessment is on a day. Derived by `facts.assessment`, never stored.
public enum AssessmentState: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// Nobody decided yet.
  case open
  case approved
  case approvedWithConditions = "approved_with_conditions"
  case rejected
  /// The approval's last day has passed, or a knock-out is no longer waived.
  case expired
  /// A later decision by the same questionnaire took its place.
  case superseded
}

/// A dated judgement of a vendor's experience and ability, as it is on a day.
public struct Assessment: Sendable, Decodable, Equatable {
  public let assessmentId: Int
  public let vendorId: Int
  /// None when the vendor is judged as a whole.
  public let engagementId: Int?
  /// The key of the questionnaire.
  public let questionnaire: String
  public let state: AssessmentState
  /// First day of the state.
  public let since: CalendarDate
  /// One sentence with the days that decided.
  public let why: String
  /// Last day of an approval, waivers of knock-outs counted.
  public let validUntilOn: CalendarDate?
  /// critical, high, medium or low: before anything is known of the vendor's ability.
  public let tier: String
  /// Percent of the points possible, rounded down to a tenth; none when no answer counts.
  public let score: Double?
  /// strong, adequate, weak or poor.
  public let band: String?
  /// The tier that is left after the vendor's ability is counted.
  public let residual: String?
  /// Keys of criteria that rule the vendor out and that nobody waives.
  public let knockedOut: [String]
  /// Conditions of an approval in force that are not met.
  public let conditionsOpen: Int
  /// Those whose day has passed.
  public let conditionsOverdue: Int
}

/// What is decided at the end of an assessment.
public enum AssessmentOutcome: Sendable, Equatable {
  case approve
  /// At least one condition, each with its last day.
  case approveWithConditions([Condition])
  case reject

  public struct Condition: Sendable, Equatable {
    public let text: String
    public let dueOn: CalendarDate

    public init(text: String, dueOn: CalendarDate) {
      self.text = text
      self.dueOn = dueOn
    }
  }

  fileprivate var word: String {
    switch self {
    case .approve: "approve"
    case .approveWithConditions: "approve_with_conditions"
    case .reject: "reject"
    }
  }

  fileprivate var conditions: [Condition] {
    if case .approveWithConditions(let conditions) = self { conditions } else { [] }
  }
}

extension Connection {
  /// The assessments as they are on a day, by number.
  public func assessments(on day: CalendarDate) throws -> [Assessment] {
    try readFacts { try $0.rows("SELECT * FROM facts.assessment(\(day)::date) ORDER BY assessment_id") }
  }

  /// The number of an assessment, given as `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func assessment(called which: String) throws -> Int {
    let id = try value(
      "SELECT id FROM register.assessment WHERE id::text = \(which) OR '#' || id = \(which)", as: Int.self)
    guard let id else {
      throw Clause6Error("There is no assessment \(which): \"clause6 assessment list\" shows all.")
    }
    return id
  }

  /// The engagement of a vendor with a title or number, `3` or `#3`.
  /// - Throws: ``Clause6Error`` when the vendor has none.
  public func engagement(called which: String, ofVendor vendor: Int) throws -> Int {
    let known = try rows(
      """
      SELECT id, title FROM register.engagement WHERE vendor_id IN (SELECT register.company_entries(\(vendor)))
      ORDER BY title, id
      """, as: EngagementTitle.self)
    let titled = known.filter { $0.title == which }
    if let only = titled.isEmpty ? known.first(where: { $0.id == which.registerNumber }) : titled.first {
      guard titled.count < 2 else {
        let choices = titled.map { "#\($0.id)" }.joined(separator: ", ")
        throw Clause6Error("The vendor has several engagements \"\(which)\": name one by its number: \(choices).")
      }
      return only.id
    }
    let called = try rows(
      "SELECT engagement_id AS id, title FROM facts.engagement_called(\(which))", as: EngagementTitle.self
    )
    .filter { match in known.contains { $0.id == match.id } }
    if called.count == 1 { return called[0].id }
    let titles = known.map(\.title).joined(separator: ", ")
    throw Clause6Error(
      "The vendor has no engagement \"\(which)\"; it has \(known.isEmpty ? "none" : "these: \(titles)").")
  }

  /// Starts an assessment of a vendor as a whole, or of one of its engagements.
  /// - Parameters:
  ///   - vendor: the vendor.
  ///   - engagement: the number of the one engagement that is judged; `nil`: the vendor as a whole.
  ///   - questionnaire: the number of the version that is asked.
  ///   - day: its first day, not after today.
  ///   - assessor: a person's mail address or name; the actor when nobody is named, who then must be registered.
  /// - Returns: its number.
  /// - Throws: ``Clause6Error`` when one by this questionnaire is open already; `PostgresError.server` when no assessor is
  ///   named and the actor is nobody the register knows.
  public func startAssessment(
    ofVendor vendor: Int, engagement: Int? = nil, questionnaire: Int, on day: CalendarDate, assessor: String? = nil
  ) throws -> Int {
    try refuseFuture(day, "The assessment has not begun")
    let whole = engagement == nil ? vendor : nil
    let open = try value(
      """
      SELECT id FROM register.assessment WHERE questionnaire_id = \(questionnaire) AND concluded_on IS NULL
        AND vendor_id IS NOT DISTINCT FROM \(whole)::bigint AND engagement_id IS NOT DISTINCT FROM \(engagement)::bigint
      """, as: Int.self)
    if let open {
      throw Clause6Error("Assessment \(open) by this questionnaire is open already: conclude that one first.")
    }
    let fields = [
      Assignment("vendor_id", whole), Assignment("engagement_id", engagement),
      Assignment("questionnaire_id", questionnaire), Assignment("started_on", day),
      Assignment("assessor_id", try assessor.map { try person(called: $0) }),
    ]
    return try insert(into: "assessment", fields)
  }

  /// Decides about an assessment. It cannot be changed afterwards; a later one supersedes it.
  /// - Parameters:
  ///   - id: the assessment.
  ///   - outcome: what is decided.
  ///   - day: the day of the decision, not after today.
  ///   - validUntilOn: last day of an approval, at most 12 months after the decision for tiers critical and high, 24 for
  ///     medium, 36 for low (the default).
  ///   - note: what the decision rests on.
  /// - Throws: ``Clause6Error`` when it is concluded already or the approval would last too long;
  ///   `PostgresError.server` when the actor took part in the assessment, registered the vendor or answers for it, or a
  ///   knock-out stands in the way of an approval.
  public func concludeAssessment(
    _ id: Int, _ outcome: AssessmentOutcome, on day: CalendarDate, validUntilOn: CalendarDate? = nil,
    note: String? = nil
  ) throws {
    try refuseFuture(day, "Nobody has decided")
    if let before = try value("SELECT concluded_on FROM register.assessment WHERE id = \(id)", as: CalendarDate.self) {
      throw Clause6Error("Assessment \(id) was concluded on \(before): start a new one, which supersedes it.")
    }
    struct Validity: Decodable {
      let tier: String
      let months: Int
      let untilOn: CalendarDate
    }
    let validity = try row(
      """
      SELECT tier, facts.tier_months(tier) AS months,
        (\(day)::date + make_interval(months => facts.tier_months(tier)))::date AS until_on
      FROM facts.assessment_subject(\(day)::date) WHERE assessment_id = \(id)
      """, as: Validity.self)
    guard let validity else { throw PostgresError.unexpectedRowCount(0) }
    if let validUntilOn, validUntilOn > validity.untilOn {
      throw Clause6Error(
        "An approval at tier \(validity.tier) is valid for \(validity.months) months at most, until \(validity.untilOn)."
      )
    }
    for (index, condition) in outcome.conditions.enumerated() {
      guard condition.dueOn >= day else {
        throw Clause6Error("\"\(condition.text)\" is due on \(condition.dueOn), before the decision of \(day).")
      }
      try execute(
        """
        INSERT INTO register.assessment_condition (assessment_id, position, text, due_on)
        VALUES (\(id), \(index + 1), \(condition.text), \(condition.dueOn))
        """)
    }
    try execute(
      """
      UPDATE register.assessment SET outcome = \(outcome.word), concluded_on = \(day), tier = \(validity.tier),
        valid_until_on = \(outcome == .reject ? nil : validUntilOn ?? validity.untilOn), note = coalesce(\(note), note)
      WHERE id = \(id)
      """)
  }

  /// Says that a condition of an approval is met. Saying it again on the same day changes nothing.
  /// - Throws: ``Clause6Error`` when there is no such condition; `PostgresError.server` when it was met on another day,
  ///   or the actor is nobody the register knows.
  public func meetCondition(_ number: Int, ofAssessment id: Int, on day: CalendarDate, note: String? = nil) throws {
    try refuseFuture(day, "The condition has not been met")
    let exists = try value(
      "SELECT count(*) FROM register.assessment_condition WHERE assessment_id = \(id) AND position = \(number)",
      as: Int.self)
    guard exists == 1 else {
      throw Clause6Error("Assessment \(id) has no condition \(number): \"clause6 assessment show \(id)\" lists them.")
    }
    try execute(
      """
      UPDATE register.assessment_condition SET met_on = \(day), note = \(note)
      WHERE assessment_id = \(id) AND position = \(number) AND met_on IS DISTINCT FROM \(day)::date
      """)
  }

  /// Answers for a knock-out until a day: an approval that needs it ends with it. A waiver that runs longer is cut short.
  /// - Parameters:
  ///   - key: the criterion that rules the vendor out.
  ///   - id: the assessment.
  ///   - day: from when on it counts; not after today.
  ///   - last: its last day, at the earliest the one before: days that are over stay as they were.
  ///   - reason: why the vendor may be used all the same.
  /// - Throws: ``Clause6Error`` when the assessment asks no such criterion or the last day is over; `PostgresError.server`
  ///   when the criterion is no knock-out, or the actor took part in the assessment, registered the vendor or answers for it.
  public func waive(
    criterion key: String, ofAssessment id: Int, on day: CalendarDate, until last: CalendarDate, because reason: String
  ) throws {
    try refuseFuture(day, "Nobody has waived anything")
    let asked = try criterion(key, ofAssessment: id)
    let isOver = try value("SELECT \(last)::date < \(day)::date - 1", as: Bool.self)
    guard isOver == false else {
      throw Clause6Error(
        "A waiver cannot end on \(last): days that are over stay as they were, and the day before \(day) is the earliest."
      )
    }
    let running = try execute(
      """
      UPDATE register.assessment_waiver SET ends_on = \(last)
      WHERE assessment_id = \(id) AND criterion_id = \(asked.id) AND ends_on > \(last)::date
      """)
    let same = try value(
      """
      SELECT count(*) FROM register.assessment_waiver
      WHERE assessment_id = \(id) AND criterion_id = \(asked.id) AND ends_on = \(last)::date
      """, as: Int.self)
    guard running == 0, same == 0 else { return }
    try execute(
      """
      INSERT INTO register.assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason)
      VALUES (\(id), \(asked.id), \(asked.questionnaireId), \(day), \(last), \(reason))
      """)
  }
}

private struct EngagementTitle: Decodable {
  let id: Int
  let title: String
}
