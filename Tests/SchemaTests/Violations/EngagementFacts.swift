extension Violations {
  static let engagementFacts = Violations(
    seed: """
      INSERT INTO register.engagement_data (engagement_id, data_class) VALUES (1, 'personal');
      INSERT INTO register.engagement_place (engagement_id, country, what) VALUES (1, 'JP', 'storage');
      INSERT INTO register.engagement_condition (engagement_id, condition_key) VALUES (1, 'personal_data_jp');
      """,
    data + places + conditions)

  private static func data(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.engagement_data (\(columns)) VALUES (\(values))")
  }

  private static let data = [
    data("engagement_data_pkey", "id, engagement_id, data_class", "1, 1, 'card'"),
    data("engagement_data_engagement_is_known", "engagement_id, data_class", "99, 'card'"),
    data("engagement_data_is_named_once", "engagement_id, data_class", "1, 'personal'"),
    data("engagement_data_class_is_known", "engagement_id, data_class", "1, 'gossip'"),
  ]

  private static func place(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.engagement_place (\(columns)) VALUES (\(values))")
  }

  private static let places = [
    place("engagement_place_pkey", "id, engagement_id, country, what", "1, 1, 'AU', 'storage'"),
    place("engagement_place_engagement_is_known", "engagement_id, country, what", "99, 'AU', 'storage'"),
    place("engagement_place_is_named_once", "engagement_id, country, what", "1, 'JP', 'storage'"),
    place("engagement_place_country_is_known", "engagement_id, country, what", "1, 'Japan', 'storage'"),
    place("engagement_place_what_is_known", "engagement_id, country, what", "1, 'AU', 'holiday'"),
  ]

  private static func condition(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.engagement_condition (\(columns)) VALUES (\(values))")
  }

  private static let conditions = [
    condition("engagement_condition_pkey", "id, engagement_id, condition_key", "1, 1, 'nis2_scope'"),
    condition("engagement_condition_engagement_is_known", "engagement_id, condition_key", "99, 'nis2_scope'"),
    condition("engagement_condition_key_is_known", "engagement_id, condition_key", "1, 'full_moon'"),
    condition("engagement_condition_is_not_always", "engagement_id, condition_key", "1, 'always'"),
    condition(
      "engagement_condition_ends_after_it_starts", "engagement_id, condition_key, from_on, until_on",
      "1, 'nis2_scope', '2026-04-01', '2026-03-31'"),
    condition(
      "engagement_condition_days_are_plausible", "engagement_id, condition_key, from_on",
      "1, 'nis2_scope', '1899-12-31'"
    ),
    condition(
      "engagement_condition_days_are_plausible", "engagement_id, condition_key, until_on",
      "1, 'nis2_scope', '2200-01-01'"),
    // From the start twice, though no day is given.
    condition("engagement_condition_is_stated_once_a_day", "engagement_id, condition_key", "1, 'personal_data_jp'"),
  ]
}
