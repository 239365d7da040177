@preconcurrency import Dispatch
import Postgres
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C stops the running statement, so that the transaction is rolled back and the command can say so.
enum Interruption {
  private static let sources = Mutex<[any DispatchSourceSignal]>([])

  /// From now on an interrupt cancels what the handle belongs to; a second one ends the process at once.
  static func cancels(_ handle: CancelHandle) {
    for signalNumber in [SIGINT, SIGTERM] {
      signal(signalNumber, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: signalNumber, queue: .global())
      source.setEventHandler {
        if handle.isRequested { _exit(130) }
        handle.cancel()
      }
      source.resume()
      sources.withLock { $0.append(source) }
    }
  }
}
