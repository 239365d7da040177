extension Violations {
  /// The actor of tests asked for the first and the third, of which the third was approved by Suzuki; Kondo for the second.
  static let tierOverrides = Violations(
    seed: """
      INSERT INTO register.person (name) VALUES ('Suzuki'), ('Kondo');
      INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on)
        VALUES (1, 'low', '2026-11-01', '2026-11-01', '2027-03-31');
      SELECT set_config('clause6.actor', 'kondo', true);
      INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on)
        VALUES (1, 'high', '2026-11-01', '2026-11-01', '2027-03-31');
      SELECT set_config('clause6.actor', 'test', true);
      INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on)
        VALUES (1, 'low', '2025-01-01', '2025-01-01', '2025-01-31');
      SELECT set_config('clause6.actor', 'suzuki', true);
      UPDATE register.tier_override SET approved_on = '2025-01-10' WHERE id = 3;
      SELECT set_config('clause6.actor', 'test', true);
      """,
    [
      request("tier_override_pkey", "id, tier, requested_on, starts_on, ends_on", "1, 'low', \(days)"),
      Violation(
        "tier_override_engagement_is_known",
        "INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on) VALUES (99, 'low', \(days))"
      ),
      Violation("tier_override_requester_is_known", "DELETE FROM register.person WHERE name = 'Kondo'"),
      Violation("tier_override_approver_is_known", "DELETE FROM register.person WHERE name = 'Suzuki'"),
      request("tier_override_tier_is_known", "tier, requested_on, starts_on, ends_on", "'huge', \(days)"),
      request("tier_override_has_a_reason", "tier, reason, requested_on, starts_on, ends_on", "'low', ' ', \(days)"),
      change("tier_override_needs_two_people", "approved_on = '2026-11-02' WHERE id = 1"),
      change("tier_override_approval_is_whole", "approved_by = 'Suzuki' WHERE id = 1"),
      change("tier_override_approval_is_whole", "approved_by_id = 1 WHERE id = 1"),
      change("tier_override_is_approved_after_it_is_requested", "approved_on = '2026-10-31' WHERE id = 2"),
      change("tier_override_is_approved_before_it_ends", "approved_on = '2027-04-01' WHERE id = 2"),
      change("tier_override_is_withdrawn_after_it_is_requested", "withdrawn_on = '2026-10-31' WHERE id = 1"),
      change("tier_override_is_withdrawn_after_it_is_requested", "withdrawn_on = '2025-01-09' WHERE id = 3"),
      request(
        "tier_override_ends_after_it_starts", "tier, requested_on, starts_on, ends_on",
        "'low', '2026-11-01', '2026-11-02', '2026-11-01'"),
      request(
        "tier_override_lasts_a_year_at_most", "tier, requested_on, starts_on, ends_on",
        "'low', '2026-11-01', '2026-11-01', '2027-11-03'"),
      request(
        "tier_override_days_are_plausible", "tier, requested_on, starts_on, ends_on",
        "'low', '1899-12-31', '2026-11-01', '2026-11-01'"),
      request(
        "tier_override_days_are_plausible", "tier, requested_on, starts_on, ends_on",
        "'low', '2026-11-01', '2200-01-01', '2200-01-01'"),
      change("tier_override_days_are_plausible", "withdrawn_on = '2200-01-01' WHERE id = 1"),
    ])

  private static let days = "'2026-11-01', '2026-11-01', '2026-12-31'"

  private static func request(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.tier_override (engagement_id, \(columns)) VALUES (1, \(values))")
  }

  private static func change(_ constraint: String, _ change: String) -> Violation {
    Violation(constraint, "UPDATE register.tier_override SET \(change)")
  }
}
