/// Hands mails over, one after the other; for use by one thread.
public protocol MailSender: AnyObject {
  /// Hands one mail over and waits for the answer.
  /// - Parameters:
  ///   - message: header and body with CRLF at the end of each line (RFC 5322).
  ///   - from: the sender in the envelope, where failures are reported to.
  ///   - to: the one recipient.
  ///   - beforeEnd: called once all of the message is sent but its end; what it throws stops the transfer, and nobody
  ///     gets the mail.
  /// - Returns: what became of it; addresses that cannot stand in an envelope are judged here, too.
  /// - Throws: what `beforeEnd` throws, and nothing else.
  func send(_ message: [UInt8], from: String, to: String, beforeEnd: () throws -> Void) throws -> Attempt
}
