import CLibcurl

/// What was said on a connection: how far a message got, and the newest answer to it.
///
/// libcurl tells the newest code only, and says QUIT by itself, so that it would be the answer to that.
package final class SMTPDialogue {
  /// How far a message got: the last command that was sent.
  enum Step: Int, CaseIterable {
    case connecting, hello, startTLS, login, sender, recipient, data
  }

  /// A whole answer.
  package struct Reply: Equatable {
    package let code: Int
    package let text: String
  }

  private(set) var step = Step.connecting
  /// The last that is no answer to QUIT, since the message began or, later, since it was whole.
  package private(set) var reply: Reply?
  /// Whether the server takes addresses beyond ASCII (RFC 6531).
  private(set) var offersUTF8 = false
  private var lines: [String] = []

  package init() {}

  /// The next message, maybe on a connection that is there already.
  func begin() {
    step = .connecting
    reply = nil
    lines = []
  }

  /// From here on an answer is one to the whole message.
  func mark() {
    reply = nil
    lines = []
  }

  /// Hears each line of an answer.
  static let listener: curl_write_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue().hear(String(decoding: line, as: UTF8.self))
    return size * count
  }

  package func hear(_ line: String) {
    let line = line.asReply
    let digits = line.prefix(3)
    guard digits.count == 3, let code = Int(digits), (200...599).contains(code) else { return }
    if step == .hello, line.dropFirst(4).uppercased().hasPrefix("SMTPUTF8") { offersUTF8 = true }
    lines.append(lines.isEmpty ? line : String(line.dropFirst(4)))
    if line.dropFirst(3).first == "-" { return }
    if code != 221 { reply = Reply(code: code, text: lines.joined(separator: " ").asReply) }
    lines = []
  }

  /// Sees each command; looks at its first word only, for others may be a password.
  static let observer: curl_debug_callback = { _, kind, bytes, size, context in
    guard kind == CURLINFO_HEADER_OUT, let bytes, let context else { return 0 }
    let word = UnsafeRawBufferPointer(start: bytes, count: min(size, 8)).prefix { $0 > 0x20 }
    Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue().say(String(decoding: word, as: UTF8.self))
    return 0
  }

  package func say(_ command: String) {
    let next: Step
    switch command.uppercased() {
    case "EHLO", "HELO":
      next = .hello
      // What was offered before TLS counts no more.
      offersUTF8 = false
    case "STARTTLS": next = .startTLS
    case "AUTH": next = .login
    case "MAIL": next = .sender
    case "RCPT": next = .recipient
    case "DATA": next = .data
    default: return
    }
    step = next
  }
}
