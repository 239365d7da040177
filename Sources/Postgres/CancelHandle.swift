import CLibpq
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

  /// Asks the server to stop the running statement; it then ends with ``PostgresError/cancelled(afterCommit:)``.
  public func cancel() {
    requested.store(true, ordering: .releasing)
    interrupt()
  }

  /// Stops the running statement and lets the connection go on with others.
  func interrupt() {
    // On the stack, since a signal handler may not allocate.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
      _ = PQcancel(pointer.raw, message.baseAddress, Int32(message.count))
    }
  }

  public func reset() { requested.store(false, ordering: .releasing) }
}

extension CancelHandle {
  /// The address of the handle that signals go to, which is held for ever once it was named.
  private static let interrupted = Atomic<UInt>(0)

  /// From now on SIGINT and SIGTERM cancel this handle, and a second one ends the process at once with 130.
  ///
  /// `PQcancel` may be called in a signal handler, says libpq's manual.
  public func cancelOnInterrupt() {
    CancelHandle.interrupted.store(UInt(bitPattern: Unmanaged.passRetained(self).toOpaque()), ordering: .releasing)
    unblockSignals(SIGINT, SIGTERM)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        guard let pointer = UnsafeRawPointer(bitPattern: CancelHandle.interrupted.load(ordering: .acquiring)) else {
          return
        }
        Unmanaged<CancelHandle>.fromOpaque(pointer)._withUnsafeGuaranteedRef { handle in
          if handle.isRequested { _exit(130) }
          handle.cancel()
        }
      }
    }
  }
}
