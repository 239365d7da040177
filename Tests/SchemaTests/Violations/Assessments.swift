extension Violations {
  /// Assessment 1 of vendor 2 is open and answered once; assessment 2 of engagement 1 is approved on one condition.
  static let assessments = Violations(
    seed: """
      INSERT INTO register.person (name, login) VALUES ('Kato', NULL), ('Endo', NULL);
      INSERT INTO register.questionnaire (key, version, title_en, criteria) VALUES ('short', '1', 'Short', 4);
      INSERT INTO register.criterion (questionnaire_id, position, key, text_en, kind, choices, knock_out_when) VALUES
        (2, 1, 'Q1', 'How able?', 'score', NULL, NULL), (2, 2, 'Q2', 'Which?', 'choice', '[{"key": "a", "en": "A"}, {"key": "b", "en": "B"}]', NULL),
        (2, 3, 'Q3', 'Secret?', 'yes_no', NULL, 'no'), (2, 4, 'Q4', 'Why?', 'text', NULL, NULL);
      SELECT set_config('clause6.actor', 'Kato', true);
      INSERT INTO register.assessment (vendor_id, engagement_id, questionnaire_id, started_on) VALUES
        (2, NULL, 2, '2026-01-01'), (NULL, 1, 2, '2026-01-01');
      INSERT INTO register.answer (assessment_id, criterion_id, questionnaire_id, score, answered_on)
        SELECT 1, id, 2, 3, '2026-01-02' FROM register.criterion WHERE questionnaire_id = 2 AND key = 'Q1';
      INSERT INTO register.answer (assessment_id, criterion_id, questionnaire_id, value, answered_on)
        SELECT 2, id, 2, 'yes', '2026-01-02' FROM register.criterion WHERE questionnaire_id = 2 AND key = 'Q3';
      SELECT set_config('clause6.actor', 'Endo', true);
      INSERT INTO register.assessment_condition (assessment_id, position, text, due_on) VALUES (2, 1, 'call a client', '2026-03-31');
      UPDATE register.assessment SET outcome = 'approve_with_conditions', concluded_on = '2026-01-31', tier = 'high',
        valid_until_on = '2027-01-31' WHERE id = 2;
      INSERT INTO register.assessment_waiver (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason)
        SELECT 1, id, 2, '2026-01-31', '2026-06-30', 'known' FROM register.criterion WHERE questionnaire_id = 2 AND key = 'Q3';
      SELECT set_config('clause6.actor', 'test', true);
      """,
    startAndDecide + answers + conditionsAndWaivers)

  private static func acting(_ statement: String, as actor: String = "Endo") -> String {
    "SET LOCAL clause6.actor = '\(actor)'; \(statement)"
  }

  private static func start(_ constraint: String, _ fields: KeyValuePairs<String, String>) -> Violation {
    let columns = fields.map(\.key).joined(separator: ", ")
    let values = fields.map(\.value).joined(separator: ", ")
    return Violation(constraint, acting("INSERT INTO register.assessment (\(columns)) VALUES (\(values))"))
  }

  private static func decide(
    _ constraint: String, outcome: String = "reject", on day: String = "2026-02-01", tier: String = "'high'",
    until last: String? = nil
  ) -> Violation {
    let fields = "outcome = '\(outcome)', concluded_on = '\(day)', tier = \(tier)"
    let end = last.map { ", valid_until_on = '\($0)'" } ?? ""
    return Violation(constraint, acting("UPDATE register.assessment SET \(fields)\(end) WHERE id = 1"))
  }

  private static let startAndDecide = [
    start(
      "assessment_pkey", ["id": "1", "vendor_id": "1", "questionnaire_id": "2", "started_on": "'2026-01-01'"]),
    start("assessment_vendor_is_known", ["vendor_id": "99", "questionnaire_id": "2", "started_on": "'2026-01-01'"]),
    start(
      "assessment_engagement_is_known", ["engagement_id": "99", "questionnaire_id": "2", "started_on": "'2026-01-01'"]),
    start(
      "assessment_questionnaire_is_known", ["vendor_id": "1", "questionnaire_id": "99", "started_on": "'2026-01-01'"]),
    start(
      "assessment_assessor_is_known",
      ["vendor_id": "1", "questionnaire_id": "2", "started_on": "'2026-01-01'", "assessor_id": "99"]),
    start("assessment_is_of_a_vendor_or_an_engagement", ["questionnaire_id": "2", "started_on": "'2026-01-01'"]),
    start(
      "assessment_is_of_a_vendor_or_an_engagement",
      ["vendor_id": "1", "engagement_id": "1", "questionnaire_id": "1", "started_on": "'2026-01-01'"]),
    start("assessment_is_open_once", ["vendor_id": "2", "questionnaire_id": "2", "started_on": "'2026-01-01'"]),
    start("assessment_days_are_plausible", ["vendor_id": "1", "questionnaire_id": "2", "started_on": "'1899-12-31'"]),
    // What the trigger fills in before it is checked can only be wrong where the trigger is off.
    Violation(
      "assessment_approver_is_known",
      """
      ALTER TABLE register.assessment DISABLE TRIGGER assessment_is_guarded; UPDATE register.assessment SET concluded_by_id = 99 WHERE id = 2;
      SET CONSTRAINTS ALL IMMEDIATE
      """),
    Violation(
      "assessment_asks_its_questionnaire",
      """
      ALTER TABLE register.assessment DROP CONSTRAINT assessment_pkey CASCADE;
      SET LOCAL clause6.actor = 'Endo';
      INSERT INTO register.assessment (id, vendor_id, questionnaire_id, started_on) VALUES (1, 1, 2, '2026-01-01')
      """),
    decide("assessment_outcome_is_known", outcome: "perhaps", until: "2026-06-30"),
    decide("assessment_tier_is_known", tier: "'huge'"),
    decide("assessment_is_concluded_wholly", tier: "NULL"),
    decide("assessment_approval_has_an_end", until: "2026-06-30"),
    decide("assessment_approval_has_an_end", outcome: "approve"),
    decide("assessment_ends_after_it_starts", on: "2025-12-31").after(
      "DELETE FROM register.answer WHERE assessment_id = 1"),
    decide("assessment_is_valid_for_three_years_at_most", outcome: "approve", until: "2029-02-02"),
    decide("assessment_is_valid_for_three_years_at_most", outcome: "approve", until: "2026-01-31"),
  ]

  private static func answer(
    _ constraint: String, key: String = "Q4", assessment: Int = 1, _ fields: KeyValuePairs<String, String>
  ) -> Violation {
    let columns = fields.map { ", \($0.key)" }.joined()
    let values = fields.map { ", \($0.value)" }.joined()
    return Violation(
      constraint,
      """
      INSERT INTO register.answer (assessment_id, criterion_id, questionnaire_id, answered_on\(columns))
      SELECT \(assessment), id, questionnaire_id, '2026-01-03'\(values) FROM register.criterion WHERE key = '\(key)'
      """)
  }

  private static let answers = [
    answer("answer_pkey", ["id": "1", "value": "'so'"]),
    answer("answer_assessment_is_known", assessment: 99, ["value": "'so'"]),
    answer("answer_assessment_is_known", key: "E1", ["score": "3"]),
    Violation(
      "answer_criterion_is_asked",
      """
      INSERT INTO register.answer (assessment_id, criterion_id, questionnaire_id, answered_on, score)
      SELECT 1, id, 2, '2026-01-03', 3 FROM register.criterion WHERE key = 'E1'
      """),
    answer("answer_is_given_once", key: "Q1", ["score": "2"]),
    answer("answer_says_something", ["value": "'so'", "not_applicable_because": "'no'"]),
    answer("answer_is_not_blank", ["value": "' '"]),
    answer("answer_is_not_blank", ["not_applicable_because": "''"]),
    answer("answer_score_is_zero_to_four", ["value": "'so'", "score": "5"]),
    answer("answer_score_is_zero_to_four", ["value": "'so'", "score": "-1"]),
    answer("answer_validity_is_of_evidence", ["value": "'so'", "evidence_valid_until_on": "'2026-06-30'"]),
    answer(
      "answer_days_are_plausible", ["value": "'so'", "evidence": "'seen'", "evidence_valid_until_on": "'2200-01-01'"]),
    Violation("answer_days_are_plausible", "UPDATE register.answer SET answered_on = '1899-12-31' WHERE id = 1"),
  ]

  private static func condition(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      "INSERT INTO register.assessment_condition (id, assessment_id, position, text, due_on) VALUES (\(values))")
  }

  private static func waiver(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      acting(
        """
        INSERT INTO register.assessment_waiver (id, assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, reason)
        SELECT \(values) FROM register.criterion WHERE key = 'Q3'
        """))
  }

  private static let conditionsAndWaivers = [
    condition("assessment_condition_pkey", "1, 1, 1, 'do', '2026-03-31'"),
    condition("assessment_condition_assessment_is_known", "9, 99, 1, 'do', '2026-03-31'"),
    condition("assessment_condition_number_is_free", "9, 1, 1, 'do', '2026-03-31'").after(
      "INSERT INTO register.assessment_condition (assessment_id, position, text, due_on) VALUES (1, 1, 'do', '2026-03-31')"
    ),
    condition("assessment_condition_number_counts_from_one", "9, 1, 0, 'do', '2026-03-31'"),
    condition("assessment_condition_is_not_blank", "9, 1, 1, ' ', '2026-03-31'"),
    condition("assessment_condition_days_are_plausible", "9, 1, 1, 'do', '2200-01-01'"),
    Violation(
      "assessment_condition_met_by_is_known",
      """
      ALTER TABLE register.assessment_condition DISABLE TRIGGER assessment_condition_is_guarded;
      UPDATE register.assessment_condition SET met_on = '2026-02-01', met_by_id = 99; SET CONSTRAINTS ALL IMMEDIATE
      """),
    Violation(
      "assessment_condition_is_met_by_somebody",
      """
      ALTER TABLE register.assessment_condition DISABLE TRIGGER assessment_condition_is_guarded;
      UPDATE register.assessment_condition SET met_on = '2026-02-01'
      """),
    waiver("assessment_waiver_pkey", "1, 1, id, 2, '2026-01-31', '2026-06-30', 'known'"),
    waiver("assessment_waiver_criterion_is_asked", "9, 1, id, 1, '2026-01-31', '2026-06-30', 'known'").after(
      "ALTER TABLE register.assessment_waiver DROP CONSTRAINT assessment_waiver_assessment_is_known"),
    waiver("assessment_waiver_assessment_is_known", "9, 1, id, 1, '2026-01-31', '2026-06-30', 'known'").after(
      "ALTER TABLE register.assessment_waiver DROP CONSTRAINT assessment_waiver_criterion_is_asked"),
    waiver("assessment_waiver_ends_after_it_starts", "9, 1, id, 2, '2026-01-31', '2026-01-30', 'known'"),
    waiver("assessment_waiver_has_a_reason", "9, 1, id, 2, '2026-01-31', '2026-06-30', ' '"),
    waiver("assessment_waiver_days_are_plausible", "9, 1, id, 2, '2026-01-31', '2200-01-01', 'known'"),
    Violation(
      "assessment_waiver_person_is_known",
      """
      ALTER TABLE register.assessment_waiver DISABLE TRIGGER assessment_waiver_is_guarded;
      UPDATE register.assessment_waiver SET waived_by_id = 99; SET CONSTRAINTS ALL IMMEDIATE
      """),
  ]
}

extension Violation {
  /// The same once something else was done.
  fileprivate func after(_ statement: String) -> Violation {
    Violation(constraint, "\(statement); \(self.statement)")
  }
}
