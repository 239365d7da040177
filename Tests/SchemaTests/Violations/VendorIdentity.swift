extension Violations {
  static let vendorIdentity = Violations(
    seed: """
      INSERT INTO register.person (name) VALUES ('Decider');
      INSERT INTO register.vendor (code, name) VALUES ('T-3', 'Dove'), ('T-4', 'Elm');
      INSERT INTO register.vendor_identifier (vendor_id, scheme, value) VALUES (1, 'abn', '51824753556');
      SELECT set_config('clause6.actor', 'Decider', true);
      INSERT INTO register.vendor_distinct (vendor_id, other_id) VALUES (1, 2);
      SELECT set_config('clause6.actor', 'test', true);
      """,
    identifiers + decisions + mergers)

  private static func identifier(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.vendor_identifier (vendor_id, \(columns)) VALUES (\(values))")
  }

  private static let identifiers = [
    identifier("vendor_identifier_pkey", "id, scheme, value", "2, 1, 'abn', '51824753556'"),
    identifier("vendor_identifier_vendor_is_known", "scheme, value", "99, 'abn', '51824753556'"),
    identifier("vendor_identifier_is_recorded_once", "scheme, value", "1, 'abn', '51824753556'"),
    identifier("vendor_identifier_scheme_is_known", "scheme, value", "1, 'siren', '552100554'"),
    identifier("vendor_identifier_lei_is_right", "scheme, value", "1, 'lei', '5299CLAUSE6TSUBAME78'"),
    identifier("vendor_identifier_lei_is_right", "scheme, value", "1, 'lei', '00000000000000000000'"),
    identifier(
      "vendor_identifier_corporate_number_is_right", "scheme, value", "1, 'jp_corporate_number', '8234567890123'"),
    identifier("vendor_identifier_eu_vat_is_right", "scheme, value", "1, 'eu_vat', 'ATU12345676'"),
    identifier("vendor_identifier_eu_vat_is_right", "scheme, value", "1, 'eu_vat', 'US123456789'"),
    identifier("vendor_identifier_duns_is_right", "scheme, value", "1, 'duns', '12345678'"),
    identifier("vendor_identifier_abn_is_right", "scheme, value", "2, 'abn', '51824753557'"),
    identifier(
      "vendor_identifier_ends_after_it_starts", "scheme, value, from_on, until_on",
      "1, 'duns', '123456789', '2026-04-01', '2026-03-31'"),
    identifier(
      "vendor_identifier_days_are_plausible", "scheme, value, from_on", "1, 'duns', '123456789', '1899-12-31'"),
    identifier(
      "vendor_identifier_days_are_plausible", "scheme, value, until_on", "1, 'duns', '123456789', '2200-01-01'"),
  ]

  private static func decision(_ constraint: String, _ columns: String, _ values: String) -> Violation {
    Violation(constraint, "INSERT INTO register.vendor_distinct (\(columns)) VALUES (\(values))")
  }

  private static let decisions = [
    decision("vendor_distinct_pkey", "id, vendor_id, other_id", "1, 1, 3"),
    decision("vendor_distinct_vendor_is_known", "vendor_id, other_id", "-1, 2"),
    decision("vendor_distinct_other_is_known", "vendor_id, other_id", "1, 99"),
    Violation("vendor_distinct_decider_is_known", "DELETE FROM register.person WHERE name = 'Decider'"),
    decision("vendor_distinct_is_decided_once", "vendor_id, other_id", "1, 2"),
    decision("vendor_distinct_is_in_order", "vendor_id, other_id", "2, 1"),
    decision("vendor_distinct_is_in_order", "vendor_id, other_id", "2, 2"),
  ]

  private static func merger(_ constraint: String, _ change: String) -> Violation {
    Violation(constraint, "UPDATE register.vendor SET \(change) WHERE id = 2")
  }

  private static let mergers = [
    merger("vendor_successor_is_known", "merged_into_id = 99, merged_on = '2026-04-01'"),
    merger("vendor_is_not_merged_into_itself", "merged_into_id = 2, merged_on = '2026-04-01'"),
    merger("vendor_merger_has_a_day", "merged_into_id = 1"),
    merger("vendor_merger_has_a_day", "merged_on = '2026-04-01'"),
    merger("vendor_merger_day_is_plausible", "merged_into_id = 1, merged_on = '2200-01-01'"),
  ]
}
