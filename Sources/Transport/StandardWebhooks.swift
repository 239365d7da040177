import Bytes
import CLibcrypto

/// Signs webhooks by Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks), so that the receiver can
/// tell who sent them, when, and that they came whole.
public struct StandardWebhooks: Sendable {
  private let keys: [[UInt8]]

  /// - Parameter secrets: each `whsec_` and base64 of 24 to 64 bytes; while a secret is being replaced the new and the
  ///   old one, and the receiver may know either.
  /// - Throws: ``TransportError`` when there is none or one is of another form.
  public init(secrets: [Secret]) throws(TransportError) {
    guard !secrets.isEmpty else { throw TransportError("A webhook cannot be signed without a secret: name one.") }
    var keys: [[UInt8]] = []
    for secret in secrets {
      let text = secret.value.hasPrefix("whsec_") ? String(secret.value.dropFirst(6)) : secret.value
      guard let key = Base64.decode(text), (24...64).contains(key.count) else {
        throw TransportError(
          "A webhook's secret is not \"whsec_\" and base64 of 24 to 64 bytes: make one by "
            + "echo \"whsec_$(openssl rand -base64 32)\"")
      }
      keys.append(key)
    }
    self.keys = keys
  }

  /// `v1,` and HMAC-SHA256 in base64 of id, time and body, once a secret, with blanks between.
  public func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
    let signed = Array("\(id).\(timestamp).".utf8) + body
    return keys.map { "v1,\(Base64.encode(StandardWebhooks.authenticate(signed, by: $0)))" }.joined(separator: " ")
  }

  /// The headers that the receiver verifies.
  /// - Parameters:
  ///   - id: the same at each attempt to hand one message over; the receiver tells repetitions by it.
  ///   - timestamp: the attempt's, in seconds since 1970.
  ///   - body: as it is sent, byte by byte.
  public func headers(id: String, timestamp: Int, body: [UInt8]) -> [(String, String)] {
    [
      ("webhook-id", id), ("webhook-timestamp", "\(timestamp)"),
      ("webhook-signature", signature(id: id, timestamp: timestamp, body: body)),
    ]
  }

  private static func authenticate(_ bytes: [UInt8], by key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    guard HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, &count) != nil, count == 32 else {
      fatalError("OpenSSL has no HMAC with SHA-256")
    }
    return code
  }
}
