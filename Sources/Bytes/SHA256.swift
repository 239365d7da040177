import CLibcrypto

/// A SHA-256 that is fed piece by piece (FIPS 180-4), computed by OpenSSL. It keeps a state, so each thread has its own.
package final class SHA256 {
  /// Looked up once for all: that costs more than to hash a line. Nothing changes it, so all threads may read it.
  private nonisolated(unsafe) static let algorithm: OpaquePointer = {
    guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else { fatalError("OpenSSL has no SHA-256") }
    return algorithm
  }()

  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex2(context, SHA256.algorithm, nil) == 1 else {
      fatalError("OpenSSL has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { fatalError("OpenSSL does not hash") }
  }

  package func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of all that was fed, which ends the feeding: 32 bytes.
  package func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    digest.withUnsafeMutableBytes(finish)
    return digest
  }

  /// The same in 64 hexadecimal digits.
  package func hexadecimal() -> String { Hexadecimal.encode(digest()) }

  /// The 32 bytes of a whole text, in place of what was fed before.
  package func hash(_ bytes: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer) {
    // Without an algorithm, the context goes on with the one it has.
    guard EVP_DigestInit_ex2(context, nil, nil) == 1 else { fatalError("OpenSSL does not hash") }
    update(bytes)
    finish(digest)
  }

  private func finish(_ digest: UnsafeMutableRawBufferPointer) {
    precondition(digest.count == 32)
    guard EVP_DigestFinal_ex(context, digest.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) == 1 else {
      fatalError("OpenSSL does not hash")
    }
  }

  package static func hexadecimal(of text: String) -> String {
    let hash = SHA256()
    hash.update(text)
    return hash.hexadecimal()
  }
}
