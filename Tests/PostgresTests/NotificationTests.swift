import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct NotificationTests {
  private func listeners(_ connection: Connection, _ channel: String) throws -> Int {
    try connection.value(
      "SELECT count(*) FROM pg_stat_activity WHERE query = \("LISTEN \"\(channel)\"") AND state = 'idle'") ?? 0
  }

  /// Waits for a state of the server that comes by itself; the suite's time limit ends a wait for one that does not.
  private func wait(until reached: () throws -> Bool) async throws {
    while try !reached() { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test(arguments: ["vendor", "Größe \u{301} 株式"])
  func whatIsNotifiedArrives(_ channel: String) async throws {
    let database = Database(TestDatabase.current)
    let connection = try TestDatabase.connect()
    let stream = database.notifications(on: channel)
    try await wait { try listeners(connection, channel) == 1 }
    try connection.execute("SELECT pg_notify(\(channel), 'one'), pg_notify(\(channel), \("zwei ;'"))")
    try connection.execute("SELECT pg_notify('other', 'elsewhere')")
    try connection.write { try $0.execute("SELECT pg_notify(\(channel), '三')") }
    var payloads: [String] = []
    for try await notification in stream {
      #expect(notification.channel == channel)
      payloads.append(notification.payload)
      if payloads.count == 3 { break }
    }
    #expect(payloads == ["one", "zwei ;'", "三"])
  }

  @Test func leavingTheLoopEndsTheSession() async throws {
    let connection = try TestDatabase.connect()
    let channel = "leaving"
    let task = Task {
      for try await _ in Database(TestDatabase.current).notifications(on: channel) { return }
    }
    try await wait { try listeners(connection, channel) == 1 }
    try connection.execute("NOTIFY leaving")
    try await task.value
    try await wait { try listeners(connection, channel) == 0 }
  }

  @Test func cancellingTheTaskEndsTheSession() async throws {
    let connection = try TestDatabase.connect()
    let task = Task {
      for try await _ in Database(TestDatabase.current).notifications(on: "cancelled") {}
    }
    try await wait { try listeners(connection, "cancelled") == 1 }
    task.cancel()
    try await task.value
    try await wait { try listeners(connection, "cancelled") == 0 }
  }

  @Test func aLostSessionEndsTheStreamWithAnError() async throws {
    let connection = try TestDatabase.connect()
    let stream = Database(TestDatabase.current).notifications(on: "lost")
    try await wait { try listeners(connection, "lost") == 1 }
    try connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"lost\"'")
    await #expect(throws: PostgresError.self) { for try await _ in stream {} }
  }
}
