import Clause6
import Foundation
import Postgres
import Proof
import Synchronization
import TestSupport
import Testing

/// Sealing beside writers: nothing is lost, nothing comes twice, and every cut of the log is a state that somebody could have read.
@Suite struct SealTests {
  private func keys(_ connection: Connection) throws -> [NoteSigningKey] {
    [try #require(NoteSigningKey(name: connection.logOrigin(), kind: .signature))]
  }

  @Test(.register) func whatIsSealedGoesOnWhereTheLastSealEnded() throws {
    let connection = try TestDatabase.connect()
    let keys = try keys(connection)
    let first = try connection.seal(by: keys)
    #expect(first.isNew && first.sealed == first.checkpoint.size)
    let again = try connection.seal(by: keys)
    #expect(!again.isNew && again.sealed == 0 && again.note == first.note)
    for name in ["Acme", "Bolt", "Cog"] {
      try connection.register("INSERT INTO register.vendor (name) VALUES ('\(name)')")
      let next = try connection.seal(by: keys)
      #expect(next.isNew && next.sealed == 1)
    }
    var verification = HistoryVerification(
      kept: [try .init(name: "kept", text: first.note.description)], keys: keys.map(\.publicKey))
    #expect(try verification.run(on: connection) == [])
  }

  /// The sealer dies between its two transactions: the next seal signs what the first one numbered.
  @Test(.register) func aSealThatWasNotSignedIsSignedByTheNext() throws {
    let connection = try TestDatabase.connect()
    let keys = try keys(connection)
    try connection.execute("SELECT * FROM audit.seal()")
    let size = try connection.leafCount()
    let seal = try connection.seal(by: keys)
    #expect(seal.isNew && seal.sealed == 0 && seal.checkpoint.size == size)
    var verification = HistoryVerification(keys: keys.map(\.publicKey))
    #expect(try verification.run(on: connection) == [])
  }

  @Test(.register) func whatIsCommittedLateIsInTheNextSeal() throws {
    let (late, connection) = (try TestDatabase.connect(), try TestDatabase.connect())
    try late.execute(
      script: "BEGIN; SET LOCAL clause6.reason = 'late'; INSERT INTO register.vendor (name) VALUES ('Late')")
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Early')")
    try connection.execute("SELECT * FROM audit.seal()")
    let before = try connection.leafCount()
    try late.execute(script: "COMMIT")
    try connection.execute("SELECT * FROM audit.seal()")
    let rows = try connection.table(
      """
      SELECT image ->> 'name', idx >= \(before)::bigint, seq < lag(seq) OVER (ORDER BY idx), known_at >= lag(known_at) OVER (ORDER BY idx)
      FROM audit.log WHERE entity = 'vendor' ORDER BY idx
      """
    ).rows
    #expect(rows == [["Early", "f", nil, nil], ["Late", "t", "t", "t"]])
  }

  @Test(.register) func aSealIsNoPartOfATransactionThatSeesThePast() throws {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.write(attempts: 1) { try $0.execute("SELECT * FROM audit.seal()") }
    }
    #expect(error?.sqlState == "25001")
  }

  /// Writers move amounts between contracts, so that their sum tells a state that was from one that never was.
  @Test(.register) func everySealIsAStateOfTheRegister() async throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.contract (id, reference, value_amount, value_currency)
      SELECT n, 'C-' || n, 1000, 'JPY' FROM generate_series(1, 20) n
      """)
    let seals = try await sealBesideWriters(TestDatabase.current)
    try connection.execute("SELECT * FROM audit.seal()")
    // The sum over the newest versions below each size, and whether the last one is the register.
    let wrong = try connection.value(
      """
      SELECT count(*) FROM unnest(\(seals.map(String.init))::bigint[]) s (size)
      WHERE (SELECT sum((v.image ->> 'value_amount')::numeric) FROM generate_series(1, 20) k (key) CROSS JOIN LATERAL (
        SELECT l.image FROM audit.log l WHERE l.entity = 'contract' AND l.key = k.key AND l.idx < s.size ORDER BY l.idx DESC LIMIT 1) v) <> 20000
      """, as: Int.self)
    #expect(wrong == 0)
    let outOfOrder = try connection.value(
      """
      SELECT count(*) FROM (SELECT seq < lag(seq) OVER (PARTITION BY entity, key ORDER BY idx) AS is_wrong FROM audit.log) l WHERE is_wrong
      """, as: Int.self)
    #expect(outOfOrder == 0)
    #expect(try connection.value("SELECT count(*) FROM audit.outbox", as: Int.self) == 0)
    #expect(try connection.historyProblems() == [])
  }
}

/// Seals one after the other while six writers move amounts, sixty times each. Each has a thread of its own: where threads are
/// few, one who seals without end leaves nothing to those who write.
/// - Returns: the size of the log after each.
private func sealBesideWriters(_ info: ConnectionInfo) async throws -> [Int] {
  let isOver = Flag()
  async let sizes = onAThread { try sealOften(info, until: isOver) }
  let moved = try await withThrowingTaskGroup(of: Int.self) { group in
    defer { isOver.raise() }
    for writer in 0..<6 { group.addTask { try await onAThread { try moveAmounts(info, writer, times: 60) } } }
    return try await group.reduce(0, +)
  }
  #expect(moved > 150)
  #expect(try await sizes.count > 10)
  return try await sizes
}

private func onAThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}

private func sealOften(_ info: ConnectionInfo, until isOver: Flag) throws -> [Int] {
  let connection = try Connection(info)
  var sizes: [Int] = []
  while !isOver.isRaised {
    try connection.execute("SELECT * FROM audit.seal()")
    let size = try connection.leafCount()
    if size != sizes.last { sizes.append(size) } else { usleep(2_000) }
  }
  return sizes
}

private func moveAmounts(_ info: ConnectionInfo, _ writer: Int, times: Int) throws -> Int {
  var transfers = try Transfers(info, writer)
  return try transfers.run(times: times)
}

/// Moves amounts between two contracts, some of them slowly and some in vain.
private struct Transfers {
  private let connection: Connection
  private var random: SplitMix64

  init(_ info: ConnectionInfo, _ writer: Int) throws {
    connection = try Connection(info)
    random = SplitMix64(state: UInt64(writer + 1))
  }

  /// - Returns: how many were committed.
  mutating func run(times: Int) throws -> Int {
    var moved = 0
    for _ in 1...times {
      let (from, to) = (Int.random(in: 1...20, using: &random), Int.random(in: 1...20, using: &random))
      let isSlow = Int.random(in: 0..<10, using: &random) == 0
      let isUndone = Int.random(in: 0..<20, using: &random) == 0
      do {
        // One row after the other, and between them a while in which others commit.
        try connection.execute(
          script: """
            BEGIN; SET LOCAL clause6.reason = 'moved';
            UPDATE register.contract SET value_amount = value_amount - 1 WHERE id = \(from) AND \(from) <> \(to);
            SELECT pg_sleep(\(isSlow ? 0.05 : 0.001));
            UPDATE register.contract SET value_amount = value_amount + 1 WHERE id = \(to) AND \(from) <> \(to);
            \(isUndone ? "ROLLBACK" : "COMMIT")
            """)
        if !isUndone { moved += 1 }
      } catch {
        guard error.isRetryable else { throw error }
        try connection.execute(script: "ROLLBACK")
      }
    }
    return moved
  }
}

/// Tells threads that it is over.
private final class Flag: Sendable {
  private let value = Mutex(false)
  var isRaised: Bool { value.withLock { $0 } }
  func raise() { value.withLock { $0 = true } }
}
