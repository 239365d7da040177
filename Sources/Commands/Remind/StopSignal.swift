import Postgres
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGTERM and SIGINT as a wish: what is in hand is finished first.
struct StopSignal {
  private static let wished = Atomic<Bool>(false)
  private static let listening = Atomic<Bool>(false)

  /// Whether signals are wishes in this process: its sessions then do not break off what they do.
  static var isListening: Bool { listening.load(ordering: .acquiring) }

  /// - Parameter isWanted: else signals end the process as ever.
  init(isWanted: Bool) {
    guard isWanted, Invocation.current.ownsProcess else { return }
    StopSignal.listening.store(true, ordering: .releasing)
    for number in [SIGTERM, SIGINT] {
      signal(number) { _ in StopSignal.wished.store(true, ordering: .releasing) }
    }
    unblockSignals(SIGTERM, SIGINT)
  }

  var isSet: Bool { StopSignal.wished.load(ordering: .acquiring) }

  /// - Returns: whether to stop.
  func wait(seconds: Int) -> Bool {
    for _ in 0..<(seconds * 2) {
      if isSet { return true }
      usleep(500_000)
    }
    return isSet
  }
}
