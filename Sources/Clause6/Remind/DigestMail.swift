public import Transport

extension Digest {
  /// Servers and clients have trouble above it; in bytes.
  static let longestMail = 60_000

  /// `[clause6] 2 overdue, 5 due: next 2027-01-29`.
  public var subject: String { "[clause6] \(summary)" }

  /// The digest as a mail, with the deadlines shown in it as a calendar beside it. The same digest gives the same bytes.
  ///
  /// It shows at most 40 deadlines, and fewer where they would make it longer than 60,000 bytes; the rest it counts, and names
  /// the command that lists them.
  /// - Parameters:
  ///   - address: who sends it; the calendar's organizer, too.
  ///   - name: the sender's, as recipients see it.
  ///   - domain: of the Message-ID `d.{id}@{domain}`; letters, digits, hyphens and dots.
  /// - Throws: ``Clause6Error`` for an address, or a Message-ID, that no mail can have.
  public func mail(from address: String, named name: String = "clause6", domain: String) throws(Clause6Error)
    -> MailText
  {
    guard let from = Mailbox(name: name, address: address) else { throw Digest.unwritable(address) }
    guard let to = Mailbox(name: Digest.readable(recipientName, limit: 120), address: recipientAddress) else {
      throw Digest.unwritable(recipientAddress)
    }
    let mail = fitted(under: Digest.longestMail) { page -> (MailText?, Int) in
      let mail = written(page, from, to, messageID: "d.\(id)@\(domain)")
      return (mail, mail?.bytes.count ?? 0)
    }
    guard let mail else {
      throw Clause6Error(
        "\"d.\(Digest.readable(id, limit: 80))@\(Digest.readable(domain, limit: 80))\" is no Message-ID.")
    }
    return mail
  }

  private func written(_ page: DigestPage, _ from: Mailbox, _ to: Mailbox, messageID: String) -> MailText? {
    let entries = page.lines.map { CalendarText.Entry($0.item, page.words) }
    let calendar = CalendarText(.attachment(organizer: from.address), entries: entries)
    var mail = MailText(
      from: from, to: to, subject: subject, date: madeAt, messageID: messageID, text: page.plainText, html: page.html,
      calendar: entries.isEmpty ? nil : calendar.text)
    mail?.fields = [
      MailText.Field("Content-Language", page.words.language.rawValue), MailText.Field("X-Clause6-Digest", id),
    ]
    return mail
  }

  private static func unwritable(_ address: String) -> Clause6Error {
    Clause6Error(
      "No mail can go to or from \"\(readable(address, limit: 80))\": write an address as sato@example.com.")
  }
}
