extension Violations {
  static let gates = Violations(
    seed: """
      INSERT INTO register.person (id, name) VALUES (50, 'Approver'), (51, 'Gatekeeper'), (52, 'Requester');
      SELECT set_config('clause6.actor', 'Requester', true);
      INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES
        ('gate-terms', 1, 'with the lawyers', '2026-04-01', '2026-04-01', '2026-09-30');
      SELECT set_config('clause6.actor', 'Approver', true);
      UPDATE register.waiver SET approved_on = '2026-04-01';
      SELECT set_config('clause6.actor', 'Requester', true);
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
      Violation(
        "waiver_engagement_is_known",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-terms', 99, 'x', '2026-04-01', '2026-04-01', '2026-04-02')"
      ),
      Violation("waiver_approver_is_known", "DELETE FROM register.person WHERE id = 50"),
      Violation("waiver_requester_is_known", "DELETE FROM register.person WHERE id = 52"),
      Violation(
        "waiver_takes_two_people",
        "ALTER TABLE register.waiver DISABLE TRIGGER waiver_takes_two; UPDATE register.waiver SET approved_on = '2026-04-01', approved_by_id = requested_by_id WHERE id = 2"
      ),
      Violation(
        "waiver_gate_is_of_an_engagement",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-mood', 1, 'x', '2026-04-01', '2026-04-01', '2026-04-02')"
      ),
      Violation(
        "waiver_has_a_reason",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-terms', 1, ' ', '2026-04-01', '2026-04-01', '2026-04-02')"
      ),
      Violation(
        "waiver_ends_after_it_starts",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-terms', 1, 'x', '2026-04-01', '2026-04-01', '2026-03-31')"
      ),
      Violation(
        "waiver_lasts_a_year_at_most",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-terms', 1, 'x', '2026-04-01', '2026-04-01', '2027-04-02')"
      ),
      Violation(
        "waiver_is_withdrawn_after_it_was_asked_for",
        "UPDATE register.waiver SET withdrawn_on = '2026-03-31' WHERE id = 2"),
      Violation(
        "waiver_is_approved_after_it_was_asked_for",
        "UPDATE register.waiver SET approved_on = '2026-03-31' WHERE id = 2"),
      Violation("waiver_approval_has_day_and_person", "UPDATE register.waiver SET approved_by_id = 1 WHERE id = 2"),
      Violation("waiver_days_are_plausible", "UPDATE register.waiver SET withdrawn_on = '2200-01-01' WHERE id = 2"),
      Violation(
        "waiver_days_are_plausible",
        "INSERT INTO register.waiver (rule, engagement_id, reason, requested_on, starts_on, ends_on) VALUES ('gate-terms', 1, 'x', '1899-01-01', '1899-01-01', '1899-01-02')"
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
