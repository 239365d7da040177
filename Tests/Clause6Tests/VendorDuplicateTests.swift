import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Proposals of duplicates: that they are found, why, and how often they are right.
@Suite(.register) struct VendorDuplicateTests {
  static let day = CalendarDate.iso("2026-11-22")

  private func rehearse<T>(_ script: String, _ body: (Connection) throws -> T) throws -> T {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: script)
      return try body(connection)
    }
  }

  private func proposals(_ connection: Connection, on day: CalendarDate = day) throws -> [String] {
    try connection.vendorDuplicates(on: day).map { "\($0.vendorId) \($0.otherId) \($0.score) \($0.reason)" }
  }

  private static let shared = """
    INSERT INTO register.person (name, login) VALUES ('Mori', 'test');
    INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt'), (3, 'Cog');
    INSERT INTO register.vendor_identifier (vendor_id, scheme, value, from_on, until_on) VALUES
      (1, 'abn', '51824753556', '2026-04-01', '2026-11-22'), (2, 'abn', '51824753556', NULL, NULL),
      (3, 'abn', '18123456789', NULL, NULL);
    """

  @Test func aSharedIdentifierIsAReasonOnTheDaysOnWhichBothHaveIt() throws {
    try rehearse(VendorDuplicateTests.shared) { connection throws in
      let shared = ["1 2 1.0 both have the ABN 51824753556"]
      #expect(try proposals(connection, on: .iso("2026-03-31")) == [])
      #expect(try proposals(connection, on: .iso("2026-04-01")) == shared)
      #expect(try proposals(connection, on: .iso("2026-11-22")) == shared)
      #expect(try proposals(connection, on: .iso("2026-11-23")) == [])
    }
  }

  @Test func whoHasAnotherNumberIsAnotherCompanyWhateverItsName() throws {
    try rehearse(VendorDuplicateTests.shared) { connection throws in
      try connection.execute("UPDATE register.vendor SET english_name = 'Cogwheel Ltd' WHERE id IN (2, 3)")
      #expect(try proposals(connection, on: .iso("2026-03-31")) == [])
      try connection.execute("UPDATE register.vendor_identifier SET until_on = '2026-03-30' WHERE vendor_id = 3")
      #expect(
        try proposals(connection, on: .iso("2026-03-31")) == [
          "2 3 1.0 names agree but for case, width, blanks and punctuation"
        ])
    }
  }

  @Test func theBestOfAllNamesCountsAndWhatAPersonToldApartIsNotProposedAgain() throws {
    try rehearse(
      """
      INSERT INTO register.person (name, login) VALUES ('Mori', 'test');
      INSERT INTO register.vendor (id, name, english_name) VALUES (1, '株式会社青空印刷', 'Aozora Printing'), (2, 'AOZORA PRINTING LTD', NULL);
      INSERT INTO register.vendor_name (vendor_id, kind, name) VALUES (2, 'former', '青空印刷'), (2, 'abbreviation', 'AP'), (1, 'abbreviation', 'AP')
      """
    ) { connection throws in
      #expect(try proposals(connection) == ["1 2 0.96 names agree but for the legal form"])
      try connection.tellApart(2, 1)
      #expect(try proposals(connection) == [])
      let decider = try connection.value("SELECT decided_by FROM facts.vendor_distinct", as: String.self)
      #expect(decider == "Mori")
      #expect(throws: Clause6Error.self) { try connection.tellApart(2, 2) }
    }
  }

  @Test func nobodyDecidesWhomTheRegisterDoesNotKnow() throws {
    let error = #expect(throws: PostgresError.self) {
      try rehearse("INSERT INTO register.vendor (name) VALUES ('A'), ('B')") { connection throws in
        let ids = try connection.vendors(on: VendorDuplicateTests.day).map(\.vendorId)
        try connection.tellApart(ids[0], ids[1])
      }
    }
    #expect(error?.sentence.hasPrefix("test is nobody that the register knows") == true)
  }

  // MARK: Figures

  private static let folder = "\(RealData.folder)/identity"

  private func records(_ file: String) throws -> [[String]] {
    let reader = try TableReader(path: "\(VendorDuplicateTests.folder)/\(file)", TableForm())
    var rows: [[String]] = []
    while let record = try reader.next() { rows.append(record.fields) }
    return rows
  }

  private struct Figures: Decodable {
    let half: String
    let pairs: Int
    let same: Int
    let proposed: Int
    let right: Int
    var precision: Double { proposed == 0 ? 1 : Double(right) / Double(proposed) }
    var recall: Double { Double(right) / Double(same) }
    var text: String {
      let figures = String(format: "precision %.3f, recall %.3f", precision, recall)
      return "\(half): \(pairs) pairs, \(same) the same, \(proposed) proposed, \(right) of them right: \(figures)"
    }
  }

  /// Companies and organisations of a benchmark of names, each pair judged by people; the rules were tuned on one half.
  /// It calls funds that differ in a number alone the same: what is said at 0.75 is said with them, and then without.
  @Test(.enabled(if: RealData.isThere, RealData.reason)) func namesOfTheBenchmark() throws {
    let rows = try records("name-matching/name_bench_cases.csv").filter {
      ["Company", "Organization", "LegalEntity"].contains($0[1])
    }
    let floors = [(0.75, true, 0.97, 0.74), (0.75, false, 0.97, 0.84), (0.7, true, 0.97, 0.86)]
    for (minimum, withFunds, precision, recall) in floors {
      let figures = try TestDatabase.connect().rehearseRegister { connection throws in
        try connection.execute(
          """
          CREATE TEMP TABLE pair ON COMMIT DROP AS
          SELECT n, one, other, same::boolean AS same, get_byte(sha256(convert_to(one || other, 'UTF8')), 0) % 2 = 0 AS is_tuned
          FROM unnest(\(rows.map { $0[2] })::text[], \(rows.map { $0[3] })::text[], \(rows.map { $0[4] })::text[])
            WITH ORDINALITY AS p (one, other, same, n)
          """)
        try connection.execute(
          """
          INSERT INTO register.vendor (code, name)
          SELECT 'one ' || n, one FROM pair UNION ALL SELECT 'other ' || n, other FROM pair
          """)
        return try connection.rows(
          """
          SELECT CASE WHEN p.is_tuned THEN 'tuned half' ELSE 'other half' END AS half, count(*) AS pairs,
            count(*) FILTER (WHERE p.same) AS same, count(d.score) AS proposed, count(d.score) FILTER (WHERE p.same) AS right
          FROM pair p
          JOIN register.vendor a ON a.code = 'one ' || p.n JOIN register.vendor b ON b.code = 'other ' || p.n
          LEFT JOIN (SELECT * FROM facts.vendor_duplicate('2026-11-22') WHERE score >= \(minimum)::float8::numeric OFFSET 0) d
            ON (d.vendor_id, d.other_id) = (least(a.id, b.id), greatest(a.id, b.id))
          CROSS JOIN LATERAL facts.name_core(p.one) x CROSS JOIN LATERAL facts.name_core(p.other) y
          CROSS JOIN LATERAL facts.name_match(x.words, x.bare, x.core, y.words, y.bare, y.core) m
          WHERE \(withFunds)::boolean OR m.reason IS DISTINCT FROM 'names differ in a number alone'
          GROUP BY p.is_tuned ORDER BY p.is_tuned
          """, as: Figures.self)
      }
      for figure in figures {
        let which = withFunds ? "all" : "but for numbers"
        print("names of the benchmark, \(which), from \(minimum) on, \(figure.text)")
        #expect(figure.precision >= precision)
        #expect(figure.recall >= recall)
      }
    }
  }

  /// Names under which Japanese public bodies paid one 法人番号 each; the rules were tuned on the clusters of one half.
  @Test(.enabled(if: RealData.isThere, RealData.reason), arguments: [0.75, 0.7]) func japaneseRecipients(
    minimum: Double
  ) throws {
    let rows = try records("jp-recipients/alias_clusters_60.csv")
    let figures = try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(
        """
        CREATE TEMP TABLE recipient ON COMMIT DROP AS
        SELECT n, name, number, get_byte(sha256(convert_to(number, 'UTF8')), 0) % 2 = 0 AS is_tuned
        FROM unnest(\(rows.map { $0[0] })::text[], \(rows.map { $0[2] })::text[]) WITH ORDINALITY AS r (name, number, n)
        """)
      try connection.execute("INSERT INTO register.vendor (id, code, name) SELECT n, 'r' || n, name FROM recipient")
      return try connection.rows(
        """
        SELECT CASE WHEN a.is_tuned THEN 'tuned half' ELSE 'other half' END AS half, count(*) AS pairs,
          count(*) FILTER (WHERE a.number = b.number) AS same, count(d.score) AS proposed,
          count(d.score) FILTER (WHERE a.number = b.number) AS right
        FROM recipient a JOIN recipient b ON b.n > a.n AND b.is_tuned = a.is_tuned
        LEFT JOIN (SELECT * FROM facts.vendor_duplicate('2026-11-22') WHERE score >= \(minimum)::float8::numeric OFFSET 0) d
          ON (d.vendor_id, d.other_id) = (a.n, b.n)
        GROUP BY a.is_tuned ORDER BY a.is_tuned
        """, as: Figures.self)
    }
    for figure in figures {
      print("japanese recipients, from \(minimum) on, \(figure.text)")
      #expect(figure.precision >= 0.97)
      #expect(figure.recall >= 0.85)
    }
  }

  /// Names that Canadian public bodies wrote, by parent; some rules were kept or changed after a look at them. A parent's
  /// subsidiaries have names of their own, so that recall says nothing here.
  @Test(.enabled(if: RealData.isThere, RealData.reason)) func canadianVendors() throws {
    let rows = try records("canada-vendors/vendor_normalization_data.csv")
    let figures = try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(
        """
        CREATE TEMP TABLE entry ON COMMIT DROP AS
        SELECT row_number() OVER (ORDER BY name, parent) AS n, parent, name FROM (
          SELECT DISTINCT btrim(p) AS parent, btrim(c) AS name
          FROM unnest(\(rows.map { $0[0] })::text[], \(rows.map { $0[1] })::text[]) AS r (p, c)
        ) r
        """)
      try connection.execute("INSERT INTO register.vendor (id, code, name) SELECT n, 'c' || n, name FROM entry")
      return try connection.rows(
        """
        SELECT 'all' AS half, count(*) AS pairs, count(*) FILTER (WHERE a.parent = b.parent) AS same, count(*) AS proposed,
          count(*) FILTER (WHERE a.parent = b.parent) AS right
        FROM facts.vendor_duplicate('2026-11-22') d
        JOIN entry a ON a.n = d.vendor_id JOIN entry b ON b.n = d.other_id
        WHERE d.score >= 0.75
        """, as: Figures.self)
    }
    for figure in figures {
      let precision = String(format: "precision %.3f", figure.precision)
      print("canadian vendors, \(figure.proposed) proposed, \(figure.right) of them right: \(precision)")
      #expect(figure.precision >= 0.97)
    }
  }
}
