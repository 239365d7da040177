import Bytes
import Transport

/// What goes into mails and comes from servers: headers, addresses, URLs and answers. Each line of an input is a text.
struct MailFuzzer: ByteFuzzer {
  static let name = "mail"
  static let ending = "txt"
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "=?UTF-8?B?", "?=", "=?", "\r", "\u{0}", "\u{85}", "\u{2028}", "\u{202E}", "\t", "  ", " ", "<", ">", "@", "\"",
    "\\", ".",
    "-", "sato@tsubame.example", "佐藤", "👩‍👩‍👧", "e\u{301}\u{301}\u{301}", "https://", "smtps://", "://", "[::1]", ":25",
    ":0",
    ":65536", "%00", "%0d%0a", "%25", "%", "?", "#", "/", "250-SMTPUTF8", "250 ", "221 ", "550-", "999 ",
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "99999999999999999999", "GMT",
  ])

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    let dialogue = SMTPDialogue()
    for command in ["EHLO", "MAIL", "RCPT", "DATA"] { dialogue.say(command) }
    for line in bytes.split(separator: 10) {
      let text = String(decoding: line, as: UTF8.self)
      try header(text)
      try addresses(text)
      try urls(text)
      if let seconds = RetryAfter.seconds(text, now: 1_700_000_000), !(0...86_400).contains(seconds) {
        throw Failure("\(text.debugDescription) asks to wait \(seconds) s.")
      }
      dialogue.hear(text)
      if let reply = dialogue.reply, !isVisible(reply.text) || !(200...599).contains(reply.code) {
        throw Failure("An answer is kept as \(reply.text.debugDescription).")
      }
    }
  }

  /// A header stays one, in short lines of ASCII, and is read as what it said.
  private func header(_ text: String) throws(Failure) {
    let line = HeaderText.line("Subject", text)
    try isOneHeader(line, longest: HeaderText.lineLength)
    let value = unfolded(String(line.dropFirst("Subject: ".count).dropLast()))
    guard value.isSameText(as: HeaderText.visible(text)) else {
      throw Failure("\(text.debugDescription) is read as \(value.debugDescription).")
    }
  }

  private func isOneHeader(_ header: String, longest: Int) throws(Failure) {
    var lines = header.utf8.split(separator: 10, omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true, lines.allSatisfy({ $0.last == 13 }) else {
      throw Failure("A header does not end as lines end: \(header.debugDescription)")
    }
    for (number, line) in lines.enumerated() {
      let line = line.dropLast()
      guard line.count <= longest, line.allSatisfy({ (0x20...0x7E).contains($0) }), number == 0 || line.first == 0x20
      else {
        throw Failure("A header has the line \(String(line)?.debugDescription ?? "?").")
      }
    }
  }

  /// As RFC 2047 says to read it: blanks between encoded words are none.
  private func unfolded(_ value: String) -> String {
    let words = value.replacing("\r\n ", with: " ").replacing("?= =?UTF-8?B?", with: "")
    guard words.hasPrefix("=?UTF-8?B?"), words.hasSuffix("?=") else { return words }
    // Each word was encoded for itself.
    var bytes: [UInt8] = []
    for word in value.replacing("\r\n ", with: " ").split(separator: " ") {
      bytes += Base64.decode(String(word.dropFirst(10).dropLast(2))) ?? []
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func addresses(_ text: String) throws(Failure) {
    if MailAddress.problem(text) == nil, !isVisible(text) || text.contains(" ") || text.contains(">") {
      throw Failure("The address \(text.debugDescription) is let into an envelope.")
    }
    guard let mailbox = Mailbox(text) else { return }
    guard MailAddress.problem(mailbox.address) == nil || mailbox.address.hasPrefix("-") else {
      throw Failure("The address \(mailbox.address.debugDescription) is written and not sent.")
    }
    // An address cannot be broken.
    try isOneHeader(HeaderText.line("To", mailbox), longest: 300)
  }

  private func urls(_ text: String) throws(Failure) {
    do throws(TransportError) {
      let parts = try URLParts(text, scheme: ["https", "smtps"], example: "https://example.com")
      guard !parts.host.contains("@"), !parts.host.contains("/"), parts.port.map({ (1...65535).contains($0) }) != false
      else {
        throw TransportError("")
      }
      _ = try URLParts.decoded(parts.path[...], parts.host)
    } catch {
      guard !error.message.isEmpty else { throw Failure("The URL \(text.debugDescription) is taken apart wrongly.") }
    }
  }

  private func isVisible(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
