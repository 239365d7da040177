import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// The catalogue of regimes, and which of them count.
@Suite(.register) struct RegimeTests {
  // MARK: What the catalogue has

  @Test func theCatalogueIsWhole() throws {
    let counts = try TestDatabase.connect().table(
      """
      SELECT (SELECT count(*) FROM register.regime), (SELECT count(*) FROM register.requirement),
        (SELECT count(*) FROM register.requirement_term), (SELECT count(*) FROM register.obligation),
        (SELECT count(*) FROM register.term_kind), (SELECT count(*) FROM register.condition)
      """
    ).rows
    #expect(counts == [["25", "235", "360", "73", "30", "19"]])
  }

  @Test func everyRequirementHasATermAndEveryTermARequirement() throws {
    let connection = try TestDatabase.connect()
    #expect(try connection.table("SELECT ref FROM facts.requirement() WHERE cardinality(terms) = 0").rows.isEmpty)
    #expect(try connection.table("SELECT DISTINCT term_key FROM register.requirement_term").rows.count == 30)
    #expect(try connection.table("SELECT DISTINCT condition_key FROM register.requirement").rows.count == 19)
  }

  private static let original = "../shared/data/regimes.json"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: RegimeTests.original),
      "the file from which the catalogue was made is not there"))
  func theCatalogueIsTheOneItWasMadeFrom() throws {
    let text = try String(contentsOfFile: RegimeTests.original, encoding: .utf8)
    let connection = try TestDatabase.connect()
    try connection.execute("SELECT set_config('test.catalogue', \(text), false)")
    let differing = try connection.table(SQL(verbatim: RegimeTests.comparison)).rows
    #expect(differing == [])
  }

  /// What is in the file and not in the register, or the other way round.
  private static let comparison = """
    WITH file AS (SELECT current_setting('test.catalogue')::jsonb AS j),
    wanted AS (
      SELECT 'regime' AS what, r - 'items' - 'obligations' || jsonb_build_object('place', n) AS image
      FROM file, jsonb_array_elements(j -> 'regimes') WITH ORDINALITY AS x (r, n)
      UNION ALL
      SELECT 'item', i - 'terms' || jsonb_build_object('regime', r -> 'id', 'place', n,
        'terms', (SELECT jsonb_agg(t ORDER BY t) FROM jsonb_array_elements_text(i -> 'terms') t))
      FROM file, jsonb_array_elements(j -> 'regimes') r, jsonb_array_elements(r -> 'items') WITH ORDINALITY AS x (i, n)
      UNION ALL
      SELECT 'obligation', o || jsonb_build_object('regime', r -> 'id')
      FROM file, jsonb_array_elements(j -> 'regimes') r, jsonb_array_elements(r -> 'obligations') o
      UNION ALL
      SELECT 'condition', c || jsonb_build_object('place', n)
      FROM file, jsonb_array_elements(j -> 'conditions') WITH ORDINALITY AS x (c, n)
      UNION ALL
      SELECT 'term', t || jsonb_build_object('place', n) FROM file, jsonb_array_elements(j -> 'terms') WITH ORDINALITY AS x (t, n)
    ), found AS (
      SELECT 'regime' AS what, jsonb_build_object('id', key, 'title', title_en, 'title_ja', title_ja, 'version', version,
        'jurisdiction', jurisdiction, 'verification', verification, 'source', to_jsonb(source), 'place', position,
        'review', jsonb_build_object('min_interval_months', review_interval_months, 'basis', review_basis, 'ref', review_ref,
          'scope', review_scope, 'triggers', to_jsonb(review_triggers)))
        || CASE WHEN note IS NULL THEN '{}' ELSE jsonb_build_object('note', note) END AS image
      FROM register.regime
      UNION ALL
      SELECT 'item', jsonb_build_object('regime', r.key, 'ref', q.ref, 'title_en', q.title_en, 'title_ja', q.title_ja, 'place', q.place,
        'applies_when', q.applies_when, 'strength', q.strength, 'terms', (SELECT jsonb_agg(t ORDER BY t) FROM unnest(q.terms) t))
      FROM facts.requirement() q JOIN register.regime r ON r.id = q.regime_id
      UNION ALL
      SELECT 'obligation', jsonb_build_object('regime', r.key, 'ref', o.ref, 'kind', o.kind, 'title_en', o.title_en, 'title_ja', o.title_ja)
      FROM register.obligation o JOIN register.regime r ON r.id = o.regime_id
      UNION ALL
      SELECT 'condition', jsonb_build_object('key', key, 'title_en', title_en, 'title_ja', title_ja, 'place', position) FROM register.condition
      UNION ALL
      SELECT 'term', jsonb_build_object('key', key, 'title_en', title_en, 'title_ja', title_ja, 'definition', definition, 'place', position)
      FROM register.term_kind
    )
    (SELECT 'only in the file', * FROM wanted EXCEPT ALL SELECT 'only in the file', * FROM found)
    UNION ALL
    (SELECT 'only in the register', * FROM found EXCEPT ALL SELECT 'only in the register', * FROM wanted)
    LIMIT 5
    """

  // MARK: Constraints

  @Test(arguments: Violations.catalogue)
  func refuses(violation: Violation) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try $0.execute(script: violation.statement) }
    }
    #expect(error?.constraint == violation.constraint)
    #expect(try connection.sentence(ofConstraint: violation.constraint)?.hasSuffix(".") == true)
  }

  @Test func noConstraintOfTheCatalogueIsLeftOut() throws {
    let constraints = try TestDatabase.connect().table(
      """
      SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u') AND conrelid = ANY (ARRAY['register.catalogue',
        'register.regime', 'register.requirement', 'register.requirement_term', 'register.obligation']::regclass[])
      """
    ).rows.compactMap { $0[0] }
    #expect(Set(constraints) == Set(Violations.catalogue.map(\.constraint)))
  }

  @Test(arguments: ["UPDATE register.regime SET note = 'x'", "DELETE FROM register.requirement_term WHERE id = 1"])
  func whatWasPublishedStays(statement: String) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try $0.execute(SQL(verbatim: statement)) }
    }
    #expect(error?.sentence.contains("a register remembers") == true)
  }

  @Test func aRegimeThatNoCatalogueHasCannotBeChosen() throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.rehearseRegister {
        try $0.execute(
          "INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('x', '2026-01-01', true)")
      }
    }
    #expect(error?.sentence == "No catalogue has a regime \"x\"")
  }

  // MARK: Versions

  /// A catalogue of one regime with one requirement.
  private static func catalogue(terms: String) -> String {
    """
    {"regimes": [{"id": "house", "title": "House rule", "title_ja": "社内規程", "version": "1", "jurisdiction": "JP",
      "verification": "primary", "by_default": true, "source": [], "obligations": [],
      "review": {"min_interval_months": 6, "basis": "explicit", "ref": "1", "scope": "all", "triggers": []},
      "items": [{"ref": "1", "title_en": "Secrecy", "title_ja": "守秘", "terms": \(terms), "applies_when": "always", "strength": "mandatory"}]}]}
    """
  }

  private func load(_ connection: Connection, _ version: String, _ day: String, terms: String) throws(PostgresError) {
    try connection.execute(
      "SELECT register.load_catalogue(\(version), \(day)::date, \(RegimeTests.catalogue(terms: terms))::jsonb)")
  }

  @Test func eachDayHasTheCatalogueOfItsTime() throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try load(connection, "next", "2027-04-01", terms: "[\"confidentiality\"]")
      return try ["1999-01-01", "2026-11-22", "2027-03-31", "2027-04-01"].map { day in
        try connection.value(
          "SELECT string_agg(DISTINCT catalogue, '') || ' ' || count(*) FROM facts.regime(\(day)::date)",
          as: String.self)
      }
    }
    #expect(found == ["2026-11-22 25", "2026-11-22 25", "2026-11-22 25", "next 1"])
  }

  @Test(arguments: ["[]", "[\"kindness\"]"])
  func aCatalogueThatAsksNothingOrTheUnknownIsRefused(terms: String) throws {
    let connection = try TestDatabase.connect()
    #expect(throws: PostgresError.self) {
      try connection.rehearseRegister { try load($0, "next", "2027-04-01", terms: terms) }
    }
  }

  // MARK: What counts

  @Test func whatCountsByDefaultBindsByItselfOrIsOfEverydayUse() throws {
    let chosen = try TestDatabase.connect().regimes(on: .iso("2026-11-22")).filter { !$0.followed }.map(\.regime)
    #expect(
      chosen == [
        "iso27001-a5", "soc2-cc9.2", "us-interagency-tprm", "eba-gl-2019-02", "fca-sysc8", "mas-outsourcing",
        "apra-cps230", "csa-ccm-sta", "nist-800-53",
      ])
  }

  @Test func aChoiceCountsFromItsDayUntilTheNext() throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        """
        INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES
          ('soc2-cc9.2', '2026-04-01', true), ('soc2-cc9.2', '2027-04-01', false), ('gdpr-28', '2026-06-01', false)
        """)
      return try ["2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01", "2027-03-31", "2027-04-01"].map { day in
        try connection.value(
          """
          SELECT string_agg(standing || coalesce(' ' || since, ''), ', ' ORDER BY regime) FROM facts.regime(\(day)::date)
          WHERE regime IN ('soc2-cc9.2', 'gdpr-28')
          """, as: String.self)
      }
    }
    #expect(
      found == [
        "by_default, not_adopted", "by_default, adopted 2026-04-01", "by_default, adopted 2026-04-01",
        "dropped 2026-06-01, adopted 2026-04-01", "dropped 2026-06-01, adopted 2026-04-01",
        "dropped 2026-06-01, dropped 2027-04-01",
      ])
  }
}
