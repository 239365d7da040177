import Bytes

/// A mail to one person as it goes over the wire: a text, the same in HTML, and a calendar beside them.
///
/// All of it is ASCII in lines of at most 76 characters (addresses and Message-IDs, which cannot be broken, may be longer),
/// ends of lines are CR LF, and every part is base64, so no line begins with a dot. The same values give the same bytes.
/// Its shape is RFC 2045 to 2047 and 5322.
public struct MailText: Sendable, Equatable {
  /// A further line of the header.
  public struct Field: Sendable, Equatable {
    public let name: String
    public let value: String

    /// - Parameter name: letters, digits and hyphens, at most 40, as `X-Clause6-Digest`; anything else in it is left out.
    public init(_ name: String, _ value: String) {
      let isLetter: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }
      self.name = String(name.filter(isLetter).prefix(40))
      self.value = value
    }
  }

  public var from: Mailbox
  public var to: Mailbox
  /// In any script; control characters become spaces.
  public var subject: String
  /// The `Date`, in seconds since 1970.
  public var date: Int
  /// `d.17@example.com`, without the brackets. Boundaries are made of it.
  public let messageID: String
  /// Message-IDs under which mail programs gather mails, without the brackets; what is none is left out.
  public var references: [String] = []
  public var fields: [Field] = []
  /// Lines end in LF here, and in CR LF on the wire.
  public var text: String
  public var html: String
  /// An iCalendar with `METHOD:PUBLISH`; `nil` for a mail without one.
  public var calendar: String?

  /// - Returns: `nil` for a Message-ID that is not of the form ``Mailbox/init(name:address:)`` takes for an address.
  public init?(
    from: Mailbox, to: Mailbox, subject: String, date: Int, messageID: String, text: String, html: String,
    calendar: String? = nil
  ) {
    guard messageID.utf8.count <= 254, Mailbox.isPlain(messageID) else { return nil }
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.messageID = messageID
    self.text = text
    self.html = html
    self.calendar = calendar
  }

  /// The whole message, header first; no line of dots is needed behind it.
  public var bytes: [UInt8] {
    let alternative = multipart(
      "alternative",
      [
        MailText.part("Content-Type: text/plain; charset=utf-8", text),
        MailText.part("Content-Type: text/html; charset=utf-8", html),
      ])
    var body = alternative
    if let calendar {
      let type = "Content-Type: text/calendar; charset=utf-8; method=PUBLISH;\r\n name=\"reminders.ics\""
      let place = "\r\nContent-Disposition: attachment; filename=\"reminders.ics\""
      body = multipart("mixed", [alternative, MailText.part(type + place, calendar)])
    }
    return Array(header.utf8) + body
  }

  private var header: String {
    var header = HeaderText.line("From", from) + HeaderText.line("To", to) + HeaderText.line("Subject", subject)
    header += "Date: \(UTCTime(secondsSince1970: date).mail)\r\n"
    header += HeaderText.line("Message-ID", ids: ["<\(messageID)>"])
    let references = references.filter(Mailbox.isPlain)
    if !references.isEmpty { header += HeaderText.line("References", ids: references.map { "<\($0)>" }) }
    // Keeps those who are away from answering (RFC 3834, section 5).
    header += "Auto-Submitted: auto-generated\r\n"
    for field in fields where !field.name.isEmpty { header += HeaderText.line(field.name, field.value) }
    return header + "MIME-Version: 1.0\r\n"
  }

  private func multipart(_ kind: String, _ parts: [[UInt8]]) -> [UInt8] {
    let boundary = boundary(kind)
    var bytes = Array("Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8)
    for part in parts { bytes += Array("--\(boundary)\r\n".utf8) + part }
    return bytes + Array("--\(boundary)--\r\n".utf8)
  }

  private static func part(_ header: String, _ text: String) -> [UInt8] {
    Array("\(header)\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8) + Base64.lines(Array(withCRLF(text).utf8))
  }

  /// Text in base64 has the ends of lines of the wire (RFC 2045, section 6.8).
  static func withCRLF(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 100)
    for byte in text.utf8 {
      if byte == 10, bytes.last != 13 { bytes.append(13) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `=_` cannot stand in base64, so no part holds its own end.
  private func boundary(_ kind: String) -> String {
    "=_" + SHA256.hexadecimal(of: "\(kind) \(messageID)").prefix(24)
  }
}
