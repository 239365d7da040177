import Clause6
import Postgres
import TestSupport
import Testing

/// Every constraint of the tables people fill is violated once, and is the one that refuses.
@Suite(.database(.oneOfEach), .serialized) struct ConstraintTests {
  /// A statement that exactly one constraint refuses.
  struct Violation: Sendable, CustomTestStringConvertible {
    let constraint: String
    let statement: String
    var testDescription: String { constraint }

    init(_ constraint: String, _ statement: String) {
      self.constraint = constraint
      self.statement = statement
    }

    /// A contract that only one of its fields makes impossible.
    static func contract(_ constraint: String, _ fields: KeyValuePairs<String, String>) -> Violation {
      let columns = fields.map(\.key).joined(separator: ", ")
      let values = fields.map(\.value).joined(separator: ", ")
      return Violation(constraint, "INSERT INTO register.contract (\(columns)) VALUES (\(values))")
    }
  }

  static let people: [Violation] = [
    Violation("person_pkey", "INSERT INTO register.person (id, name) VALUES (1, 'Mori')"),
    Violation("person_name_is_not_blank", "INSERT INTO register.person (name) VALUES ('  ')"),
    Violation(
      "person_email_is_an_address",
      "INSERT INTO register.person (name, email) VALUES ('Mori', 'mori at tsubame.example')"),
    Violation(
      "person_email_is_free", "INSERT INTO register.person (name, email) VALUES ('Mori', 'TANAKA@tsubame.example')"),
    Violation("vendor_pkey", "INSERT INTO register.vendor (id, name) VALUES (1, 'Cog')"),
    Violation("vendor_owner_is_known", "INSERT INTO register.vendor (name, owner_id) VALUES ('Cog', 99)"),
    Violation("vendor_owner_is_known", "DELETE FROM register.person WHERE id = 1"),
    Violation("vendor_code_is_free", "INSERT INTO register.vendor (code, name) VALUES ('T-1', 'Cog')"),
    Violation("vendor_code_is_not_blank", "INSERT INTO register.vendor (code, name) VALUES ('', 'Cog')"),
    Violation("vendor_name_is_not_blank", "INSERT INTO register.vendor (name) VALUES (E'\u{3000}\\t ')"),
    Violation("vendor_country_is_two_letters", "INSERT INTO register.vendor (name, country) VALUES ('Cog', 'jp')"),
    Violation("vendor_country_is_two_letters", "INSERT INTO register.vendor (name, country) VALUES ('Cog', 'JPN')"),
    Violation("vendor_name_is_free", "INSERT INTO register.vendor (name) VALUES ('  ＢＯＬＴ\u{3000} ｌｔｄ ')"),
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
  ]

  static let contracts: [Violation] = [
    .contract("contract_pkey", ["id": "1", "reference": "'C-9'"]),
    .contract("contract_reference_is_free", ["reference": "'C-1'"]),
    .contract("contract_superseded_is_known", ["reference": "'C-9'", "supersedes_id": "99"]),
    .contract("contract_owner_is_known", ["reference": "'C-9'", "owner_id": "99"]),
    .contract("contract_reference_is_not_blank", ["reference": "' '"]),
    .contract("contract_kind_is_known", ["reference": "'C-9'", "kind": "'handshake'"]),
    .contract(
      "contract_ends_after_it_starts", ["reference": "'C-9'", "starts_on": "'2026-04-01'", "ends_on": "'2026-03-31'"]),
    .contract("contract_open_end_has_no_day", ["reference": "'C-9'", "open_ended": "true", "ends_on": "'2026-03-31'"]),
    .contract("contract_renewal_is_in_months", ["reference": "'C-9'", "renewal_months": "0"]),
    .contract("contract_renewal_is_in_months", ["reference": "'C-9'", "renewal_months": "1201"]),
    // Each half of the notice is judged although the other is not recorded.
    .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_months": "-1"]),
    .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_months": "121"]),
    .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_days": "-1"]),
    .contract("contract_notice_is_not_negative", ["reference": "'C-9'", "notice_days": "3661"]),
    .contract("contract_decision_is_not_negative", ["reference": "'C-9'", "decision_days": "-1"]),
    .contract("contract_decision_is_not_negative", ["reference": "'C-9'", "decision_days": "367"]),
    .contract("contract_does_not_replace_itself", ["id": "9", "reference": "'C-9'", "supersedes_id": "9"]),
    .contract(
      "contract_value_is_not_negative", ["reference": "'C-9'", "value_amount": "-1", "value_currency": "'JPY'"]),
    .contract("contract_value_has_a_currency", ["reference": "'C-9'", "value_amount": "1"]),
    .contract("contract_currency_is_three_letters", ["reference": "'C-9'", "value_currency": "'yen'"]),
    .contract("contract_days_are_plausible", ["reference": "'C-9'", "ends_on": "'9999-12-31'"]),
    .contract("contract_days_are_plausible", ["reference": "'C-9'", "signed_on": "'1899-12-31'"]),
    .contract("contract_days_are_plausible", ["reference": "'C-9'", "work_ended_on": "'2200-01-01'"]),
  ]

  static let links: [Violation] = [
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
      "term_pkey", "INSERT INTO register.term (id, contract_id, term_key, status) VALUES (1, 1, 'training', 'present')"),
    Violation(
      "term_contract_is_known",
      "INSERT INTO register.term (contract_id, term_key, status) VALUES (99, 'training', 'present')"),
    Violation(
      "term_key_is_known", "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'kindness', 'present')"
    ),
    Violation(
      "term_status_is_known", "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'training', 'good')"
    ),
    // From the start twice, though no day is given.
    Violation(
      "term_is_settled_once_a_day",
      "INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'confidentiality', 'weak')"),
  ]

  static let all = people + contracts + links

  @Test(arguments: all)
  func refuses(violation: Violation) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try $0.execute(SQL(verbatim: violation.statement)) }
    }
    #expect(error?.constraint == violation.constraint)
    let sentence = try connection.sentence(ofConstraint: violation.constraint)
    #expect(sentence?.hasSuffix(".") == true)
  }

  @Test func noConstraintIsLeftOut() throws {
    let constraints = try TestDatabase.connect().table(
      """
      SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND conrelid = ANY (\(ConstraintTests.tables)::regclass[])
      UNION
      SELECT indexrelid::regclass::text FROM pg_index
      WHERE indisunique AND indrelid = ANY (\(ConstraintTests.tables)::regclass[]) ORDER BY 1
      """
    ).rows.compactMap { $0[0].map { $0.replacing("register.", with: "") } }
    #expect(constraints.count > 40)
    #expect(Set(constraints) == Set(ConstraintTests.all.map(\.constraint)))
  }

  private static let tables = [
    "register.person", "register.vendor", "register.engagement", "register.contract", "register.contract_vendor",
    "register.engagement_contract", "register.term",
  ]

  @Test(arguments: [
    "INSERT INTO register.vendor (name) VALUES ('Bolt KK')",
    "INSERT INTO register.vendor (code, name) VALUES ('T-9', 'bolt ltd')",
    "INSERT INTO register.engagement (vendor_id, title) VALUES (2, 'payroll')",
    "INSERT INTO register.engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'x', '2026-04-01', '2026-04-01')",
    "INSERT INTO register.contract (reference, starts_on, ends_on) VALUES ('C-9', '1900-01-01', '2199-12-31')",
    "INSERT INTO register.contract (reference, notice_months, notice_days) VALUES ('C-9', 120, 3660)",
    "INSERT INTO register.contract (reference, renewal_months, decision_days) VALUES ('C-9', 1200, 366)",
    "INSERT INTO register.contract (reference, value_amount, value_currency) VALUES ('C-9', 0, 'JPY')",
    "INSERT INTO register.term (contract_id, term_key, from_on, status) VALUES (1, 'confidentiality', '2026-04-01', 'weak')",
  ])
  func takesWhatIsJustInside(statement: String) throws {
    let rows = try TestDatabase.connect().rehearseRegister { try $0.execute(SQL(verbatim: statement)) }
    #expect(rows == 1)
  }
}

extension TestServer.Template {
  /// A register with one or two of each thing, numbered from 1.
  static let oneOfEach = TestServer.Template(name: "one_of_each") { connection in
    try TestServer.Template.register.prepare(connection)
    try connection.register(
      """
      INSERT INTO register.person (name, email) VALUES ('Tanaka', 'tanaka@tsubame.example');
      INSERT INTO register.vendor (code, name, owner_id) VALUES ('T-1', 'Acme', 1), (NULL, 'Bolt Ltd', NULL);
      INSERT INTO register.engagement (vendor_id, title) VALUES (1, 'payroll');
      INSERT INTO register.contract (reference) VALUES ('C-1'), ('C-2');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1);
      INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 1);
      INSERT INTO register.term (contract_id, term_key, status) VALUES (1, 'confidentiality', 'present');
      """)
  }
}
