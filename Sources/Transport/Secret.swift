import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A password or key, kept where only the program can read it. Nothing that prints it shows it.
public struct Secret: Sendable, Equatable {
  /// The text itself, to be handed to the other side and to nobody else.
  package let value: String

  /// - Parameter value: the text itself.
  package init(_ value: String) { self.value = value }

  /// Reads a secret from where a setting says it is.
  /// - Parameters:
  ///   - reference: `env:NAME`, a variable of the environment, or `file:PATH`, a file of the account that runs the
  ///     program; one newline at its end is not part of the secret.
  ///   - environment: the program's.
  /// - Throws: ``TransportError`` when the reference is of another kind, nothing is there, the file is no plain file or
  ///   others can read it, and when the secret is empty, is no UTF-8 or has more than one line.
  public init(reading reference: String, environment: [String: String]) throws(TransportError) {
    if reference.hasPrefix("env:") {
      let name = String(reference.dropFirst(4))
      guard let text = environment[name] else {
        throw TransportError("The environment has no \(name), where a secret should be: set it and try again.")
      }
      value = try Secret.checked(text, "the environment's \(name)")
    } else if reference.hasPrefix("file:") {
      let path = String(reference.dropFirst(5))
      value = try Secret.checked(Secret.read(path), path)
    } else {
      // The reference may be the secret itself, so it is not repeated.
      throw TransportError("A secret is written as env:NAME or file:PATH, never as it is.")
    }
  }

  /// Whether a text is of the form that ``init(reading:environment:)`` takes.
  public static func isReference(_ text: String) -> Bool { text.hasPrefix("env:") || text.hasPrefix("file:") }

  private static func checked(_ text: String, _ place: String) throws(TransportError) -> String {
    var text = text
    // "\r\n" is one character.
    if text.last == "\n" || text.last == "\r\n" { text.removeLast() }
    guard !text.isEmpty else { throw TransportError("The secret in \(place) is empty: write it there.") }
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw TransportError("The secret in \(place) has several lines or a control character: write it on one line.")
    }
    return text
  }

  private static func read(_ path: String) throws(TransportError) -> String {
    // A pipe that nobody writes to would hold up the program.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw TransportError(
        "\(path), a secret's file, cannot be read: \(String(cString: strerror(errno)).lowercased()).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw TransportError("\(path), a secret's file, is not a plain file: name one.")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw TransportError("\(path), a secret's file, is open to others than its owner: chmod 600 \(path)")
    }
    guard status.st_size <= 65536 else {
      throw TransportError("\(path) is too long to be a secret: name another file.")
    }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = bytes.withUnsafeMutableBytes { Transport.read(from: descriptor, into: $0) }
    guard count >= 0, let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw TransportError("\(path), a secret's file, is not UTF-8: write it anew.")
    }
    return text
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(secret)" }
  public var debugDescription: String { "(secret)" }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension String {
  /// The text without the secret, for texts that come from the other side.
  func hiding(_ secret: Secret?) -> String {
    guard let secret, !secret.value.isEmpty else { return self }
    return [secret.value, Base64.encode(Array(secret.value.utf8))].reduce(self) { $0.replacing($1, with: "(secret)") }
  }

  /// On one line without controls, and no longer than a person reads.
  var asReply: String {
    let plain = String(
      String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let words = plain.split(separator: " ").joined(separator: " ")
    return words.count > 500 ? words.prefix(499) + "…" : words
  }
}

/// `read` under a name that no method hides; as many bytes as fit, or -1.
func read(from descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
  var filled = 0
  while filled < buffer.count {
    let count = read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
    if count < 0, errno == EINTR { continue }
    if count < 0 { return -1 }
    if count == 0 { break }
    filled += count
  }
  return filled
}
