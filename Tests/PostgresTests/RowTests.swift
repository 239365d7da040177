import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct RowTests {
  enum Tier: String, Codable, Equatable { case low, critical }
  enum Stage: String, Codable, PostgresEncodable, PostgresDecodable { case proposed, active }

  struct Vendor: Codable, Equatable {
    var id: Int
    var legalName: String
    var tier: Tier
    var stage: Stage?
    var score: Double
    var isActive: Bool
    var addedOn: CalendarDate
    var endedOn: CalendarDate?
    var regimes: [String]
    var remark: String?
  }

  @Test func rowsAreDecodedByColumnName() throws {
    let connection = try TestDatabase.connect()
    let vendors = try connection.rows(
      """
      SELECT 'Acme' AS legal_name, 7 AS id, 'critical' AS tier, \(Stage.active)::text AS stage, 1.5::float8 AS score,
        true AS is_active, date '2024-02-29' AS added_on, NULL::date AS ended_on, ARRAY['appi', 'GDPR 28'] AS regimes
      UNION ALL SELECT '', -1, 'low', NULL, 'Infinity', false, '0001-01-01', '9999-12-31', '{}'
      """, as: Vendor.self)
    let first = Vendor(
      id: 7, legalName: "Acme", tier: .critical, stage: .active, score: 1.5, isActive: true,
      addedOn: try #require(CalendarDate("2024-02-29")), endedOn: nil, regimes: ["appi", "GDPR 28"], remark: nil)
    #expect(vendors.count == 2)
    #expect(vendors.first == first)
    #expect(vendors.last?.endedOn?.description == "9999-12-31")
    #expect(vendors.last?.stage == nil)
  }

  struct Name: Codable { var name: String }
  struct Number: Codable { var number: Int }

  @Test(
    arguments: [
      "SELECT NULL::int AS number", "SELECT 'secret' AS number", "SELECT 1.5 AS number", "SELECT 1 AS other",
      "SELECT 99999999999999999999 AS number",
    ] as [SQL])
  func whatIsNoSuchValueIsAnErrorThatDoesNotQuoteIt(_ statement: SQL) throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) { try connection.rows(statement, as: Number.self) }
    guard case .decoding("number", "Int") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!"\(String(describing: error))".contains("secret"))
  }

  struct Cell<Value: Codable>: Codable { var v: Value }

  private func refuses<V: Codable>(_ statement: SQL, _ type: V.Type) throws {
    let error = #expect(throws: PostgresError.self) { try TestDatabase.connect().row(statement, as: Cell<V>.self) }
    #expect("\(try #require(error))" == "column v is not \(V.self)")
  }

  @Test func soIsWhatTheTypeHasNoValueFor() throws {
    try refuses("SELECT 'gone' AS v", Tier.self)
    try refuses("SELECT 'gone' AS v", Stage.self)
    try refuses("SELECT '2026-02-30' AS v", CalendarDate.self)
    try refuses("SELECT 'infinity'::date AS v", CalendarDate.self)
    try refuses("SELECT '{a,NULL}'::text[] AS v", [String].self)
    try refuses("SELECT '{{a},{b}}'::text[] AS v", [String].self)
    try refuses("SELECT 'yes' AS v", Bool.self)
  }

  @Test func oneRowOneValueOrNone() throws {
    let connection = try TestDatabase.connect()
    #expect(try connection.value("SELECT 1 WHERE false", as: Int.self) == nil)
    #expect(try connection.value("SELECT NULL::int", as: Int.self) == nil)
    #expect(try connection.row("SELECT 'x' AS name WHERE false", as: Name.self) == nil)
    #expect(try connection.row("SELECT 'x' AS name", as: Name.self)?.name == "x")
    #expect(throws: PostgresError.self) { try connection.value("VALUES (1), (2)", as: Int.self) }
    #expect(throws: PostgresError.self) {
      try connection.row("SELECT 'x' AS name FROM generate_series(1, 2)", as: Name.self)
    }
  }

  @Test func executeCountsRows() throws {
    let connection = try TestDatabase.connect()
    try connection.execute(script: "CREATE TEMP TABLE n (i int); INSERT INTO n VALUES (1), (2)")
    #expect(try connection.execute("UPDATE n SET i = i + 1") == 2)
    #expect(try connection.execute("SELECT * FROM n") == 2)
    #expect(try connection.execute("DELETE FROM n WHERE i > 2") == 1)
  }

  @Test func tablesKnowWhatTheirColumnsHold() throws {
    let connection = try TestDatabase.connect()
    let table = try connection.table(
      """
      SELECT 1::int2 AS a, 2::int4 AS b, 3::int8 AS c, 1.50::numeric AS d, 1.5::float8 AS e, true AS f,
        '{"a": 1}'::json AS g, '{"a": 1}'::jsonb AS h, date '2026-11-22' AS i, ARRAY['x', NULL] AS j, 'k' AS k, NULL::int AS l
      """)
    let kinds: [Table.Kind] = [
      .number, .number, .number, .number, .number, .boolean, .json, .json, .day, .list, .text, .number,
    ]
    #expect(table.columns == zip("abcdefghijkl", kinds).map { Table.Column(name: String($0), kind: $1) })
    #expect(
      table.rows == [
        ["1", "2", "3", "1.50", "1.5", "t", #"{"a": 1}"#, #"{"a": 1}"#, "2026-11-22", "{x,NULL}", "k", nil]
      ])
    #expect(Table.elements(ofList: "{x,NULL}") == ["x", nil])
    #expect(try connection.table("SELECT 1 AS a WHERE false").rows.isEmpty)
  }

  @Test func describesWithoutRunning() throws {
    let connection = try TestDatabase.connect()
    let columns = try connection.describe("SELECT 1 / 0 AS n, 'x'::text AS t, $1::date AS d")
    #expect(columns.map(\.name) == ["n", "t", "d"])
    #expect(columns.map(\.type) == [23, 25, 1082])
  }

  struct Stop: Error {}

  @Test func forEachStreamsAndStopsEarly() throws {
    let connection = try TestDatabase.connect()
    var sum = 0
    try connection.forEach("SELECT n AS number FROM generate_series(1, 1000) AS n", as: Number.self) {
      sum += $0.number
    }
    #expect(sum == 500_500)
    var seen = 0
    // Ends soon only when the statement is stopped: the whole series would take minutes.
    #expect(throws: Stop.self) {
      try connection.forEach("SELECT generate_series(1, 1000000000) AS number", as: Number.self) { _ in
        seen += 1
        if seen == 10 { throw Stop() }
      }
    }
    #expect(seen == 10)
    #expect(try connection.value("SELECT 1", as: Int.self) == 1)
  }

  @Test func forEachFailsAndGoesOn() throws {
    let connection = try TestDatabase.connect()
    #expect(throws: PostgresError.self) {
      try connection.forEach("SELECT 10 / (3 - n) AS number FROM generate_series(1, 9) AS n", as: Number.self) { _ in }
    }
    #expect(throws: PostgresError.self) {
      try connection.forEach("SELECT n::text || 'x' AS number FROM generate_series(1, 9) AS n", as: Number.self) { _ in
      }
    }
    #expect(throws: PostgresError.self) { try connection.forEach("nonsense", as: Number.self) { _ in } }
    #expect(try connection.value("SELECT 1", as: Int.self) == 1)
  }
}
