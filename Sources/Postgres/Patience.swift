import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How long this process waits for servers at most.
///
/// A network that is gone is noticed (``ConnectionInfo``); one that takes all bytes and passes none on looks like a server that
/// is busy. So whoever runs unattended says when to give up: all sessions are then ended, from a signal handler, and what waits for
/// an answer gets ``PostgresError/connectionLost(_:afterCommit:)``.
public enum Patience {
  /// After the first time, what still asks what became of a COMMIT gets so many seconds.
  private static let respite: UInt32 = 20
  private static let over = Atomic(false)
  private static let sockets = Sockets()

  /// Whether the time has passed.
  public static var isOver: Bool { over.load(ordering: .acquiring) }

  /// Sessions that are open so many seconds from now are ended; takes the place of an earlier limit.
  /// - Parameter seconds: at least 1.
  public static func begin(seconds: Int) {
    over.store(false, ordering: .releasing)
    signal(SIGALRM) { _ in
      Patience.over.store(true, ordering: .releasing)
      Patience.sockets.shutDown()
      alarm(Patience.respite)
    }
    unblockSignals(SIGALRM)
    alarm(UInt32(clamping: seconds))
  }

  /// Nothing is ended any more.
  public static func end() { alarm(0) }

  static func add(_ socket: Int32) { sockets.add(socket) }
  static func remove(_ socket: Int32) { sockets.remove(socket) }

  /// The sockets of all sessions, in memory that a signal handler may read.
  private final class Sockets: @unchecked Sendable {
    private static let none: Int32 = -1
    private let slots: UnsafeMutableBufferPointer<Int32>
    private let lock = Mutex(())

    init() {
      slots = .allocate(capacity: 64)
      slots.initialize(repeating: Sockets.none)
    }

    /// More than there are slots go without.
    func add(_ socket: Int32) {
      lock.withLock { _ in if let free = slots.firstIndex(of: Sockets.none) { slots[free] = socket } }
    }

    func remove(_ socket: Int32) {
      lock.withLock { _ in if let slot = slots.firstIndex(of: socket) { slots[slot] = Sockets.none } }
    }

    /// Takes no lock: what it interrupts may hold it.
    func shutDown() {
      for socket in slots where socket != Sockets.none { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }
}
