extension Violations {
  static let links = Violations(
    seed: """
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1);
      INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 1);
      INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'confidentiality', 'present');
      """,
    [
      Violation(
        "contract_vendor_pkey",
        "INSERT INTO register.contract_vendor (id, contract_id, vendor_id, position) VALUES (1, 1, 2, 2)"),
      Violation(
        "contract_vendor_contract_is_known",
        "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (99, 1, 1)"),
      Violation("contract_vendor_contract_is_known", "DELETE FROM register.contract WHERE id = 1"),
      Violation(
        "contract_vendor_vendor_is_known",
        "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 99, 1)"),
      Violation(
        "contract_vendor_is_named_once",
        "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 2)"),
      Violation(
        "contract_vendor_position_counts_from_one",
        "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 2, 0)"),
      Violation(
        "engagement_contract_pkey",
        "INSERT INTO register.engagement_contract (id, engagement_id, contract_id) VALUES (1, 1, 2)"),
      Violation(
        "engagement_contract_engagement_is_known",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (99, 1)"),
      Violation(
        "engagement_contract_contract_is_known",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 99)"),
      Violation(
        "engagement_contract_is_named_once",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 1)"),
      Violation(
        "engagement_contract_ends_after_it_starts",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on, until_on) VALUES (1, 1, '2026-04-01', '2026-03-31')"
      ),
      Violation(
        "engagement_contract_days_are_plausible",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on) VALUES (1, 1, '1899-12-31')"),
      Violation(
        "engagement_contract_days_are_plausible",
        "INSERT INTO register.engagement_contract (engagement_id, contract_id, until_on) VALUES (1, 2, '2200-01-01')"),
      Violation(
        "term_pkey",
        "INSERT INTO register.term (id, contract_id, term_key, status) VALUES (1, 1, 'training', 'present')"),
      Violation(
        "term_contract_is_known",
        "INSERT INTO register.term (contract_id, term_key, status) VALUES (99, 'training', 'present')"),
      Violation(
        "term_key_is_known",
        "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'kindness', 'present')"
      ),
      Violation(
        "term_status_is_known",
        "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'training', 'good')"
      ),
      // From the start twice, though no day is given.
      Violation(
        "term_is_settled_once_a_day",
        "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'confidentiality', 'weak')"),
      .term("term_checker_is_known", "training", ["checked_by_id": "99", "checked_on": "'2026-04-01'"]),
      .term("term_checker_has_a_day", "training", ["checked_by_id": "1"]),
      .term("term_page_is_not_blank", "training", ["page": "' '"]),
      .term("term_days_are_plausible", "training", ["from_on": "'1899-12-31'"]),
      .term("term_days_are_plausible", "training", ["checked_on": "'2200-01-01'"]),
      // A figure without unit, and one in another unit than the term's.
      .term("term_figure_can_be_counted", "training", ["figure": "1"]),
      .term("term_figure_can_be_counted", "training", ["figure_unit": "'times_a_year'"]),
      .term("term_figure_is_in_its_unit", "training", ["figure": "1", "figure_unit": "'hours'"]),
      .term("term_figure_is_in_its_unit", "ownership", ["figure": "1", "figure_unit": "'hours'"]),
      .term("term_figure_is_plausible", "training", ["figure": "-1", "figure_unit": "'times_a_year'"]),
      .term("term_figure_is_plausible", "training", ["figure": "10001", "figure_unit": "'times_a_year'"]),
      .term("term_figure_is_plausible", "training", ["figure": "'infinity'", "figure_unit": "'times_a_year'"]),
      .term("term_figure_is_plausible", "training", ["figure": "'NaN'", "figure_unit": "'times_a_year'"]),
      .term("term_figure_is_in_whole_months", "exit_transition", ["figure": "1.5", "figure_unit": "'months'"]),
      .term(
        "term_figure_stands_in_the_paper", "training",
        ["status": "'missing'", "figure": "1", "figure_unit": "'times_a_year'"]),
    ])
}
