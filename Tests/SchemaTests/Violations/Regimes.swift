extension Violations {
  static let regimes = Violations(
    seed: """
      INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('iso27001-a5', '2026-01-01', true);
      """,
    [
      Violation(
        "regime_choice_pkey",
        "INSERT INTO register.regime_choice (id, regime_key, from_on, followed) VALUES (1, 'jal-6', '2026-01-01', true)"
      ),
      Violation(
        "regime_choice_is_made_once_a_day",
        "INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('iso27001-a5', '2026-01-01', false)"
      ),
      Violation(
        "regime_choice_day_is_plausible",
        "INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('jal-6', '9999-12-31', true)"),
    ])

  /// The tables of the catalogue, which migrations alone fill.
  static let catalogue: [Violation] = [
    Violation(
      "catalogue_pkey", "INSERT INTO register.catalogue (id, version, published_on) VALUES (1, 'x', '2030-01-01')"),
    Violation(
      "catalogue_version_is_free",
      "INSERT INTO register.catalogue (version, published_on) VALUES ('2026-11-22', '2030-01-01')"),
    Violation(
      "catalogue_day_is_free", "INSERT INTO register.catalogue (version, published_on) VALUES ('x', '2026-11-22')"),
    Violation(
      "catalogue_version_is_not_blank",
      "INSERT INTO register.catalogue (version, published_on) VALUES (' ', '2030-01-01')"),
    Violation(
      "catalogue_day_is_plausible", "INSERT INTO register.catalogue (version, published_on) VALUES ('x', '2200-01-01')"),
    regime("regime_pkey", "id = 1"),
    regime("regime_catalogue_is_known", "catalogue_id = 99"),
    regime("regime_key_is_free", "key = 'jal-6'"),
    regime("regime_position_is_free", "position = 1"),
    regime("regime_key_is_one_word", "key = 'JAL 6'"),
    regime("regime_jurisdiction_is_a_code", "jurisdiction = 'Japan'"),
    regime("regime_verification_is_known", "verification = 'hearsay'"),
    regime("regime_interval_is_in_months", "review_interval_months = 0"),
    regime("regime_interval_is_in_months", "review_interval_months = 121"),
    regime("regime_basis_is_known", "review_basis = 'whim'"),
    requirement("requirement_pkey", "id = 1"),
    requirement("requirement_regime_is_known", "regime_id = 99"),
    requirement("requirement_condition_is_known", "condition_key = 'sometimes'"),
    requirement("requirement_ref_is_free", "ref = '6-c1'"),
    requirement("requirement_position_is_free", "position = 1"),
    requirement("requirement_strength_is_known", "strength = 'nice'"),
    Violation(
      "requirement_term_pkey",
      "INSERT INTO register.requirement_term (id, requirement_id, term_key) VALUES (1, 1, 'training')"),
    Violation(
      "requirement_term_requirement_is_known",
      "INSERT INTO register.requirement_term (requirement_id, term_key) VALUES (9999, 'training')"),
    Violation(
      "requirement_term_key_is_known",
      "INSERT INTO register.requirement_term (requirement_id, term_key) VALUES (1, 'kindness')"),
    Violation(
      "requirement_term_is_named_once",
      "INSERT INTO register.requirement_term (requirement_id, term_key) VALUES (1, 'confidentiality')"),
    obligation("obligation_pkey", "id = 1"),
    obligation("obligation_regime_is_known", "regime_id = 99"),
    obligation("obligation_is_named_once", "ref = '6-s1'"),
    obligation("obligation_kind_is_known", "kind = 'other'"),
  ]

  private static func regime(_ constraint: String, _ change: String) -> Violation {
    copy(constraint, of: "regime", to: "key = 'new', position = 99", change)
  }

  private static func requirement(_ constraint: String, _ change: String) -> Violation {
    copy(constraint, of: "requirement", to: "ref = 'new', position = 99", change)
  }

  private static func obligation(_ constraint: String, _ change: String) -> Violation {
    copy(constraint, of: "obligation", to: "ref = 'new'", change)
  }

  /// A copy of a table's first row that could be added but for one change.
  private static func copy(_ constraint: String, of table: String, to free: String, _ change: String) -> Violation {
    Violation(
      constraint,
      """
      CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT * FROM register.\(table) ORDER BY id LIMIT 1;
      UPDATE pg_temp.copied SET id = 9999, \(free); UPDATE pg_temp.copied SET \(change);
      INSERT INTO register.\(table) SELECT * FROM pg_temp.copied
      """)
  }
}
