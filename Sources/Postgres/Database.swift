import Dispatch
public import Logging
import Synchronization

/// A pool of sessions. Async at the door, synchronous inside: a closure has its connection to itself, so no other task's
/// statement can slip between two of its own.
///
/// libpq blocks, so each connection works on a queue of its own and never on Swift's cooperative threads.
///
/// ```swift
/// let database = Database(ConnectionInfo("dbname=clause6"))
/// let names = try await database.read { try $0.rows("SELECT name FROM register.vendor", as: Name.self) }
/// ```
public final class Database: Sendable {
  public let info: ConnectionInfo
  let logger: Logger
  private let pool: Pool

  /// - Parameters:
  ///   - info: where; empty means the PG* environment variables.
  ///   - maximumConnections: how many sessions at most, at least 1; further callers wait.
  ///   - logger: gets the server's notices, and each statement (without its values) at `debug`.
  public init(
    _ info: ConnectionInfo = ConnectionInfo(), maximumConnections: Int = 4, logger: Logger = Logger(label: "postgres")
  ) {
    self.info = info
    self.logger = logger
    pool = Pool(maximum: max(1, maximumConnections))
  }

  /// One read-only snapshot for the whole closure.
  public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    try await withConnection { try $0.read(body) }
  }

  /// One serializable transaction, run again from the top on 40001 and 40P01.
  ///
  /// The closure may run several times, so it must do nothing but work on the database.
  @discardableResult
  public func write<T: Sendable>(
    attempts: Int = 8, _ body: @escaping @Sendable (Connection) throws -> T
  ) async throws -> T {
    try await withConnection { try $0.write(attempts: attempts, body) }
  }

  /// As ``write(attempts:_:)``, but always rolled back: what `--dry-run` runs.
  @discardableResult
  public func rehearse<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    try await withConnection { try $0.rehearse(body) }
  }

  /// No transaction: CREATE DATABASE, VACUUM.
  ///
  /// Cancelling the task stops the running statement and throws `CancellationError`.
  @discardableResult
  public func withConnection<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    let slot = try await pool.take()
    defer { pool.give(back: slot) }
    let info = info
    let logger = logger
    slot.prepare()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        slot.queue.async {
          continuation.resume(with: Result { try slot.run(info, logger, body) })
        }
      }
    } onCancel: {
      slot.cancel()
    }
  }

  /// How many sessions are open, busy and idle together; for tests and status pages.
  public var openConnections: Int { pool.openCount }
}

/// A place in the pool: a queue, and the session that lives on it once it was needed.
final class Slot: Sendable {
  let queue = DispatchQueue(label: "clause6.connection")
  private struct State {
    var handle: CancelHandle?
    var isCancelled = false
  }
  private let state = Mutex(State())
  /// Touched on `queue` only.
  private nonisolated(unsafe) var connection: Connection?

  /// On `queue`.
  func run<T>(_ info: ConnectionInfo, _ logger: Logger, _ body: (Connection) throws -> T) throws -> T {
    defer { finish() }
    do {
      let connection = try self.connection ?? Connection(info, logger: logger)
      self.connection = connection
      try begin(connection)
      return try body(connection)
    } catch let error as PostgresError {
      if case .cancelled = error, state.withLock({ $0.isCancelled }) { throw CancellationError() }
      throw error
    }
  }

  /// Before each lending: a cancellation that came too late for the last borrower must not meet the next.
  func prepare() { state.withLock { $0 = State() } }

  private func begin(_ connection: Connection) throws {
    try state.withLock { state in
      if state.isCancelled { throw CancellationError() }
      state.handle = connection.cancelHandle
    }
  }

  /// A session that broke, or that was left in a transaction, is not lent again.
  private func finish() {
    state.withLock { state in
      state.handle?.reset()
      state.handle = nil
    }
    if let connection, !connection.isUsable || connection.isInTransaction { self.connection = nil }
  }

  /// Stops the work.
  func cancel() { cancel(again: false) }

  /// The server forgets a request that meets it between two statements, so it is made again until the work has ended.
  private func cancel(again: Bool) {
    let isRunning = state.withLock { state in
      if again, !state.isCancelled { return false }
      state.isCancelled = true
      // Under the lock, so that it cannot hit whoever borrows the session next.
      state.handle?.cancel()
      return state.handle != nil
    }
    guard isRunning else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { self.cancel(again: true) }
  }
}

/// Who may use which slot, and who waits.
private final class Pool: Sendable {
  private struct Waiter {
    let id: Int
    let continuation: CheckedContinuation<Slot, any Error>
  }
  private struct State {
    var idle: [Slot] = []
    var open = 0
    var waiters: [Waiter] = []
    var nextID = 0
    var cancelledEarly: Set<Int> = []
  }
  private let maximum: Int
  private let state = Mutex(State())

  init(maximum: Int) { self.maximum = maximum }

  var openCount: Int { state.withLock { $0.open } }

  func take() async throws -> Slot {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    defer { state.withLock { _ = $0.cancelledEarly.remove(id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome: Result<Slot, any Error>? = state.withLock { state in
          if state.cancelledEarly.contains(id) { return .failure(CancellationError()) }
          if let slot = state.idle.popLast() { return .success(slot) }
          if state.open < maximum {
            state.open += 1
            return .success(Slot())
          }
          state.waiters.append(Waiter(id: id, continuation: continuation))
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
          state.cancelledEarly.insert(id)
          return nil
        }
        return state.waiters.remove(at: index)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
  }

  func give(back slot: Slot) {
    let waiter = state.withLock { state -> Waiter? in
      if !state.waiters.isEmpty { return state.waiters.removeFirst() }
      state.idle.append(slot)
      return nil
    }
    waiter?.continuation.resume(returning: slot)
  }
}

/// Set once, read from another thread.
final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set() { flag.store(true, ordering: .releasing) }
}
