extension Violations {
  static let evidence = Violations(
    // Who reads is who acts, so each reader acts: also the login, for tests that name no actor.
    seed: """
      INSERT INTO register.person (name) VALUES ('Reader');
      INSERT INTO register.evidence (vendor_id, kind, number, valid_from_on) VALUES (1, 'iso27001', 'IS 1', '2026-01-01');
      INSERT INTO register.evidence (vendor_id, kind) VALUES (2, 'other');
      INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (1, 1);
      INSERT INTO register.evidence_file (evidence_id, sha256, size_bytes, file_name, media_type, stored)
        VALUES (1, repeat('a', 64), 1, 'a.pdf', 'application/pdf', 'folder');
      SELECT set_config('clause6.actor', 'Reader', true);
      INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (2, '2026-02-01');
      SELECT set_config('clause6.actor', 'test', true);
      """,
    [
      .evidence("evidence_pkey", ["id": "1"]),
      Violation("evidence_vendor_is_known", "INSERT INTO register.evidence (vendor_id, kind) VALUES (99, 'other')"),
      .evidence("evidence_kind_is_known", ["kind": "'handshake'"]),
      .evidence("evidence_texts_are_not_blank", ["issuer": "' '"]),
      .evidence("evidence_texts_are_not_blank", ["number": "''"]),
      .evidence("evidence_texts_are_not_blank", ["scope": "' '"]),
      .evidence(
        "evidence_ends_after_it_starts", ["valid_from_on": "'2026-04-01'", "valid_until_on": "'2026-03-31'"]),
      .evidence("evidence_amount_is_not_negative", ["amount": "-1", "currency": "'JPY'"]),
      .evidence("evidence_amount_has_a_currency", ["amount": "1"]),
      .evidence("evidence_currency_is_known", ["currency": "'yen'"]),
      .evidence("evidence_replaced_is_known", ["replaces_id": "-1"]),
      .evidence("evidence_replaces_what_was_there", ["id": "9", "replaces_id": "9"]),
      .evidence("evidence_days_are_plausible", ["issued_on": "'1899-12-31'"]),
      .evidence("evidence_days_are_plausible", ["valid_from_on": "'2200-01-01'"]),
      .evidence("evidence_days_are_plausible", ["valid_until_on": "'9999-12-31'"]),
      .evidence(
        "evidence_is_registered_once", ["kind": "'iso27001'", "number": "'is 1'", "valid_from_on": "'2026-01-01'"]),
      Violation(
        "evidence_engagement_pkey",
        "INSERT INTO register.evidence_engagement (id, evidence_id, engagement_id) VALUES (1, 1, 1)"),
      Violation(
        "evidence_engagement_evidence_is_known",
        "INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (99, 1)"),
      Violation(
        "evidence_engagement_engagement_is_known",
        "INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (1, 99)"),
      Violation(
        "evidence_engagement_is_named_once",
        "INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (1, 1)"),
      Violation(
        "evidence_reading_pkey",
        "INSERT INTO register.evidence_reading (id, evidence_id, read_on) VALUES (1, 1, '2026-02-01')"),
      Violation(
        "evidence_reading_evidence_is_known",
        "INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (99, '2026-02-01')"),
      Violation("evidence_reading_person_is_known", "DELETE FROM register.person WHERE name = 'Reader'"),
      Violation(
        "evidence_reading_counts_once_a_day",
        """
        INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (1, '2026-02-01'), (1, '2026-02-01')
        """),
      Violation(
        "evidence_reading_day_is_plausible",
        "INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (1, '9999-12-31')"),
      .evidenceFile("evidence_file_pkey", ["id": "1"]),
      .evidenceFile("evidence_file_evidence_is_known", ["evidence_id": "99"]),
      .evidenceFile("evidence_file_is_attached_once", ["sha256": "repeat('a', 64)"]),
      .evidenceFile("evidence_file_sha256_is_sixty_four_digits", ["sha256": "repeat('A', 64)"]),
      .evidenceFile("evidence_file_sha256_is_sixty_four_digits", ["sha256": "repeat('a', 63)"]),
      .evidenceFile("evidence_file_is_not_empty", ["size_bytes": "0"]),
      .evidenceFile("evidence_file_name_is_plain", ["file_name": "'../a.pdf'"]),
      .evidenceFile("evidence_file_name_is_plain", ["file_name": "'..'"]),
      .evidenceFile("evidence_file_name_is_plain", ["file_name": "E'a\\n.pdf'"]),
      .evidenceFile("evidence_file_name_is_plain", ["file_name": "repeat('a', 201)"]),
      .evidenceFile("evidence_file_media_type_is_a_pair", ["media_type": "'pdf'"]),
      .evidenceFile("evidence_file_place_is_known", ["stored": "'drawer'"]),
    ])
}

extension Violation {
  /// Evidence of the first vendor that only the fields given make impossible.
  fileprivate static func evidence(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "evidence", ["vendor_id": "1", "kind": "'other'"], fields)
  }

  fileprivate static func evidenceFile(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(
      constraint, into: "evidence_file",
      [
        "evidence_id": "1", "sha256": "repeat('b', 64)", "size_bytes": "1", "file_name": "'b.pdf'",
        "media_type": "'application/pdf'", "stored": "'folder'",
      ], fields)
  }

  /// A row that is possible but for the fields given.
  static func insert(
    _ constraint: String, into table: String, _ possible: [String: String], _ fields: [String: String]
  ) -> Violation {
    let all = possible.merging(fields) { _, given in given }.sorted { $0.key < $1.key }
    let columns = all.map(\.key).joined(separator: ", ")
    let values = all.map(\.value).joined(separator: ", ")
    return Violation(constraint, "INSERT INTO register.\(table) (\(columns)) VALUES (\(values))")
  }
}
