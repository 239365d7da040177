public import Transport

/// A message as it is handed over: the same whenever it is sent again.
public struct ComposedMessage: Sendable, Equatable {
  /// The mail's Message-ID, or the webhook's id.
  public var id: String
  /// The address; of a webhook its host alone, for its path may be a secret.
  public var address: String
  public var body: [UInt8]

  public init(id: String, address: String, body: [UInt8]) {
    self.id = id
    self.address = address
    self.body = body
  }
}

/// What takes digests to people: mail, or a webhook.
public protocol Courier {
  /// Writes the message.
  /// - Throws: ``Clause6Error`` when it cannot be written.
  func compose(_ digest: Digest) throws -> ComposedMessage

  /// Hands it over, once.
  ///
  /// - Parameters:
  ///   - message: as ``compose(_:)`` wrote it, or as it was frozen.
  ///   - beforeEnd: called in the moment before the message is whole; when it throws, the message never is.
  /// - Returns: what the other side said.
  func hand(_ message: ComposedMessage, beforeEnd: () throws -> Void) throws -> Attempt
}
