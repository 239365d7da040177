import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct PipelineTests {
  private func connect() throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.execute("CREATE TEMP TABLE item (n int PRIMARY KEY, body text)")
    return connection
  }

  private func statements(failingAt bad: Int? = nil) -> [SQL] {
    (1...1000).map { n in "INSERT INTO item VALUES (\(n == bad ? 1 : n), \("body \(n)"))" }
  }

  private func count(_ connection: Connection) throws -> Int? {
    try connection.value("SELECT count(*) FROM item", as: Int.self)
  }

  @Test func aThousandStatements() throws {
    let connection = try connect()
    try connection.execute(pipelined: statements())
    #expect(try count(connection) == 1000)
    #expect(try connection.value("SELECT body FROM item WHERE n = 777", as: String.self) == "body 777")
    try connection.execute(pipelined: [])
    try connection.execute(pipelined: ["SELECT n FROM item", "DELETE FROM item"])
    #expect(try count(connection) == 0)
  }

  @Test func outsideATransactionTheChunksBeforeTheFailureStay() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) { try connection.execute(pipelined: statements(failingAt: 500)) }
    #expect(error?.sqlState == "23505")
    #expect(try count(connection) == 400)
    #expect(!connection.isInTransaction)
  }

  @Test func insideATransactionNothingStays() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.write { try $0.execute(pipelined: statements(failingAt: 500)) }
    }
    #expect(error?.sqlState == "23505")
    #expect(try count(connection) == 0)
    try connection.write { try $0.execute(pipelined: statements()) }
    #expect(try count(connection) == 1000)
  }

  @Test func aSavepointCatchesIt() throws {
    let connection = try connect()
    try connection.write { connection in
      _ = try? connection.savepoint { try connection.execute(pipelined: statements(failingAt: 500)) }
      try connection.execute(pipelined: ["INSERT INTO item VALUES (1, 'after')"])
    }
    #expect(try count(connection) == 1)
  }

  @Test func bigValuesAndBigAnswersDoNotBlockEachOther() throws {
    let connection = try connect()
    let body = String(repeating: "x", count: 100_000)
    try connection.execute(
      pipelined: (1...100).map { "INSERT INTO item VALUES (\($0), \(body)) RETURNING body || body" })
    #expect(try count(connection) == 100)
  }
}
