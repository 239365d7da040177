import Clause6
import Postgres
import TestSupport
import Testing

/// Every constraint of the tables people fill is violated once, and is the one that refuses.
@Suite(.database(.oneOfEach), .serialized) struct ConstraintTests {
  static let all = Violations.parts.flatMap(\.all)

  @Test(arguments: all)
  func refuses(violation: Violation) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try $0.execute(script: violation.statement) }
    }
    #expect(error?.constraint == violation.constraint)
    let sentence = try connection.sentence(ofConstraint: violation.constraint)
    #expect(sentence?.hasSuffix(".") == true)
  }

  @Test func noConstraintIsLeftOut() throws {
    // Findings are filled by checks alone.
    let constraints = try TestDatabase.connect().table(
      """
      WITH filled AS (
        SELECT tgrelid FROM pg_trigger WHERE tgname = 'c6_update' AND tgrelid <> 'register.finding'::regclass
      )
      SELECT conname::text FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND conrelid IN (TABLE filled)
      UNION
      SELECT relname::text FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indisunique AND indrelid IN (TABLE filled)
      ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
    #expect(constraints.count > 50)
    #expect(Set(constraints) == Set(ConstraintTests.all.map(\.constraint)))
  }

  @Test(arguments: [
    "INSERT INTO register.vendor (name) VALUES ('Bolt KK')",
    "INSERT INTO register.vendor (code, name) VALUES ('T-9', 'bolt ltd')",
    "INSERT INTO register.vendor (name, reading, website) VALUES ('Cog', 'コグ・ヴィンヂー ヺ', 'http://cog.example')",
    "INSERT INTO register.vendor_name (vendor_id, kind, name, from_on) VALUES (1, 'trading', 'ace', '2026-04-01')",
    "INSERT INTO register.vendor_name (vendor_id, kind, name) VALUES (2, 'trading', 'Ace')",
    "INSERT INTO register.vendor_contact (vendor_id, name, role, phone) VALUES (1, 'Desk', 'legal', '03 1234-5678 内線 9')",
    "INSERT INTO register.vendor_contact (vendor_id, name, role, email, until_on) VALUES (1, 'desk', 'incident', 'a@b', '2199-12-31')",
    "INSERT INTO register.vendor_stage (vendor_id, stage, from_on) VALUES (2, 'ended', '1900-01-01')",
    "INSERT INTO register.engagement (vendor_id, title) VALUES (2, 'payroll')",
    "INSERT INTO register.engagement (vendor_id, title, starts_on, ends_on) VALUES (1, 'x', '2026-04-01', '2026-04-01')",
    "UPDATE register.engagement SET critical = false, critical_why = 'x', data_subjects = 10000000000",
    "INSERT INTO register.engagement_data (engagement_id, data_class) VALUES (1, 'card')",
    "INSERT INTO register.engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (1, 'personal_data_jp', '2199-12-31', '2199-12-31')",
    "INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on) VALUES (1, 'low', '2026-11-01', '2026-11-01', '2027-11-02')",
    "UPDATE register.tier_override SET approved_on = '2027-03-31' WHERE id = 2",
    "INSERT INTO register.contract (reference, starts_on, ends_on) VALUES ('C-9', '1900-01-01', '2199-12-31')",
    "INSERT INTO register.contract (reference, notice_months, notice_days) VALUES ('C-9', 120, 3660)",
    "INSERT INTO register.contract (reference, renewal_months, decision_days) VALUES ('C-9', 1200, 366)",
    "INSERT INTO register.contract (reference, delivery_days, remind_days) VALUES ('C-9', 0, '{1}')",
    "INSERT INTO register.contract (reference, delivery_days, remind_days) VALUES ('C-9', 90, '{730,12,11,10,9,8,7,6,5,4,3,2}')",
    """
    INSERT INTO register.calendar (name, title, source, weekend_days, covers_from_on, covers_until_on)
    VALUES ('x', 'x', 'x', '{}', '1900-01-01', '1900-01-01')
    """,
    """
    INSERT INTO register.calendar (name, title, source, weekend_days, covers_from_on, covers_until_on)
    VALUES ('X_2-b', 'x', 'x', '{7,1,2,3,4,5}', '2199-12-31', '2199-12-31')
    """,
    "INSERT INTO register.contract (reference, value_amount, value_currency) VALUES ('C-9', 0, 'JPY')",
    "INSERT INTO register.term (contract_id, term_key, from_on, status) VALUES (1, 'confidentiality', '2026-04-01', 'weak')",
    """
    INSERT INTO register.contract (reference, kind, parent_id, starts_on, new_ends_on)
    VALUES ('C-9', 'amendment', 1, '2026-04-01', '2026-04-01')
    """,
    """
    INSERT INTO register.term (contract_id, term_key, from_on, status, figure, figure_unit)
    VALUES (1, 'confidentiality', '2026-04-01', 'weak', 'infinity', 'months')
    """,
    """
    INSERT INTO register.term (contract_id, term_key, status, figure, figure_unit, checked_on)
    VALUES (1, 'service_levels', 'present', 99.95, 'percent', '2199-12-31')
    """,
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
    try connection.register(Violations.parts.map(\.seed).joined(separator: "\n"))
  }
}
