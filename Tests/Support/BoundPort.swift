import Foundation

/// A port of 127.0.0.1 that is nobody else's as long as this lives, and on which nobody listens.
public final class BoundPort: Sendable {
  public let number: Int
  let descriptor: Int32

  /// - Throws: ``TestServerError`` when the system has none.
  public init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
      }
    }
    number = Int(UInt16(bigEndian: address.sin_port))
    guard isBound else { throw TestServerError(description: "There is no free port.") }
  }

  deinit { close(descriptor) }
}
