extension AuditTests {
  /// Of the register of information; what they refer to is in the seed of ``Violations/dora``.
  static let doraChanges: [String: (insert: String, update: String?, delete: String?)] = [
    "dora_entity": (
      """
      (lei, name, country, kind, place_in_group, added_on)
      VALUES ('TSUBAMEDEMO000901017', 'Systems', 'IE', 'insurer', 'subsidiary', '2025-01-17')
      """, "authority = 'CBI' WHERE id = 1", "WHERE lei = 'TSUBAMEDEMO000901017'"
    ),
    "dora_branch": (
      "(entity_id, code, name, country) VALUES (1, 'LYO', 'Lyon', 'FR')", "name = 'Paris' WHERE id = 1",
      "WHERE code = 'LYO'"
    ),
    "dora_function": (
      "(entity_id, code, name) VALUES (1, 'F90', 'Reports')", "impact = 'low' WHERE id = 1", "WHERE code = 'F90'"
    ),
    "dora_provider": (
      "(vendor_id, person) VALUES (2, 'individual')", "code_kind = 'vat', code = 'IE1' WHERE id = 1",
      "WHERE vendor_id = 2"
    ),
    "dora_contract": (
      "(contract_id) VALUES (2)", "our_notice_days = 31 WHERE id = 1", "WHERE contract_id = 2"
    ),
    "dora_signature": (
      "(contract_id, entity_id) VALUES (2, 1)", "entity_id = 2 WHERE id = 1", "WHERE contract_id = 2"
    ),
    "dora_link": (
      "(contract_id, behind_id) VALUES (2, 1)", nil, "WHERE contract_id = 2"
    ),
    "dora_service": (
      "(contract_id, engagement_id, kind) VALUES (2, 1, 'telecom')", "exit_plan = true WHERE id = 1",
      "WHERE kind = 'telecom'"
    ),
    "dora_use": (
      "(service_id, entity_id, function_id) VALUES (1, 2, 2)", "reliance = 'full' WHERE id = 1", "WHERE entity_id = 2"
    ),
    "dora_definition": (
      "(word, meaning) VALUES ('service.low', 'Nobody sees it')", "meaning = 'Much' WHERE id = 1",
      "WHERE word = 'service.low'"
    ),
  ]
}
