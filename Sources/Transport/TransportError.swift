/// Why something cannot be sent at all: one sentence with the thing, the place and the way out. Never holds a secret.
public struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
  public let message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}
