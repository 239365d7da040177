import CLibcrypto

/// A key of Ed25519 (RFC 8032), computed by OpenSSL. Nothing that prints it shows it.
struct Ed25519PrivateKey: Sendable {
  /// 32 bytes, from which all else follows.
  let seed: [UInt8]
  let publicKey: [UInt8]

  /// A new one, from OpenSSL's random numbers.
  init() {
    var seed = [UInt8](repeating: 0, count: 32)
    // Zeros would be a key that everybody has.
    guard RAND_bytes(&seed, Int32(seed.count)) == 1 else { fatalError("OpenSSL has no random numbers") }
    guard let key = Ed25519PrivateKey(seed: seed) else { fatalError("OpenSSL makes no Ed25519 key") }
    self = key
  }

  /// `nil` unless the seed has 32 bytes.
  init?(seed: [UInt8]) {
    guard seed.count == 32, let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      return nil
    }
    defer { EVP_PKEY_free(key) }
    var publicKey = [UInt8](repeating: 0, count: 32)
    var count = publicKey.count
    guard EVP_PKEY_get_raw_public_key(key, &publicKey, &count) == 1 else { return nil }
    self.seed = seed
    self.publicKey = publicKey
  }

  /// 64 bytes.
  func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count),
      let context = EVP_MD_CTX_new()
    else { fatalError("OpenSSL has no Ed25519") }
    defer {
      EVP_PKEY_free(key)
      EVP_MD_CTX_free(context)
    }
    guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      EVP_DigestSign(context, &signature, &count, message, message.count) == 1
    else { fatalError("OpenSSL does not sign") }
    return signature
  }
}

extension Ed25519PrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "(secret)" }
  var debugDescription: String { "(secret)" }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

enum Ed25519 {
  static func verifies(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
    guard signature.count == 64, publicKey.count == 32,
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
