extension Violations {
  /// A finding that Approver assigned, a waiver of it that Requester asked for, and one setting.
  static let findings = Violations(
    seed: """
      INSERT INTO register.rule_revision (rule, version, sha256, title, subject, params, source)
        VALUES ('found', 1, '', '', 'contract', '{}', '');
      INSERT INTO register.check_run (as_of, actor, reason) VALUES ('2026-04-01', 'x', 'x');
      INSERT INTO register.check_rule (check_run_id, rule_revision_id, opened, changed, reopened, resolved, open)
        VALUES (1, 1, 1, 0, 0, 0, 1);
      INSERT INTO register.finding (rule, subject, subject_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id)
        VALUES ('found', 'contract', 1, 'high', 'x', 1, 1, 1);
      SELECT set_config('clause6.actor', 'Approver', true);
      INSERT INTO register.finding_act (finding_id, what, assignee_id, text, acted_on) VALUES (1, 'assigned', 51, 'knows them', '2026-04-01');
      SELECT set_config('clause6.actor', 'Requester', true);
      INSERT INTO register.waiver (rule, finding_id, reason, requested_on, starts_on, ends_on)
        VALUES ('', 1, 'with the lawyers', '2026-04-01', '2026-04-01', '2026-09-30');
      INSERT INTO register.rule_setting (rule, name, value) VALUES ('found', 'severity', 'low');
      """,
    acts + settings + waivers)

  private static func act(_ constraint: String, _ values: String) -> Violation {
    Violation(
      constraint,
      "INSERT INTO register.finding_act (id, finding_id, what, assignee_id, text, acted_on) VALUES (\(values)); SET CONSTRAINTS ALL IMMEDIATE"
    )
  }

  private static let acts = [
    act("finding_act_pkey", "1, 1, 'commented', NULL, 'x', '2026-04-01'"),
    act("finding_act_finding_is_known", "9, 99, 'commented', NULL, 'x', '2026-04-01'"),
    act("finding_act_assignee_is_known", "9, 1, 'assigned', 99, 'x', '2026-04-01'"),
    act("finding_act_is_known", "9, 1, 'forgotten', NULL, 'x', '2026-04-01'"),
    act("finding_act_assigns_alone", "9, 1, 'commented', 51, 'x', '2026-04-01'"),
    act("finding_act_says_something", "9, 1, 'commented', NULL, ' ', '2026-04-01'"),
    act("finding_act_day_is_plausible", "9, 1, 'commented', NULL, 'x', '2200-01-01'"),
    Violation(
      "finding_act_person_is_known",
      """
      ALTER TABLE register.finding_act DISABLE TRIGGER finding_act_is_by_who_acts;
      INSERT INTO register.finding_act (finding_id, what, text, acted_on, acted_by, acted_by_id) VALUES (1, 'commented', 'x', '2026-04-01', 'x', 99);
      SET CONSTRAINTS ALL IMMEDIATE
      """),
  ]

  private static func setting(_ constraint: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.rule_setting (id, rule, tier, name, value) VALUES (\(values))")
  }

  private static let settings = [
    setting("rule_setting_pkey", "1, 'sample', NULL, 'days', '3'"),
    setting("rule_setting_rule_is_a_name", "9, 'Sample', NULL, 'days', '3'"),
    setting("rule_setting_tier_is_known", "9, 'sample', 'huge', 'days', '3'"),
    setting("rule_setting_name_is_a_name", "9, 'sample', NULL, 'Days', '3'"),
    setting("rule_setting_severity_is_known", "9, 'sample', 'low', 'severity', 'huge'"),
    setting("rule_setting_status_is_known", "9, 'sample', NULL, 'status', 'asleep'"),
    setting("rule_setting_status_is_known", "9, 'sample', 'low', 'status', 'draft'"),
    setting("rule_setting_waiver_is_a_year_at_most", "9, 'sample', NULL, 'waiver_days', '367'"),
    setting("rule_setting_waiver_is_a_year_at_most", "9, NULL, 'low', 'waiver_days', '30'"),
    setting("rule_setting_for_all_is_of_waivers", "9, NULL, NULL, 'severity', 'low'"),
    setting("rule_setting_is_set_once", "9, 'found', NULL, 'severity', 'high'"),
  ]

  private static func waiver(_ constraint: String, _ change: String) -> Violation {
    Violation(
      constraint,
      "ALTER TABLE register.waiver DISABLE TRIGGER waiver_takes_two; UPDATE register.waiver SET \(change) WHERE finding_id IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE"
    )
  }

  private static let waivers = [
    waiver("waiver_rule_is_a_name", "rule = 'Sample'"),
    waiver("waiver_is_for_one_thing", "vendor_id = 1"),
    waiver("waiver_gate_is_of_an_engagement", "rule = 'gate-terms'"),
    waiver("waiver_vendor_is_known", "finding_id = NULL, vendor_id = 99"),
    waiver("waiver_finding_is_known", "finding_id = 99"),
    waiver("waiver_rejecter_is_known", "rejected_on = '2026-04-02', rejected_by_id = 99"),
    waiver("waiver_rejection_has_day_and_person", "rejected_on = '2026-04-02'"),
    waiver("waiver_is_rejected_by_another", "rejected_on = '2026-04-02', rejected_by_id = requested_by_id"),
    waiver("waiver_is_rejected_after_it_was_asked_for", "rejected_on = '2026-03-31', rejected_by_id = 50"),
    waiver(
      "waiver_is_approved_or_rejected",
      "approved_on = '2026-04-02', approved_by_id = 50, rejected_on = '2026-04-02', rejected_by_id = 50"),
    waiver("waiver_rejection_is_plausible", "rejected_on = '2200-01-01', rejected_by_id = 50"),
  ]
}
