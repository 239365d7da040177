import CLibpq
import Dispatch
import Logging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What somebody sent by NOTIFY.
public struct Notification: Sendable, Equatable {
  public let channel: String
  public let payload: String
}

extension Database {
  /// What NOTIFY sends on a channel, over a connection of its own, until the loop over the stream is left.
  public func notifications(on channel: String) -> AsyncThrowingStream<Notification, any Error> {
    let info = info
    let logger = logger
    return AsyncThrowingStream { continuation in
      let stop = StopFlag()
      continuation.onTermination = { _ in stop.set() }
      DispatchQueue(label: "clause6.listen").async {
        do {
          let connection = try Connection(info, logger: logger)
          try connection.execute("LISTEN \(identifier: channel)")
          while !stop.isSet {
            for notification in try connection.awaitNotifications(milliseconds: 250) {
              continuation.yield(notification)
            }
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
    }
  }
}

extension Connection {
  /// Waits on the socket for at most that long; `LISTEN` must have been run.
  func awaitNotifications(milliseconds: Int32) throws(PostgresError) -> [Notification] {
    var descriptor = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptor, 1, milliseconds)
    guard PQconsumeInput(raw) == 1 else { throw lost() }
    var notifications: [Notification] = []
    while let pointer = PQnotifies(raw) {
      notifications.append(
        Notification(channel: String(cString: pointer.pointee.relname), payload: String(cString: pointer.pointee.extra))
      )
      PQfreemem(pointer)
    }
    return notifications
  }
}
