import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct BindingTests {
  static let hostile = [
    "", "'; DROP TABLE note; --", "\"", "''", "\\", "\\'; --", "$1", "$$", "E'\\x00'", "\u{1}\u{7F}",
    "line\nbreak\r\n\ttab",
    "株式会社 ﾍﾞﾝﾀﾞｰ", "👩‍👩‍👧‍👦", "e\u{301}", "'\u{301}", "NULL", "{a,b}", String(repeating: "ü", count: 512 * 1024),
  ]

  @Test(arguments: hostile)
  func boundTextComesBackAsItWas(_ text: String) throws {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE note (body text)")
    try connection.execute("INSERT INTO note VALUES (\(text))")
    let stored = try connection.value("SELECT body FROM note", as: String.self)
    // Scalars, because Swift calls canonically equivalent texts equal.
    #expect(stored.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(try connection.value("SELECT octet_length(body) FROM note", as: Int.self) == text.utf8.count)
  }

  @Test func anArrayOfThemComesBackToo() throws {
    let connection = try TestDatabase.connect()
    let texts = BindingTests.hostile + ["\u{301}starts with a mark", "\u{600}"]
    #expect(try connection.value("SELECT \(texts)::text[]", as: [String].self) == texts)
    #expect(try connection.value("SELECT \([1, -2])::int[]", as: [Int].self) == [1, -2])
    #expect(try connection.value("SELECT \([String]())::text[]", as: [String].self) == [])
    #expect(try connection.value("SELECT ARRAY['\u{301}a', '\u{600}']", as: [String].self) == ["\u{301}a", "\u{600}"])
  }

  @Test func nothingIsNull() throws {
    let connection = try TestDatabase.connect()
    let nothing: String? = nil
    #expect(try connection.value("SELECT \(nothing)::text IS NULL", as: Bool.self) == true)
    #expect(try connection.value("SELECT \(Optional("x"))::text IS NULL", as: Bool.self) == false)
  }

  @Test("A text with U+0000, which libpq would cut there, is refused before it is sent")
  func zeroBytes() throws {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE note (body text)")
    for statement: SQL in [
      "INSERT INTO note VALUES (\("kept\u{0}lost"))", "INSERT INTO note VALUES (\(["a\u{0}"])::text)",
    ] {
      let error = #expect(throws: PostgresError.self) { try connection.execute(statement) }
      #expect("\(try #require(error))".contains("value 1"))
      #expect(!"\(try #require(error))".contains("kept"))
    }
    #expect(throws: PostgresError.self) { try connection.execute(SQL(verbatim: "SELECT 1\u{0} WHERE false")) }
    #expect(throws: PostgresError.self) { try connection.execute("LISTEN \(identifier: "a\u{0}b")") }
    #expect(throws: PostgresError.self) { try connection.execute(script: "SELECT 1;\u{0} SELECT 1/0") }
    #expect(throws: PostgresError.self) { try connection.describe(SQL(verbatim: "SELECT 1\u{0}")) }
    #expect(throws: PostgresError.self) {
      try connection.execute(pipelined: ["INSERT INTO note VALUES ('a')", "INSERT INTO note VALUES (\("\u{0}"))"])
    }
    #expect(try connection.value("SELECT count(*) FROM note", as: Int.self) == 0)
  }

  @Test func aZeroByteInACopyIsRefusedByTheServer() throws {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE note (body text)")
    let error = #expect(throws: PostgresError.self) {
      try connection.copyIn("COPY note FROM STDIN") { writer in try writer.write(row: ["kept\u{0}lost"]) }
    }
    #expect(error?.sqlState == "22021")
    #expect(try connection.value("SELECT count(*) FROM note", as: Int.self) == 0)
  }

  @Test func moreValuesThanTheProtocolCountsAreRefused() throws {
    let connection = try TestDatabase.connect()
    let statement = SQL(verbatim: "SELECT 1", Array(repeating: 1, count: 65_536))
    let error = #expect(throws: PostgresError.self) { try connection.execute(statement) }
    #expect("\(try #require(error))".contains("65,535"))
    #expect(connection.isUsable)
  }

  @Test func nestingNumbersTheParameters() throws {
    let connection = try TestDatabase.connect()
    let filter: SQL = "n > \(1) AND n < \(5)"
    let statement: SQL = "SELECT sum(n) FROM generate_series(\(0)::int, \(10)) AS n WHERE \(filter) OR n = \(9)"
    #expect(
      statement.text == "SELECT sum(n) FROM generate_series($1::int, $2) AS n WHERE n > $3 AND n < $4 OR n = $5")
    #expect(try connection.value(statement, as: Int.self) == 2 + 3 + 4 + 9)
    #expect("\(statement)" == statement.text)
  }

  @Test func textThatNumbersItsOwnParametersNests() throws {
    let connection = try TestDatabase.connect()
    let body = SQL(verbatim: "SELECT $1::int + $2::int * 10 AS n", [1, 2])
    #expect(try connection.value("SELECT n + \(100) FROM (\(body)) AS body WHERE n > \(0)", as: Int.self) == 121)
    #expect(try connection.value("SELECT \(1000) + n FROM (\(body)) AS body", as: Int.self) == 1021)
  }

  @Test(arguments: [
    "plain", "Größe", "株式会社", "select", "a b", "a.b", "a\"b", "\"", "\"; DROP TABLE x; --", "a\"\u{301}b", "\\", "'",
  ])
  func identifiersAreQuoted(_ name: String) throws {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE \(identifier: name) (\(identifier: name) int)")
    try connection.execute("INSERT INTO \(identifier: name) (\(identifier: name)) VALUES (1)")
    let found = try connection.value(
      "SELECT count(*) FROM pg_class WHERE relname = \(name) AND relnamespace = pg_my_temp_schema()", as: Int.self)
    #expect(found == 1)
  }
}
