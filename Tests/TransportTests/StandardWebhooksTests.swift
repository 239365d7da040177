import Bytes
import Testing

@testable import Transport

@Suite struct StandardWebhooksTests {
  private func signer(_ secrets: String...) throws -> StandardWebhooks {
    try StandardWebhooks(secrets: secrets.map { Secret($0) })
  }

  private func signature(_ signer: StandardWebhooks, body: String = #"{"test": 2432232314}"#) -> String {
    signer.signature(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(body.utf8))
  }

  /// The answer that the standard's own tests know, and the one that they know to be wrong.
  @Test func theKnownAnswer() throws {
    let signed = signature(try signer("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    #expect(signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    #expect(signed != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")
    #expect(signature(try signer("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) == signed)
  }

  @Test func everyByteCounts() throws {
    let signer = try signer("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signed = signature(signer)
    #expect(signature(signer, body: #"{"test": 2432232315}"#) != signed)
    #expect(signer.signature(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_331, body: []) != signed)
  }

  @Test func whileASecretIsReplacedBothSign() throws {
    let old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    let new = "whsec_" + Base64.encode(Array(0..<32))
    #expect(signature(try signer(new, old)) == "\(signature(try signer(new))) \(signature(try signer(old)))")
  }

  @Test func theHeadersAreThree() throws {
    let headers = try signer("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").headers(id: "d.7", timestamp: 12, body: [1])
    #expect(headers.map(\.0) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers[0].1 == "d.7")
    #expect(headers[1].1 == "12")
  }

  @Test(arguments: ["", "whsec_", "whsec_AAAA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!!", "hunter2"])
  func anotherFormIsRefusedAndNotRepeated(secret: String) {
    #expect { try signer(secret) } throws: { error in
      "\(error)".contains("openssl rand") && (secret.isEmpty || secret == "whsec_" || !"\(error)".contains(secret))
    }
    #expect(throws: TransportError.self) { try StandardWebhooks(secrets: []) }
  }

  // MARK: Base64

  /// RFC 4648 §10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64OfTheStandard(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
    #expect(Base64.decode(encoded.filter { $0 != "=" }) == Array(text.utf8))
  }

  @Test func base64OfAnyBytesComesBack() {
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test(arguments: ["Z", "Zg=", "Z===", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9-", "====", "Zg==Zg=="])
  func whatIsNoBase64IsNotRead(text: String) { #expect(Base64.decode(text) == nil) }
}
