import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct PoolTests {
  /// Waits for a state of the server that comes by itself; the suite's time limit ends a wait for one that does not.
  private func wait(until reached: () throws -> Bool) async throws {
    while try !reached() { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// Sessions that called themselves so.
  private func sessions(_ name: String, _ connection: Connection, running query: String = "%") throws -> Int {
    try connection.value(
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = \(name) AND query LIKE \(query)") ?? 0
  }

  private func database(_ name: String, maximumConnections: Int = 4) -> Database {
    Database(TestDatabase.current.with(["application_name": name]), maximumConnections: maximumConnections)
  }

  @Test func neverMoreSessionsThanAllowed() async throws {
    let database = database("crowd", maximumConnections: 3)
    let busy = Counter()
    let most = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for _ in 1...20 {
        group.addTask {
          try await database.read { connection in
            let together = busy.add(1)
            defer { busy.add(-1) }
            let open = try connection.value(
              "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'crowd'", as: Int.self)
            try connection.execute("SELECT pg_sleep(0.005)")
            return (together, open ?? 0)
          }
        }
      }
      return try await group.reduce((0, 0)) { (max($0.0, $1.0), max($0.1, $1.1)) }
    }
    #expect(most.0 <= 3)
    #expect(most.1 <= 3)
    #expect(database.openConnections <= 3)
  }

  @Test func aCancelledStatementEndsAtOnceAndItsSessionIsLentAgain() async throws {
    let database = database("sleeper", maximumConnections: 1)
    let observer = try TestDatabase.connect()
    let pid = try await database.read { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
    // Far longer than the suite may take: only the cancellation can end it.
    let task = Task { try await database.write { try $0.execute("SELECT pg_sleep(3600)") } }
    try await wait { try sessions("sleeper", observer, running: "SELECT pg_sleep%") == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await database.read { try $0.value("SELECT pg_backend_pid()", as: Int.self) } == pid)
  }

  @Test("A cancellation at any moment hits its own work only")
  func cancellationsAtAnyMoment() async throws {
    let database = database("any moment", maximumConnections: 1)
    for step in 0..<60 {
      let task = Task { try await database.read { try $0.value("SELECT 1", as: Int.self) } }
      if step % 3 > 0 { try await Task.sleep(for: .microseconds(step * 40)) }
      task.cancel()
      do {
        #expect(try await task.value == 1)
      } catch is CancellationError {}
      #expect(try await database.read { try $0.value("SELECT 2", as: Int.self) } == 2)
    }
  }

  @Test func aCancelledTaskBorrowsNothing() async throws {
    let database = database("never")
    let task = Task {
      try? await Task.sleep(for: .seconds(60))
      return try await database.read { try $0.value("SELECT 1", as: Int.self) }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aCancelledWaiterLeaves() async throws {
    let database = database("queue", maximumConnections: 1)
    let (isHeld, hold) = AsyncStream<Void>.makeStream()
    let released = Counter()
    let holder = Task {
      try await database.withConnection { connection in
        hold.finish()
        while released.add(0) == 0 { try connection.execute("SELECT pg_sleep(0.005)") }
      }
    }
    for await _ in isHeld {}
    let waiter = Task { try await database.read { try $0.value("SELECT 1", as: Int.self) } }
    let patient = Task { try await database.read { try $0.value("SELECT 2", as: Int.self) } }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    released.add(1)
    try await holder.value
    #expect(try await patient.value == 2)
  }

  @Test func aBrokenSessionIsNotLentAgain() async throws {
    let database = database("broken", maximumConnections: 1)
    let pid = try await database.read { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
    try TestDatabase.connect().execute("SELECT pg_terminate_backend(\(pid)::int, 10000)")
    await #expect(throws: PostgresError.self) { try await database.read { try $0.execute("SELECT 1") } }
    let next = try await database.read { try $0.value("SELECT pg_backend_pid()", as: Int.self) }
    #expect(next != pid)
  }

  @Test func aSessionLeftInATransactionIsNotLentAgain() async throws {
    let database = database("left open", maximumConnections: 1)
    let pid = try await database.withConnection { connection in
      try connection.execute("BEGIN")
      return try connection.value("SELECT pg_backend_pid()", as: Int.self)
    }
    let next = try await database.withConnection { connection in
      #expect(!connection.isInTransaction)
      return try connection.value("SELECT pg_backend_pid()", as: Int.self)
    }
    #expect(next != pid)
  }

  @Test func aServerThatRestartsIsFoundAgain() async throws {
    let server = try TestServer.dedicated()
    defer { server.stop() }
    let database = Database(server.info, maximumConnections: 1)
    #expect(try await database.read { try $0.value("SELECT 1", as: Int.self) } == 1)
    server.kill()
    for _ in 1...2 {
      await #expect(throws: PostgresError.self) { try await database.read { try $0.execute("SELECT 1") } }
    }
    try server.restart()
    #expect(try await database.read { try $0.value("SELECT 1", as: Int.self) } == 1)
  }

  @Test func aStopIsRememberedUntilItIsReset() throws {
    let connection = try TestDatabase.connect()
    connection.cancelHandle.cancel()
    #expect(connection.cancelHandle.isRequested)
    let error = #expect(throws: PostgresError.self) { try connection.write { try $0.execute("SELECT 1") } }
    guard case .cancelled = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    connection.cancelHandle.reset()
    #expect(try connection.value("SELECT 1", as: Int.self) == 1)
  }
}

/// A number that many tasks change.
private final class Counter: Sendable {
  private let count = Atomic(0)
  @discardableResult func add(_ number: Int) -> Int { count.add(number, ordering: .relaxed).newValue }
}
