extension Violations {
  static let chain = Violations(
    seed: """
      INSERT INTO register.person (name) VALUES ('Consenter'), ('Remover');
      INSERT INTO register.evidence (vendor_id, kind) VALUES (1, 'destruction_certificate');
      INSERT INTO register.incident (vendor_id, title, severity, told_at) VALUES (1, 'lost letter', 'low', '2026-02-01 00:00+00');
      SELECT set_config('clause6.actor', 'Consenter', true);
      INSERT INTO register.subcontractor (vendor_id, name, consent_given_on) VALUES (1, 'Deep Ltd', '2026-02-01');
      SELECT set_config('clause6.actor', 'Remover', true);
      INSERT INTO register.offboarding (vendor_id, ended_on, access_removed_on) VALUES (2, '2026-01-31', '2026-01-31');
      SELECT set_config('clause6.actor', 'test', true);
      """, subcontractors + incidents + offboardings)

  private static let subcontractors: [Violation] = [
    .subcontractor("subcontractor_pkey", ["id": "1"]),
    .subcontractor("subcontractor_vendor_is_known", ["vendor_id": "99"]),
    .subcontractor("subcontractor_parent_is_known", ["vendor_id": "NULL", "parent_id": "99"]),
    .subcontractor("subcontractor_engagement_is_known", ["engagement_id": "99"]),
    .subcontractor("subcontractor_company_is_known", ["subcontractor_vendor_id": "99"]),
    Violation("subcontractor_consent_giver_is_known", "DELETE FROM register.person WHERE name = 'Consenter'"),
    .subcontractor("subcontractor_works_for_one", ["parent_id": "1"]),
    .subcontractor("subcontractor_works_for_one", ["vendor_id": "NULL"]),
    .subcontractor(
      "subcontractor_engagement_is_its_vendors", ["vendor_id": "NULL", "parent_id": "1", "engagement_id": "1"]),
    .subcontractor("subcontractor_name_is_not_blank", ["name": "E'\u{3000} '"]),
    .subcontractor("subcontractor_country_is_known", ["country": "'jp'"]),
    .subcontractor("subcontractor_data_is_known", ["data": "'{gossip}'"]),
    .subcontractor("subcontractor_data_is_known", ["data": "'{}'"]),
    .subcontractor("subcontractor_data_is_known", ["data": "'{none,card}'"]),
    .subcontractor(
      "subcontractor_receives_what_is_handled", ["data": "'{my_number}'", "receives_personal_data": "false"]),
    .subcontractor(
      "subcontractor_flow_down_is_known", ["flow_down": "'perhaps'", "flow_down_checked_on": "'2026-01-01'"]),
    .subcontractor("subcontractor_flow_down_was_checked", ["flow_down": "'yes'"]),
    .subcontractor("subcontractor_flow_down_was_checked", ["flow_down_checked_on": "'2026-01-01'"]),
    .subcontractor("subcontractor_ends_after_it_starts", ["from_on": "'2026-04-01'", "until_on": "'2026-03-31'"]),
    .subcontractor("subcontractor_days_are_plausible", ["consent_given_on": "'1899-12-31'"]),
    .subcontractor(
      "subcontractor_days_are_plausible", ["flow_down": "'no'", "flow_down_checked_on": "'2200-01-01'"]),
    .subcontractor("subcontractor_days_are_plausible", ["from_on": "'1899-12-31'"]),
    .subcontractor("subcontractor_days_are_plausible", ["until_on": "'9999-12-31'"]),
    .subcontractor("subcontractor_is_registered_once", ["name": "'ＤＥＥＰ ltd'"]),
  ]

  private static let incidents: [Violation] = [
    .incident("incident_pkey", ["id": "1"]),
    .incident("incident_vendor_is_known", ["vendor_id": "99"]),
    .incident("incident_engagement_is_known", ["engagement_id": "99"]),
    .incident("incident_title_is_not_blank", ["title": "' '"]),
    .incident("incident_severity_is_known", ["severity": "'awful'"]),
    .incident("incident_has_an_instant", ["told_at": "NULL"]),
    .incident("incident_is_noticed_after_it_occurred", ["occurred_at": at("01 10:00"), "noticed_at": at("01 09:59")]),
    .incident("incident_is_told_after_it_was_noticed", ["noticed_at": at("03 00:01")]),
    .incident("incident_is_told_after_it_was_noticed", ["occurred_at": at("03 00:01")]),
    .incident("incident_limit_is_in_hours", ["contract_limit_hours": "0"]),
    .incident("incident_limit_is_in_hours", ["contract_limit_hours": "8785"]),
    .incident("incident_duty_is_named", ["our_duty_due_at": at("04 00:00")]),
    .incident("incident_duty_is_named", ["our_duty_done_at": at("04 00:00")]),
    .incident("incident_duty_is_named", ["our_duty": "' '"]),
    .incident("incident_data_subjects_are_not_negative", ["data_subjects": "-1"]),
    .incident("incident_closes_with_cause_and_prevention", ["closed_on": "'2026-02-09'", "cause": "'haste'"]),
    .incident("incident_closes_with_cause_and_prevention", ["closed_on": "'2026-02-09'", "prevention": "'calm'"]),
    .incident("incident_closes_after_our_duty", closed(["our_duty": "'report'"])),
    .incident("incident_closes_after_it_occurred", closed(["closed_on": "'2026-02-01'"])),
    .incident("incident_days_are_plausible", ["told_at": "'2200-01-01 00:00+00'"]),
    .incident("incident_days_are_plausible", ["occurred_at": "'1899-12-31 00:00+00'"]),
    .incident("incident_days_are_plausible", ["noticed_at": "'1899-12-31 00:00+00'"]),
    .incident("incident_days_are_plausible", ["our_duty": "'x'", "our_duty_due_at": "'2200-01-01 00:00+00'"]),
    .incident("incident_days_are_plausible", ["our_duty": "'x'", "our_duty_done_at": "'2200-01-01 00:00+00'"]),
    .incident("incident_days_are_plausible", closed(["closed_on": "'9999-12-31'"])),
  ]

  private static let offboardings: [Violation] = [
    .offboarding("offboarding_pkey", ["id": "1"]),
    .offboarding("offboarding_vendor_is_known", ["vendor_id": "99"]),
    .offboarding("offboarding_engagement_is_known", ["engagement_id": "99"]),
    .offboarding("offboarding_proof_is_known", ["proof_id": "99"]),
    Violation("offboarding_access_remover_is_known", "DELETE FROM register.person WHERE name = 'Remover'"),
    .offboarding("offboarding_data_is_known", ["data": "'sold'", "data_done_on": "'2026-02-01'"]),
    .offboarding("offboarding_data_has_a_day", ["data": "'returned'"]),
    .offboarding("offboarding_data_has_a_day", ["data_done_on": "'2026-02-01'"]),
    .offboarding("offboarding_none_held_is_explained", ["data": "'none_held'", "data_done_on": "'2026-02-01'"]),
    .offboarding(
      "offboarding_secrecy_is_one_of_two", ["secrecy_open_ended": "true", "secrecy_until_on": "'2029-01-31'"]),
    .offboarding("offboarding_closes_after_the_end", settled(["closed_on": "'2026-02-27'"])),
    .offboarding("offboarding_closes_after_the_end", settled(["data_done_on": "'2026-03-02'"])),
    .offboarding("offboarding_closes_after_the_end", settled(["access_removed_on": "'2026-03-02'"])),
    .offboarding("offboarding_closes_with_data", settled(["data": "NULL", "data_done_on": "NULL", "proof_id": "3"])),
    .offboarding("offboarding_closes_with_proof", settled(["data": "'destroyed'"])),
    .offboarding("offboarding_closes_without_access", settled(["access_removed_on": "NULL"])),
    .offboarding("offboarding_days_are_plausible", ["ended_on": "'9999-12-31'"]),
    .offboarding("offboarding_days_are_plausible", ["data_due_on": "'9999-12-31'"]),
    .offboarding("offboarding_days_are_plausible", ["data": "'returned'", "data_done_on": "'1899-12-31'"]),
    .offboarding("offboarding_days_are_plausible", ["access_removed_on": "'1899-12-31'"]),
    .offboarding("offboarding_days_are_plausible", ["secrecy_until_on": "'9999-12-31'"]),
    .offboarding("offboarding_days_are_plausible", settled(["closed_on": "'9999-12-31'"])),
    .offboarding("offboarding_is_started_once", ["vendor_id": "2"]),
  ]

  /// An instant of February 2026.
  private static func at(_ text: String) -> String { "'2026-02-\(text)+00'" }

  private static func closed(_ fields: [String: String]) -> [String: String] {
    ["closed_on": "'2026-02-09'", "cause": "'haste'", "prevention": "'calm'"].merging(fields) { _, given in given }
  }

  private static func settled(_ fields: [String: String]) -> [String: String] {
    [
      "closed_on": "'2026-03-01'", "data": "'none_held'", "data_done_on": "'2026-02-28'", "note": "'they only clean'",
      "access_removed_on": "'2026-02-28'",
    ].merging(fields) { _, given in given }
  }
}

extension Violation {
  fileprivate static func subcontractor(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "subcontractor", ["vendor_id": "1", "name": "'Shallow'"], fields)
  }

  fileprivate static func incident(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(
      constraint, into: "incident",
      ["vendor_id": "1", "title": "'fire'", "severity": "'high'", "told_at": "'2026-02-03 00:00+00'"], fields)
  }

  fileprivate static func offboarding(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "offboarding", ["vendor_id": "1", "ended_on": "'2026-02-28'"], fields)
  }
}
