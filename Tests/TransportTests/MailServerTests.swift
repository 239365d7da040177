import Testing
import Transport

@Suite struct MailServerTests {
  @Test(arguments: [
    ("smtp://mail.example", "startTLS mail.example 587"), ("smtps://mail.example", "implicit mail.example 465"),
    ("smtp://mail.example?tls=none", "none mail.example 25"),
    ("smtp://mail.example:2525", "startTLS mail.example 2525"),
    ("smtp://localhost", "none localhost 25"), ("smtp://127.0.0.1:1025", "none 127.0.0.1 1025"),
    ("smtp://[::1]", "none ::1 25"), ("smtp://localhost?tls=required", "startTLS localhost 587"),
    ("smtp://[2001:db8::5]:26/", "startTLS 2001:db8::5 26"), ("SMTP://mail.example", "startTLS mail.example 587"),
    ("smtp://a@mail.example", "startTLS mail.example 587 a"),
    ("smtp://a%40b.example@mail.example", "startTLS mail.example 587 a@b.example"),
    ("smtp://a@b.example@mail.example", "startTLS mail.example 587 a@b.example"),
    ("smtp://a@localhost", "none localhost 25 a"),
    ("smtps://mail.example?ca=/etc/ca%20b.pem", "implicit mail.example 465 - /etc/ca b.pem"),
    ("smtp://mail.example?tls=required&ca=/a", "startTLS mail.example 587 - /a"),
  ])
  func urlsAreRead(url: String, meaning: String) throws {
    let server = try MailServer(url)
    var words = ["\(server.security)", server.host, "\(server.port)"]
    if server.user != nil || server.authorities != nil { words.append(server.user ?? "-") }
    if let file = server.authorities { words.append(file) }
    #expect(words.joined(separator: " ") == meaning)
  }

  @Test(arguments: [
    ("mail.example", "not of the form"), ("http://mail.example", "not of the form"), ("smtp://", "not of the form"),
    ("smtp://@mail.example", "not of the form"), ("smtp://mail.example:0", "not of the form"),
    ("smtp://mail.example:70000", "not of the form"), ("smtp://mail.example:", "not of the form"),
    ("smtp://[::1", "not of the form"), ("smtp://ma\"il.example", "not of the form"),
    ("smtp://mail.example/inbox", "take it away"), ("smtp://mail.example?tls=maybe", "an option \"tls\""),
    ("smtp://mail.example?password=x", "an option \"password\""), ("smtp://mail.example?ca=", "an option \"ca\""),
    ("smtps://mail.example?tls=none", "smtps and has tls=none"), ("smtp://a@mail.example?tls=none", "without TLS"),
    ("smtp://mail.example\r\nQUIT", "control character"), ("smtp://a%0d@mail.example", "stands for nothing"),
    ("smtp://a%ff@mail.example", "no UTF-8"), ("smtp://a%@mail.example", "stands for nothing"),
  ])
  func whatIsWrongIsSaid(url: String, problem: String) {
    #expect { try MailServer(url) } throws: { "\($0)".contains(problem) }
  }

  @Test func aPasswordInAURLIsRefusedAndNotRepeated() {
    #expect { try MailServer("smtp://a:hunter2@mail.example") } throws: { error in
      "\(error)".contains("file:PATH") && !"\(error)".contains("hunter2")
    }
  }

  @Test func aProgramIsTheOtherWay() throws {
    #expect(try MailRoute("sendmail:/usr/sbin/sendmail") == .program("/usr/sbin/sendmail"))
    #expect(try MailRoute("smtp://localhost") == .server(MailServer("smtp://localhost")))
    #expect(throws: TransportError.self) { try MailRoute("sendmail:sendmail -t") }
  }

  @Test func userAndPasswordGoTogether() throws {
    let secret = try Secret(reading: "env:A", environment: ["A": "b"])
    #expect(throws: TransportError.self) { try MailRoute("smtp://a@mail.example").sender(password: nil) }
    #expect(throws: TransportError.self) { try MailRoute("smtp://mail.example").sender(password: secret) }
    _ = try MailRoute("smtp://a@mail.example").sender(password: secret)
  }

  @Test(arguments: [
    "", "a", "@b.example", "a@", "a b@c.example", "a@b.example\r\nRCPT TO:<c@d.example>", "<a@b.example>",
    "a@b.example> SIZE=1", "a\u{85}@b.example", "a\u{2028}@b.example", "a\u{a0}@b.example", "a\0@b.example",
    "-oQ/tmp@b",
    String(repeating: "a", count: 250) + "@b.example",
  ])
  func anAddressThatCouldEndTheEnvelopeIsRefused(address: String) { #expect(MailAddress.problem(address) != nil) }

  @Test(arguments: ["a@b.example", "o'hara+x@b.example", "佐藤@例え.example", "a@[127.0.0.1]", "\"a@b\"@c.example"])
  func otherAddressesAreNot(address: String) { #expect(MailAddress.problem(address) == nil) }
}
