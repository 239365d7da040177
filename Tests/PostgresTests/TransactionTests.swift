import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct TransactionTests {
  struct Stop: Error {}

  /// A session and a table of its own in the suite's database.
  private func connect(_ table: String, _ columns: String = "n int") throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.execute(script: "CREATE TABLE \(table) (\(columns))")
    return connection
  }

  @Test func readSeesOneSnapshot() throws {
    let writer = try connect("snapshot")
    let reader = try TestDatabase.connect()
    try reader.read { reader in
      #expect(try reader.value("SELECT count(*) FROM snapshot", as: Int.self) == 0)
      try writer.execute("INSERT INTO snapshot VALUES (1)")
      #expect(try reader.value("SELECT count(*) FROM snapshot", as: Int.self) == 0)
    }
    #expect(try reader.value("SELECT count(*) FROM snapshot", as: Int.self) == 1)
  }

  @Test func readRefusesToWrite() throws {
    let connection = try connect("refused")
    let error = #expect(throws: PostgresError.self) {
      try connection.read { try $0.execute("INSERT INTO refused VALUES (1)") }
    }
    #expect(error?.sqlState == "25006")
    #expect(!connection.isInTransaction)
  }

  @Test func writeStoresAllOrNothing() throws {
    let connection = try connect("all_or_nothing")
    try connection.write { try $0.execute("INSERT INTO all_or_nothing VALUES (1)") }
    #expect(throws: Stop.self) {
      try connection.write { connection in
        try connection.execute("INSERT INTO all_or_nothing VALUES (2)")
        throw Stop()
      }
    }
    #expect(try connection.value("SELECT sum(n) FROM all_or_nothing", as: Int.self) == 1)
  }

  @Test func writersThatCollideAllSucceed() async throws {
    let setup = try connect("counter")
    try setup.execute("INSERT INTO counter VALUES (0)")
    let database = Database(TestDatabase.current, maximumConnections: 8)
    try await withThrowingTaskGroup { group in
      for _ in 1...8 {
        group.addTask {
          for _ in 1...25 {
            try await database.write(attempts: 1000) { connection in
              let count = try connection.value("SELECT n FROM counter", as: Int.self) ?? 0
              try connection.execute("UPDATE counter SET n = \(count + 1)::int")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try setup.value("SELECT n FROM counter", as: Int.self) == 200)
  }

  @Test func theLastAttemptsErrorIsTheCallers() throws {
    let connection = try connect("attempts")
    var attempts = 0
    let error = #expect(throws: PostgresError.self) {
      try connection.write(attempts: 3) { connection in
        attempts += 1
        try connection.execute("DO $$ BEGIN RAISE 'again' USING ERRCODE = '40001'; END $$")
      }
    }
    #expect(attempts == 3)
    #expect(error?.isRetryable == true)
    #expect(throws: PostgresError.self) {
      try connection.write { connection in
        attempts += 1
        try connection.execute("SELECT 1 / 0")
      }
    }
    #expect(attempts == 4)
  }

  @Test("An error that the closure swallowed is not a success: the server would store nothing, without a word")
  func swallowedErrors() throws {
    let connection = try connect("swallowed")
    let error = #expect(throws: PostgresError.self) {
      try connection.write { connection in
        try connection.execute("INSERT INTO swallowed VALUES (1)")
        _ = try? connection.execute("SELECT 1 / 0")
      }
    }
    #expect(error?.sqlState == "25P02")
    #expect(!connection.isInTransaction)
    #expect(try connection.value("SELECT count(*) FROM swallowed", as: Int.self) == 0)
  }

  @Test func rehearseLeavesNothing() throws {
    let connection = try connect("rehearsed", "n int PRIMARY KEY")
    let count = try connection.rehearse { connection in
      try connection.execute("INSERT INTO rehearsed VALUES (1), (2)")
      try connection.execute("CREATE TABLE never (n int)")
      return try connection.value("SELECT count(*) FROM rehearsed", as: Int.self)
    }
    #expect(count == 2)
    #expect(try connection.value("SELECT count(*) FROM rehearsed", as: Int.self) == 0)
    #expect(try connection.value("SELECT to_regclass('never') IS NULL", as: Bool.self) == true)
  }

  @Test func deferredConstraintsSpeakInARehearsal() throws {
    let connection = try connect(
      "deferred",
      "n int PRIMARY KEY, parent int CONSTRAINT deferred_has_parent REFERENCES deferred DEFERRABLE INITIALLY DEFERRED")
    let body: (Connection) throws -> Void = { try $0.execute("INSERT INTO deferred VALUES (1, 2)") }
    for run in [{ try connection.rehearse(body) }, { try connection.write(body) }] {
      let error = #expect(throws: PostgresError.self) { try run() }
      guard case .server(let report) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(report.constraint == "deferred_has_parent")
    }
    #expect(!connection.isInTransaction)
  }

  @Test func savepointsUndoTheirPartOnly() throws {
    let connection = try connect("parts", "n int PRIMARY KEY")
    func insert(_ number: Int) throws { try connection.execute("INSERT INTO parts VALUES (\(number))") }
    func insertAndStop(_ number: Int) throws {
      try insert(number)
      throw Stop()
    }
    try connection.write { connection in
      try insert(1)
      for number in [1, 2, 1, 3] { try? connection.savepoint { try insert(number) } }
      try connection.savepoint {
        try insert(10)
        try? connection.savepoint { try insertAndStop(20) }
        try connection.savepoint { try insert(30) }
      }
      try? connection.savepoint {
        try connection.savepoint { try insert(40) }
        throw Stop()
      }
    }
    let numbers = try connection.value("SELECT array_agg(n ORDER BY n) FROM parts", as: [Int].self)
    #expect(numbers == [1, 2, 3, 10, 30])
  }

  @Test func noSavepointIsLeftBehind() throws {
    let connection = try connect("left_behind")
    let error = #expect(throws: PostgresError.self) {
      try connection.write { connection in
        try? connection.savepoint { throw Stop() }
        try connection.savepoint { try connection.execute("INSERT INTO left_behind VALUES (1)") }
        try connection.execute("ROLLBACK TO SAVEPOINT clause6_1")
      }
    }
    #expect(error?.sqlState == "3B001")
  }

  @Test func aLostSessionIsAnErrorAndNoCrash() throws {
    let connection = try connect("lost")
    let other = try TestDatabase.connect()
    let pid = try connection.value("SELECT pg_backend_pid()", as: Int.self)
    try other.execute("SELECT pg_terminate_backend(\(pid)::int, 10000)")
    for _ in 1...2 {
      let error = #expect(throws: PostgresError.self) { try connection.write { try $0.execute("SELECT 1") } }
      guard case .connectionLost = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    #expect(!connection.isUsable)
  }
}
