extension Violations {
  static let engagements = Violations(
    seed: """
      INSERT INTO register.engagement (vendor_id, title) VALUES (1, 'payroll');
      """,
    [
      Violation("engagement_pkey", "INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'hosting')"),
      Violation(
        "engagement_vendor_is_known", "INSERT INTO register.engagement (vendor_id, title) VALUES (99, 'hosting')"),
      Violation(
        "engagement_owner_is_known",
        "INSERT INTO register.engagement (vendor_id, title, owner_id) VALUES (1, 'hosting', 99)"
      ),
      Violation("engagement_title_is_free", "INSERT INTO register.engagement (vendor_id, title) VALUES (1, 'payroll')"),
      Violation("engagement_title_is_not_blank", "INSERT INTO register.engagement (vendor_id, title) VALUES (1, ' ')"),
      Violation(
        "engagement_tier_is_known",
        "INSERT INTO register.engagement (vendor_id, title, tier) VALUES (1, 'hosting', 'huge')"),
      Violation(
        "engagement_ends_after_it_starts",
        "INSERT INTO register.engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'x', '2026-04-01', '2026-03-31')"
      ),
      Violation(
        "engagement_criticality_has_a_reason",
        "INSERT INTO register.engagement (vendor_id, title, critical) VALUES (1, 'hosting', false)"),
      Violation(
        "engagement_criticality_has_a_reason",
        "INSERT INTO register.engagement (vendor_id, title, critical, critical_why) VALUES (1, 'hosting', true, ' ')"),
      Violation("engagement_public_purpose_is_not_blank", "UPDATE register.engagement SET public_purpose = ' '"),
      Violation(
        "engagement_public_purpose_is_not_blank",
        "UPDATE register.engagement SET public_purpose = 'x', public_purpose_ja = ''"),
      Violation(
        "engagement_public_fields_are_known",
        "UPDATE register.engagement SET public_purpose = 'x', public_fields = '{country,owner}'"),
      Violation("engagement_is_public_by_its_purpose", "UPDATE register.engagement SET public_fields = '{since}'"),
      Violation("engagement_is_public_by_its_purpose", "UPDATE register.engagement SET public_purpose_ja = 'x'"),
      Violation("engagement_people_are_counted", "UPDATE register.engagement SET data_subjects = -1"),
      Violation("engagement_people_are_counted", "UPDATE register.engagement SET data_subjects = 10000000001"),
      Violation("engagement_access_is_known", "UPDATE register.engagement SET access = 'telepathy'"),
      Violation("engagement_days_are_plausible", "UPDATE register.engagement SET starts_on = '1899-12-31'"),
      Violation("engagement_days_are_plausible", "UPDATE register.engagement SET ends_on = '2200-01-01'"),
    ])
}
