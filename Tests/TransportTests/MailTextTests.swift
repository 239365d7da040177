import Foundation
import TestSupport
import Testing

@testable import Transport

@Suite struct MailTextTests {
  private static func mail(
    subject: String = "Two are due", name: String? = "Sato", text: String = "a\n", html: String = "<p>a</p>\n",
    calendar: String? = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
  ) throws -> MailText {
    let from = try #require(Mailbox(name: "clause6", address: "clause6@tsubame.example"))
    let to = try #require(Mailbox(name: name, address: "sato@tsubame.example"))
    return try #require(
      MailText(
        from: from, to: to, subject: subject, date: 1_795_734_839, messageID: "d.17.3f2a@tsubame.example", text: text,
        html: html, calendar: calendar))
  }

  /// What is true of every mail, whatever is in it.
  private static func problems(_ bytes: [UInt8]) -> [String] {
    var problems: [String] = []
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.contains(where: { $0 > 0x7E || $0 < 0x20 && $0 != 10 && $0 != 13 }) { problems.append("not plain ASCII") }
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).dropLast()
    if bytes.last != 10 || !lines.allSatisfy({ $0.last == 13 && !$0.dropLast().contains(13) }) {
      problems.append("not CR LF")
    }
    if lines.contains(where: { $0.count > 77 }) { problems.append("longer than 76") }
    if lines.contains(where: { $0.first == UInt8(ascii: ".") }) { problems.append("begins with a dot") }
    return problems
  }

  @Test func aReaderFindsEveryPartAsItWas() throws {
    let text = "First\n.\n..two dots\n\n終わり 🦊\n"
    let html = "<!DOCTYPE html>\n<p>終わり &amp; so on</p>\n"
    var mail = try MailTextTests.mail(text: text, html: html, calendar: "BEGIN:VCALENDAR\r\nX:é\r\nEND:VCALENDAR\r\n")
    mail.references = ["thread.7@tsubame.example", "not one", "thread.8@tsubame.example"]
    mail.fields = [MailText.Field("X-Clause6-Digest", "17.3f2a")]
    #expect(MailTextTests.problems(mail.bytes) == [])
    let read = try ReadMail.read(mail.bytes)
    #expect(read.defects == [])
    let types = ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    #expect(read.parts.map(\.type) == types)
    #expect(read.parts[2].body == Data(text.replacing("\n", with: "\r\n").utf8))
    #expect(read.text("text/html") == html)
    #expect(read.parts[4].body == Data(try #require(mail.calendar).utf8))
    #expect(read.parts[4].parameters == ["charset": "utf-8", "method": "PUBLISH", "name": "reminders.ics"])
    #expect(read.headers["Date"] == "Thu, 26 Nov 2026 23:13:59 +0000")
    #expect(read.headers["Message-ID"] == "<d.17.3f2a@tsubame.example>")
    #expect(read.headers["References"] == "<thread.7@tsubame.example> <thread.8@tsubame.example>")
    #expect(read.headers["Auto-Submitted"] == "auto-generated")
    #expect(read.headers["X-Clause6-Digest"] == "17.3f2a")
    #expect(read.headers["MIME-Version"] == "1.0")
  }

  @Test func withoutACalendarNothingIsMixed() throws {
    let read = try ReadMail.read(try MailTextTests.mail(calendar: nil).bytes)
    #expect(read.defects == [])
    #expect(read.parts.map(\.type) == ["multipart/alternative", "text/plain", "text/html"])
  }

  private static let subjects = [
    "Two are due", "", "x", "期限超過2件、期限前5件：次の期限 2027-01-29、株式会社雲居原システムズの契約の通知期限が近づいています🦊👩‍👩‍👧‍👦ので確認してください。",
    String(repeating: "word ", count: 40) + "end", String(repeating: "x", count: 200), "=?UTF-8?B?QQ==?= is no word",
    "two  blanks ", " and before", "e" + String(repeating: "\u{301}", count: 100), String(repeating: "👩‍👩‍👧‍👦", count: 30),
  ]

  @Test func subjectsSurvive() throws {
    let mails = try MailTextTests.subjects.map { try MailTextTests.mail(subject: $0).bytes }
    #expect(mails.flatMap(MailTextTests.problems) == [])
    let read = try ReadMail.read(mails)
    #expect(read.map { $0.headers["Subject"] } == MailTextTests.subjects)
    #expect(read.flatMap(\.defects) == [])
  }

  @Test func noWordIsLongerThan75() throws {
    for subject in MailTextTests.subjects {
      let header = HeaderText.line("Subject", subject)
      let words = header.matches(of: /=\?UTF-8\?B\?([^?]*)\?=/)
      #expect(words.allSatisfy { $0.0.utf8.count <= 75 })
      // Each holds whole characters.
      for word in words {
        let bytes = try #require(Data(base64Encoded: String(word.1)))
        #expect(String(data: bytes, encoding: .utf8) != nil)
      }
    }
  }

  private static let names: [String?] = [
    nil, "", "Sato", "Sato Hanako", "Sato, Hanako", "Hanako \"Hana\" Sato", "back\\slash", "佐藤 花子", "佐藤, \"花子\" 🦊",
    "=?UTF-8?B?QQ==?=", "Sato (Tsubame)", "a@b, c@d", String(repeating: "long name, ", count: 12) + "end",
    String(repeating: "佐藤花子", count: 20), "x: <y@z>",
  ]

  @Test func displayNamesSurvive() throws {
    let mails = try MailTextTests.names.map { try MailTextTests.mail(name: $0).bytes }
    #expect(mails.flatMap(MailTextTests.problems) == [])
    let read = try ReadMail.read(mails)
    #expect(read.map { $0.names["To"] } == MailTextTests.names.map { $0 ?? "" })
    #expect(read.allSatisfy { $0.addresses["To"] == "sato@tsubame.example" })
    #expect(read.flatMap(\.defects) == [])
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{0}", "\u{202E}"])
  func nothingInAHeaderBeginsALineOfItsOwn(separator: String) throws {
    let hostile = "Kumoi\(separator)Bcc: all@tsubame.example\(separator)\(separator)<script>"
    var mail = try MailTextTests.mail(subject: hostile, name: hostile)
    mail.fields = [MailText.Field("X-Vendor\r\nBcc", hostile)]
    #expect(MailTextTests.problems(mail.bytes) == [])
    let read = try ReadMail.read(mail.bytes)
    let spaces = String(repeating: " ", count: separator.unicodeScalars.count)
    #expect(read.headers["Subject"] == "Kumoi\(spaces)Bcc: all@tsubame.example\(spaces)\(spaces)<script>")
    #expect(read.counts["Bcc"] == nil)
    #expect(read.headers["X-VendorBcc"] != nil)
    #expect(read.defects == [])
  }

  @Test(arguments: [
    "", "sato", "@example.com", "sato@", "a@b@c", "sa to@example.com", "sato@example.com\r\nBcc: x@y", "sato@exa>mple",
    "<sato@example.com>", "sato@example.com,x@y", "佐藤@example.com", "sato@例え.jp", ".sato@example.com",
    "a..b@example.com",
    "\"sato\"@example.com", String(repeating: "a", count: 251) + "@b.c",
  ])
  func addressesThatNoHeaderCanHoldAreRefused(address: String) {
    #expect(Mailbox(name: nil, address: address) == nil)
  }

  @Test func theSameGivesTheSameBytesAndAnotherMessageOtherBoundaries() throws {
    let mail = try MailTextTests.mail()
    #expect(mail.bytes == (try MailTextTests.mail()).bytes)
    let boundaries = String(decoding: mail.bytes, as: UTF8.self).matches(of: /boundary="([^"]*)"/).map { String($0.1) }
    #expect(Set(boundaries).count == 2)
    #expect(boundaries.allSatisfy { $0.hasPrefix("=_") && $0.utf8.count <= 70 })
  }
}
