extension Violations {
  static let reviews = Violations(
    seed: """
      INSERT INTO register.review_schedule (vendor_id, anchor_on, from_on) VALUES (1, '2026-04-01', '2026-04-01');
      INSERT INTO register.person (name) VALUES ('Reviewer');
      SELECT set_config('clause6.actor', 'Reviewer', true);
      INSERT INTO register.review (vendor_id, due_on, started_on, completed_on, reviewer_id, outcome) VALUES
        (1, '2025-04-01', '2025-03-20', '2025-04-10', 1, 'continue'), (1, '2026-04-01', '2026-03-20', NULL, 1, NULL);
      INSERT INTO register.review_move (vendor_id, due_on, moved_to_on, moved_on, reason) VALUES
        (1, '2027-04-01', '2027-05-01', '2026-11-22', 'report comes in April');
      SELECT set_config('clause6.actor', 'test', true);
      """,
    schedules + made + moves)

  private static func review(_ constraint: String, _ fields: KeyValuePairs<String, String>) -> Violation {
    var values = ["vendor_id": "2", "due_on": "'2026-04-01'", "started_on": "'2026-04-01'", "reviewer_id": "1"]
    for (column, value) in fields { values[column] = value }
    let columns = values.keys.sorted()
    return Violation(
      constraint,
      "INSERT INTO register.review (\(columns.joined(separator: ", "))) "
        + "VALUES (\(columns.map { values[$0] ?? "" }.joined(separator: ", ")))")
  }

  private static func move(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      "INSERT INTO register.review_move (vendor_id, due_on, moved_to_on, moved_on, reason) VALUES (\(values))")
  }

  private static let schedules: [Violation] = [
    Violation(
      "review_schedule_pkey",
      "INSERT INTO register.review_schedule (id, vendor_id, anchor_on, from_on) VALUES (1, 2, '2026-04-01', '2026-04-01')"
    ),
    Violation(
      "review_schedule_vendor_is_known",
      "INSERT INTO register.review_schedule (vendor_id, anchor_on, from_on) VALUES (99, '2026-04-01', '2026-04-01')"),
    Violation(
      "review_schedule_begins_once_a_day",
      "INSERT INTO register.review_schedule (vendor_id, anchor_on, from_on) VALUES (1, '2026-05-01', '2026-04-01')"),
    Violation("review_schedule_months_are_plausible", "UPDATE register.review_schedule SET months = 0"),
    Violation("review_schedule_months_are_plausible", "UPDATE register.review_schedule SET months = 121"),
    Violation("review_schedule_days_are_plausible", "UPDATE register.review_schedule SET anchor_on = '1899-12-31'"),
    Violation("review_schedule_days_are_plausible", "UPDATE register.review_schedule SET from_on = '2200-01-01'"),
  ]

  private static let made: [Violation] = [
    review("review_pkey", ["id": "1"]),
    review("review_vendor_is_known", ["vendor_id": "99"]),
    Violation("review_reviewer_is_known", "DELETE FROM register.person WHERE name = 'Reviewer'"),
    review("review_cause_is_known", ["cause": "'mood'"]),
    review("review_outcome_is_known", ["outcome": "'fine'", "completed_on": "'2026-04-02'"]),
    review("review_has_an_outcome_when_completed", ["completed_on": "'2026-04-02'"]),
    review("review_has_an_outcome_when_completed", ["outcome": "'continue'"]),
    review("review_actions_are_told", ["outcome": "'continue_with_actions'", "completed_on": "'2026-04-02'"]),
    review(
      "review_actions_are_told",
      ["outcome": "'continue_with_actions'", "completed_on": "'2026-04-02'", "note": "' '"]),
    review("review_is_completed_after_it_starts", ["outcome": "'exit'", "completed_on": "'2026-03-31'"]),
    review("review_of_a_schedule_is_not_far_ahead", ["due_on": "'2026-06-01'"]),
    review("review_days_are_plausible", ["due_on": "'2200-01-01'", "cause": "'change'"]),
    review("review_days_are_plausible", ["started_on": "'2200-01-01'"]),
    review("review_days_are_plausible", ["outcome": "'exit'", "completed_on": "'2200-01-01'"]),
    review("review_of_a_schedule_is_open_once", ["vendor_id": "1", "due_on": "'2026-04-02'"]),
    review(
      "review_satisfies_a_due_day_once",
      ["vendor_id": "1", "due_on": "'2025-04-01'", "outcome": "'exit'", "completed_on": "'2026-04-02'"]),
  ]

  private static let moves: [Violation] = [
    Violation(
      "review_move_pkey",
      """
      INSERT INTO register.review_move (id, vendor_id, due_on, moved_to_on, moved_on, reason)
      VALUES (1, 1, '2027-04-01', '2027-05-01', '2026-11-22', 'x')
      """),
    move("review_move_vendor_is_known", "99, '2027-04-01', '2027-05-01', '2026-11-22', 'x'"),
    move("review_move_has_a_reason", "2, '2027-04-01', '2027-05-01', '2026-11-22', ' '"),
    move("review_move_days_are_plausible", "2, '1899-12-31', '2027-05-01', '2026-11-22', 'x'"),
    move("review_move_days_are_plausible", "2, '2027-04-01', '2200-01-01', '2026-11-22', 'x'"),
    move("review_move_days_are_plausible", "2, '2027-04-01', '2027-05-01', '2200-01-01', 'x'"),
  ]
}
