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
    ])
}
