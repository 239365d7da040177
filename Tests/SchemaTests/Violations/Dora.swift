extension Violations {
  /// The second entity is the parent of the first; one service is used by the first itself and by its branch.
  static let dora = Violations(
    seed: """
      INSERT INTO register.dora_entity (lei, name, country, kind, place_in_group, parent_id, added_on) VALUES
        ('TSUBAMEDEMO000900338', 'Tsubame Pay', 'IE', 'payment_institution', 'subsidiary', 2, '2025-01-17'),
        ('TSUBAMEDEMO000900241', 'Tsubame, KK', 'JP', 'other_non_financial', 'ultimate_parent', NULL, '2025-01-17');
      INSERT INTO register.dora_branch (entity_id, code, name, country) VALUES (1, 'PAR', 'Paris', 'FR');
      INSERT INTO register.dora_function (entity_id, code, name) VALUES (1, 'F1', 'payments'), (2, 'F1', 'payroll');
      INSERT INTO register.dora_provider (vendor_id, person) VALUES (1, 'legal');
      INSERT INTO register.dora_contract (contract_id) VALUES (1);
      INSERT INTO register.dora_signature (contract_id, entity_id) VALUES (1, 1);
      INSERT INTO register.dora_link (contract_id, behind_id) VALUES (1, 2);
      INSERT INTO register.dora_service (contract_id, engagement_id, kind) VALUES (1, 1, 'saas');
      INSERT INTO register.dora_use (service_id, entity_id, function_id, branch_id)
        VALUES (1, 1, 1, NULL), (1, 1, 1, 1);
      INSERT INTO register.dora_definition (word, meaning) VALUES ('sensitiveness.high', 'secret');
      """,
    entities + branches + functions + providers + papers + services + uses + definitions)

  private static let entities: [Violation] = [
    .entity("dora_entity_pkey", ["id": "1"]),
    // Other check digits, and small letters.
    .entity("dora_entity_lei_is_right", ["lei": "'TSUBAMEDEMO000000955'"]),
    .entity("dora_entity_lei_is_right", ["lei": "'tsubamedemo000000954'"]),
    .entity("dora_entity_is_named", ["name": "'Tsubame Air '"]),
    .entity("dora_entity_is_named", ["name": "''"]),
    .entity("dora_entity_country_is_known", ["country": "'UK'"]),
    .entity("dora_entity_kind_is_known", ["kind": "'airline'"]),
    .entity("dora_entity_place_is_known", ["place_in_group": "'aunt'"]),
    .entity("dora_entity_parent_is_known", ["parent_id": "99"]),
    .entity("dora_entity_is_not_its_own_parent", ["id": "9", "parent_id": "9"]),
    .entity("dora_entity_authority_is_not_blank", ["authority": "' '"]),
    .entity("dora_entity_days_are_plausible", ["added_on": "'1899-12-31'"]),
    .entity("dora_entity_days_are_plausible", ["updated_on": "'2200-01-01'"]),
    .entity("dora_entity_days_are_plausible", ["removed_on": "'9999-12-31'"]),
    .entity("dora_entity_leaves_after_it_came", ["removed_on": "'2025-03-31'"]),
    .entity("dora_entity_assets_are_not_negative", ["assets_amount": "-1", "assets_currency": "'EUR'"]),
    .entity("dora_entity_assets_have_a_currency", ["assets_amount": "1"]),
    .entity("dora_entity_currency_is_known", ["assets_currency": "'euro'"]),
    .entity("dora_entity_is_listed_once", ["lei": "'TSUBAMEDEMO000900338'"]),
  ]

  private static let branches: [Violation] = [
    .branch("dora_branch_pkey", ["id": "1", "entity_id": "2"]),
    .branch("dora_branch_entity_is_known", ["entity_id": "99"]),
    .branch("dora_branch_code_is_written_plainly", ["code": "' BER'"]),
    .branch("dora_branch_code_is_written_plainly", ["code": "''"]),
    .branch("dora_branch_is_named", ["name": "'Berlin '"]),
    .branch("dora_branch_is_named", ["name": "''"]),
    .branch("dora_branch_country_is_known", ["country": "'DEU'"]),
    .branch("dora_branch_is_listed_once", ["code": "'PAR'"]),
    .branch("dora_branch_is_of_one_entity", ["id": "1"]).withoutKey(of: "dora_branch"),
  ]

  private static let functions: [Violation] = [
    .function("dora_function_pkey", ["id": "1", "entity_id": "2"]),
    .function("dora_function_entity_is_known", ["entity_id": "99"]),
    .function("dora_function_code_is_right", ["code": "'f2'"]),
    .function("dora_function_code_is_right", ["code": "'F0'"]),
    .function("dora_function_code_is_right", ["code": "'F1234567890'"]),
    .function("dora_function_is_named", ["name": "'lending '"]),
    .function("dora_function_is_named", ["name": "''"]),
    .function("dora_function_activity_is_right", ["activity": "'eba_TA:x28'"]),
    .function("dora_function_activity_is_right", ["activity": "'x1234567'"]),
    .function("dora_function_critical_is_known", ["critical": "'perhaps'"]),
    .function("dora_function_reasons_are_short", ["critical_why": "' '"]),
    .function("dora_function_reasons_are_short", ["critical_why": "repeat('x', 301)"]),
    .function("dora_function_day_is_plausible", ["assessed_on": "'1899-12-31'"]),
    .function("dora_function_day_is_plausible", ["assessed_on": "'9999-12-31'"]),
    // Each objective is judged although the other is not recorded.
    .function("dora_function_hours_are_not_negative", ["recovery_hours": "-1"]),
    .function("dora_function_hours_are_not_negative", ["recovery_hours": "100000"]),
    .function("dora_function_hours_are_not_negative", ["data_loss_hours": "-1"]),
    .function("dora_function_hours_are_not_negative", ["data_loss_hours": "100000"]),
    .function("dora_function_impact_is_known", ["impact": "'huge'"]),
    .function("dora_function_is_listed_once", ["code": "'F1'"]),
    .function("dora_function_is_of_one_entity", ["id": "1"]).withoutKey(of: "dora_function"),
  ]

  private static let providers: [Violation] = [
    .provider("dora_provider_pkey", ["id": "1"]),
    .provider("dora_provider_vendor_is_known", ["vendor_id": "99"]),
    .provider("dora_provider_person_is_known", ["person": "'robot'"]),
    .provider("dora_provider_code_kind_is_known", ["code_kind": "'lei'", "code": "'TSUBAMEDEMO000000954'"]),
    .provider("dora_provider_code_has_a_kind", ["code": "'IE-7'"]),
    .provider("dora_provider_code_has_a_kind", ["code_kind": "'vat'"]),
    .provider("dora_provider_code_is_written_plainly", ["code_kind": "'vat'", "code": "'IE7 '"]),
    .provider("dora_provider_code_is_written_plainly", ["code_kind": "'vat'", "code": "''"]),
    .provider("dora_provider_passport_is_of_an_individual", ["code_kind": "'passport'", "code": "'TK7'"]),
    .provider("dora_provider_is_listed_once", ["vendor_id": "1"]),
  ]

  /// Contracts as they are reported, who signed them, and what stands behind them.
  private static let papers: [Violation] = [
    .paper("dora_contract_pkey", ["id": "1"]),
    .paper("dora_contract_contract_is_known", ["contract_id": "99"]),
    .paper("dora_contract_cost_is_not_negative", ["yearly_cost": "-1", "currency": "'EUR'"]),
    .paper("dora_contract_cost_has_a_currency", ["yearly_cost": "1"]),
    .paper("dora_contract_currency_is_known", ["currency": "'euro'"]),
    .paper("dora_contract_ending_is_known", ["ended_because": "'boredom'"]),
    // Each half of the notice is judged although the other is not recorded.
    .paper("dora_contract_notice_is_not_negative", ["our_notice_days": "-1"]),
    .paper("dora_contract_notice_is_not_negative", ["our_notice_days": "3661"]),
    .paper("dora_contract_notice_is_not_negative", ["their_notice_days": "-1"]),
    .paper("dora_contract_notice_is_not_negative", ["their_notice_days": "3661"]),
    .paper("dora_contract_law_is_known", ["law_country": "'Ireland'"]),
    .paper("dora_contract_is_listed_once", ["contract_id": "1"]),
    .signature("dora_signature_pkey", ["id": "1"]),
    .signature("dora_signature_contract_is_known", ["contract_id": "99"]),
    .signature("dora_signature_entity_is_known", ["entity_id": "99"]),
    .signature("dora_signature_is_given_once", ["entity_id": "1"]),
    .link("dora_link_pkey", ["id": "1"]),
    .link("dora_link_contract_is_known", ["contract_id": "99"]),
    .link("dora_link_behind_is_known", ["behind_id": "99"]),
    .link("dora_link_is_not_behind_itself", ["behind_id": "2"]),
    .link("dora_link_is_given_once", ["contract_id": "1", "behind_id": "2"]),
  ]

  private static let services: [Violation] = [
    .service("dora_service_pkey", ["id": "1"]),
    .service("dora_service_contract_is_known", ["contract_id": "99"]),
    .service("dora_service_engagement_is_known", ["engagement_id": "99"]),
    .service("dora_service_kind_is_known", ["kind": "'S19'"]),
    .service("dora_service_provided_from_is_known", ["provided_from": "'ie'"]),
    .service("dora_service_sensitiveness_is_known", ["sensitiveness": "'not_assessed'"]),
    .service("dora_service_ends_after_it_starts", ["from_on": "'2026-04-01'", "until_on": "'2026-03-31'"]),
    .service("dora_service_days_are_plausible", ["from_on": "'1899-12-31'"]),
    .service("dora_service_days_are_plausible", ["until_on": "'9999-12-31'"]),
    .service("dora_service_days_are_plausible", ["audited_on": "'2200-01-01'"]),
    .service("dora_service_substitutability_is_known", ["substitutability": "'hard'"]),
    .service("dora_service_hardness_is_known", ["hard_because": "'neither'"]),
    .service("dora_service_reintegration_is_known", ["reintegration": "'hard'"]),
    .service("dora_service_impact_is_known", ["impact": "'huge'"]),
    .service("dora_service_alternatives_are_known", ["alternatives": "'perhaps'"]),
    .service("dora_service_alternative_names_are_not_blank", ["alternative_names": "' '"]),
    .service("dora_service_is_listed_once", ["kind": "'saas'"]),
  ]

  private static let uses: [Violation] = [
    .use("dora_use_pkey", ["id": "1"]),
    .use("dora_use_service_is_known", ["service_id": "99"]),
    // What does not exist, and what is another entity's.
    .use("dora_use_function_is_of_the_entity", ["function_id": "99"]),
    .use("dora_use_function_is_of_the_entity", ["entity_id": "1"]),
    .use("dora_use_branch_is_of_the_entity", ["branch_id": "99"]),
    .use("dora_use_branch_is_of_the_entity", ["branch_id": "1"]),
    .use("dora_use_reliance_is_known", ["reliance": "'none'"]),
    // By the entity itself, and by its branch.
    .use("dora_use_is_listed_once", ["entity_id": "1", "function_id": "1"]),
    .use("dora_use_is_listed_once", ["entity_id": "1", "function_id": "1", "branch_id": "1"]),
  ]

  private static let definitions: [Violation] = [
    .definition("dora_definition_pkey", ["id": "1"]),
    .definition("dora_definition_word_is_known", ["word": "'high'"]),
    .definition("dora_definition_meaning_is_not_blank", ["meaning": "' '"]),
    .definition("dora_definition_is_given_once", ["word": "'sensitiveness.high'"]),
  ]
}

extension Violation {
  fileprivate static func entity(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(
      constraint, into: "dora_entity",
      [
        "lei": "'TSUBAMEDEMO000000954'", "name": "'Tsubame Air'", "country": "'IE'", "kind": "'insurer'",
        "place_in_group": "'subsidiary'", "added_on": "'2025-04-01'",
      ], fields)
  }

  fileprivate static func branch(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(
      constraint, into: "dora_branch",
      ["entity_id": "1", "code": "'BER'", "name": "'Berlin'", "country": "'DE'"], fields)
  }

  fileprivate static func function(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_function", ["entity_id": "1", "code": "'F2'", "name": "'lending'"], fields)
  }

  fileprivate static func provider(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_provider", ["vendor_id": "2", "person": "'legal'"], fields)
  }

  fileprivate static func paper(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_contract", ["contract_id": "2"], fields)
  }

  fileprivate static func signature(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_signature", ["contract_id": "1", "entity_id": "2"], fields)
  }

  fileprivate static func link(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_link", ["contract_id": "2", "behind_id": "1"], fields)
  }

  fileprivate static func service(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_service", ["contract_id": "1", "engagement_id": "1", "kind": "'hosting'"], fields)
  }

  fileprivate static func use(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_use", ["service_id": "1", "entity_id": "2", "function_id": "2"], fields)
  }

  fileprivate static func definition(_ constraint: String, _ fields: [String: String]) -> Violation {
    .insert(constraint, into: "dora_definition", ["word": "'service.high'", "meaning": "'we stop'"], fields)
  }

  /// The same where a number may be given twice, which the key would refuse first.
  fileprivate func withoutKey(of table: String) -> Violation {
    Violation(constraint, "ALTER TABLE register.\(table) DROP CONSTRAINT \(table)_pkey; \(statement)")
  }
}
