import CLibpq
import Synchronization

/// Stops what a connection is doing, from any thread.
///
/// Once asked to stop, the connection refuses further statements until ``reset()``, so that a request that falls
/// between two statements is not lost.
public final class CancelHandle: Sendable {
  /// `PQcancel` may be called from any thread with the same object, says libpq's manual.
  private struct Pointer: @unchecked Sendable { let raw: OpaquePointer? }
  private let pointer: Pointer
  private let requested = Atomic(false)

  init(_ connection: OpaquePointer?) { pointer = Pointer(raw: PQgetCancel(connection)) }
  deinit { PQfreeCancel(pointer.raw) }

  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// Asks the server to stop the running statement; it then ends with ``PostgresError/cancelled``.
  public func cancel() {
    requested.store(true, ordering: .releasing)
    interrupt()
  }

  /// Stops the running statement and lets the connection go on with others.
  func interrupt() {
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(pointer.raw, &message, Int32(message.count))
  }

  public func reset() { requested.store(false, ordering: .releasing) }
}
