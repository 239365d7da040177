import Clause6
import Postgres
import TestSupport
import Testing

/// Which regimes apply to what is entrusted, and how often they want it looked at again.
@Suite(.register) struct RegimeIntervalTests {
  private static let register = """
    INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
    INSERT INTO register.engagement (id, vendor_id, title, ends_on) VALUES (1, 1, 'cards and pay', '2026-12-31'), (2, 1, 'pay', NULL),
      (3, 1, 'catering', NULL);
    INSERT INTO register.engagement_data (engagement_id, data_class) VALUES (1, 'card');
    INSERT INTO register.engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES
      (1, 'personal_data_jp', NULL, NULL), (2, 'personal_data_jp', '2026-04-01', '2027-03-31'), (3, 'phi_us', NULL, NULL);
    """

  private func on(_ day: String, _ query: SQL) throws -> [[String?]] {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: RegimeIntervalTests.register)
      try connection.execute("SELECT set_config('clause6.as_of', \(day), true)")
      return try connection.table(query).rows
    }
  }

  private let regimes: SQL = """
    SELECT engagement_id, string_agg(regime, ' ' ORDER BY regime_id) FROM facts.engagement_regime(facts.as_of())
    GROUP BY engagement_id ORDER BY engagement_id
    """

  @Test(arguments: [
    ("2026-03-31", "jal-6"), ("2026-04-01", "jal-6 appi-25 jisq15001-a3434"),
    ("2027-03-31", "jal-6 appi-25 jisq15001-a3434"), ("2027-04-01", "jal-6"),
  ])
  func aConditionHoldsOnItsDays(day: String, expected: String) throws {
    #expect(try on(day, regimes).first { $0[0] == "2" } == ["2", expected])
  }

  @Test func endedWorkAsksNothing() throws {
    let all = "jal-6 appi-25 jisq15001-a3434 pcidss-12.8"
    #expect(try on("2026-12-31", regimes).first == ["1", all])
    #expect(try on("2027-01-01", regimes).map { $0[0] } == ["2", "3"])
  }

  /// Both say twelve months; PCI DSS says so itself, JIS Q 15001 through its certification bodies. HIPAA gives no figure.
  @Test func theIntervalIsTheShortestAndItsRegimeIsNamed() throws {
    let rows = try on(
      "2026-11-22",
      "SELECT engagement_id, months, regime, basis, ref, checked FROM facts.regime_interval(facts.as_of()) ORDER BY 1")
    #expect(
      rows == [
        ["1", "12", "pcidss-12.8", "explicit", "12.8.4", "primary"],
        ["2", "12", "jisq15001-a3434", "practice", "certification-body practice", "secondary"],
      ])
  }

  @Test func aShorterIntervalOfALaterCatalogueDecides() throws {
    let months = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: RegimeIntervalTests.register)
      try connection.execute(
        """
        WITH next AS (INSERT INTO register.catalogue (version, published_on) VALUES ('next', '2027-01-01') RETURNING id), copied AS (
          SELECT r.*, row_number() OVER () AS n FROM register.regime r WHERE key IN ('jal-6', 'jisq15001-a3434')
        ), regime AS (
          INSERT INTO register.regime SELECT (jsonb_populate_record(NULL::register.regime, to_jsonb(copied) || jsonb_build_object(
            'id', 1000 + n, 'catalogue_id', next.id, 'review_interval_months', 6 + n))).* FROM copied, next RETURNING id, key
        )
        INSERT INTO register.requirement (regime_id, ref, position, title_en, title_ja, condition_key, strength)
        SELECT id, '1', 1, key, key, CASE key WHEN 'jal-6' THEN 'always' ELSE 'personal_data_jp' END, 'mandatory' FROM regime
        """)
      return try ["2026-12-31", "2027-01-01"].map { day in
        try connection.value(
          "SELECT regime || ' ' || months FROM facts.regime_interval(\(day)::date) WHERE engagement_id = 2",
          as: String.self)
      }
    }
    #expect(months == ["jisq15001-a3434 12", "jal-6 7"])
  }
}
