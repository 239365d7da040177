import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct CopyTests {
  struct Stop: Error {}
  static let count = 10_000

  private func connect() throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE line (n int PRIMARY KEY, body text)")
    return connection
  }

  private func body(_ n: Int) -> String? {
    switch n % 8 {
    case 0: nil
    case 1: "tab\tand\\backslash\\n"
    case 2: "line\nbreak\r\nand\rreturn"
    case 3: "\\N"
    case 4: "\\."
    case 5: ""
    case 6: "株式会社\u{301} 👩‍👩‍👧‍👦"
    default: "\u{1}\u{B}\u{C}\u{8}\u{7F}"
    }
  }

  private func fill(_ connection: Connection, _ rows: ClosedRange<Int>) throws -> Int {
    try connection.copyIn("COPY line FROM STDIN") { writer in
      for n in rows { try writer.write(row: [String(n), body(n)]) }
    }
  }

  @Test func tenThousandRowsInAndOut() throws {
    struct Line: Decodable {
      var n: Int
      var body: String?
    }
    let connection = try connect()
    #expect(try fill(connection, 1...CopyTests.count) == CopyTests.count)
    let lines = try connection.rows("SELECT n, body FROM line ORDER BY n", as: Line.self)
    #expect(lines.map(\.n) == Array(1...CopyTests.count))
    #expect(lines.allSatisfy { $0.body.map { Array($0.utf8) } == body($0.n).map { Array($0.utf8) } })

    var bytes: [UInt8] = []
    let rows = try connection.copyOut("COPY line TO STDOUT") { row in
      for index in row.indices { bytes.append(row[index]) }
    }
    #expect(rows == CopyTests.count)
    try connection.execute("CREATE TEMP TABLE again (LIKE line)")
    #expect(try connection.copyIn("COPY again FROM STDIN") { try $0.write(bytes: bytes) } == CopyTests.count)
    let differences = try connection.value(
      "SELECT count(*) FROM ((TABLE line EXCEPT TABLE again) UNION ALL (TABLE again EXCEPT TABLE line)) AS d",
      as: Int.self)
    #expect(differences == 0)
  }

  @Test func aClosureThatThrowsStoresNothing() throws {
    let connection = try connect()
    #expect(throws: Stop.self) {
      try connection.copyIn("COPY line FROM STDIN") { writer in
        for n in 1...CopyTests.count { try writer.write(row: [String(n), String(repeating: "x", count: 100)]) }
        throw Stop()
      }
    }
    #expect(try connection.value("SELECT count(*) FROM line", as: Int.self) == 0)
    #expect(try fill(connection, 1...3) == 3)
  }

  @Test func anErrorOfTheServerStoresNothing() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.copyIn("COPY line FROM STDIN") { writer in
        for n in 1...CopyTests.count {
          try writer.write(row: [n == 50 ? "fifty" : String(n), String(repeating: "x", count: 100)])
        }
      }
    }
    #expect(error?.sqlState == "22P02")
    guard case .server(let report) = error else { return }
    #expect(report.context?.contains("line 50") == true)
    #expect(try connection.value("SELECT count(*) FROM line", as: Int.self) == 0)
    #expect(try fill(connection, 1...3) == 3)
  }

  @Test func theWrongNumberOfColumnsIsAnError() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.copyIn("COPY line FROM STDIN") { try $0.write(row: ["1", "two", "three"]) }
    }
    #expect(error?.sqlState == "22P04")
    #expect(throws: PostgresError.self) { try connection.copyIn("SELECT 1") { _ in } }
    #expect(throws: PostgresError.self) { try connection.copyIn("COPY line TO STDOUT") { _ in } }
    #expect(throws: PostgresError.self) { try connection.copyOut("COPY line FROM STDIN") { _ in } }
    #expect(try fill(connection, 1...3) == 3)
  }

  @Test func aReaderThatThrowsStopsTheStatement() throws {
    let connection = try connect()
    var seen = 0
    // Ends soon only when the statement is stopped: the whole series would take minutes.
    #expect(throws: Stop.self) {
      try connection.copyOut("COPY (SELECT generate_series(1, 1000000000)) TO STDOUT") { _ in
        seen += 1
        if seen == 10 { throw Stop() }
      }
    }
    #expect(seen == 10)
    #expect(try connection.value("SELECT 1", as: Int.self) == 1)
  }

  @Test func copyingOutCanFailHalfWay() throws {
    let connection = try connect()
    var seen = 0
    let error = #expect(throws: PostgresError.self) {
      try connection.copyOut("COPY (SELECT 1 / (100 - n) FROM generate_series(1, 200) AS n) TO STDOUT") { _ in seen += 1
      }
    }
    #expect(error?.sqlState == "22012")
    #expect(seen == 99)
    #expect(try connection.value("SELECT 1", as: Int.self) == 1)
  }
}
