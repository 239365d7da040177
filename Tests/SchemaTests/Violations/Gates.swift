extension Violations {
  static let gates = Violations(
    seed: """
      INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES
        ('gate-terms', 1, 'with the lawyers', '2026-04-01', '2026-04-01', '2026-09-30');
      INSERT INTO register.person (id, name) VALUES (50, 'Approver'), (51, 'Gatekeeper');
      SELECT set_config('clause6.actor', 'Approver', true);
      UPDATE register.waiver SET approved_on = '2026-04-01';
      INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES
        ('gate-contract', 1, 'signed next week', '2026-04-01', '2026-04-01', '2026-09-30');
      SELECT set_config('clause6.actor', 'Gatekeeper', true);
      INSERT INTO register.activation (engagement_id, activated_on, gate) VALUES (1, '2026-04-01', '{}');
      """,
    [
      Violation(
        "waiver_pkey",
        """
        INSERT INTO register.waiver (id, rule, engagement_id, reason, requested_on, starts_on, ends_on)
        VALUES (1, 'gate-terms', 1, 'x', '2026-04-01', '2026-04-01', '2026-04-01')
        """),
      Violation("waiver_engagement_is_known", "UPDATE register.waiver SET engagement_id = 99 WHERE id = 2"),
      Violation("waiver_approver_is_known", "DELETE FROM register.person WHERE id = 50"),
      Violation("waiver_rule_is_known", "UPDATE register.waiver SET rule = 'gate-mood' WHERE id = 2"),
      Violation("waiver_has_a_reason", "UPDATE register.waiver SET reason = ' ' WHERE id = 2"),
      Violation("waiver_ends_after_it_starts", "UPDATE register.waiver SET ends_on = '2026-03-31' WHERE id = 2"),
      Violation("waiver_lasts_a_year_at_most", "UPDATE register.waiver SET ends_on = '2027-04-03' WHERE id = 2"),
      Violation(
        "waiver_is_withdrawn_after_it_was_asked_for",
        "UPDATE register.waiver SET withdrawn_on = '2026-03-31' WHERE id = 2"),
      Violation(
        "waiver_is_approved_after_it_was_asked_for",
        "UPDATE register.waiver SET approved_on = '2026-03-31' WHERE id = 2"),
      Violation("waiver_approval_has_day_and_person", "UPDATE register.waiver SET approved_by_id = 1 WHERE id = 2"),
      Violation("waiver_days_are_plausible", "UPDATE register.waiver SET withdrawn_on = '2200-01-01'"),
      Violation(
        "waiver_days_are_plausible",
        "UPDATE register.waiver SET requested_on = '1899-01-01', starts_on = '1899-01-01', ends_on = '1899-01-02' WHERE id = 2"
      ),
      Violation(
        "activation_pkey",
        "INSERT INTO register.activation (id, engagement_id, activated_on, gate) VALUES (1, 1, '2026-05-01', '{}')"),
      Violation(
        "activation_engagement_is_known",
        "INSERT INTO register.activation (engagement_id, activated_on, gate) VALUES (99, '2026-04-01', '{}')"),
      Violation("activation_person_is_known", "DELETE FROM register.person WHERE id = 51"),
      Violation(
        "activation_is_made_once_a_day",
        "INSERT INTO register.activation (engagement_id, activated_on, gate) VALUES (1, '2026-04-01', '{}')"),
      Violation(
        "activation_day_is_plausible",
        "INSERT INTO register.activation (engagement_id, activated_on, gate) VALUES (1, '2200-01-01', '{}')"),
    ])
}
