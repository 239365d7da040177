import Foundation
import TestSupport
import Testing

@testable import Transport

/// Mails to a server that answers as it is told.
@Suite(.enabled(if: TestProcess.reasonWithoutMail == nil, "needs python3 with aiosmtpd"))
struct SMTPSenderTests {
  /// A server with one sender to it.
  private final class Post {
    let server: TestProcess
    let sender: SMTPSender
    var marks = 0

    init(_ arguments: [String] = [], options: String = "", user: String? = nil, password: String? = nil) throws {
      server = try TestProcess("server.py", arguments)
      sender = try Post.sender(server.port, options: options, user: user, password: password)
    }

    static func sender(
      _ port: Int, scheme: String = "smtp", host: String = "127.0.0.1", options: String = "", user: String? = nil,
      password: String? = nil
    ) throws -> SMTPSender {
      let user = user.map { "\($0)@" } ?? ""
      return try SMTPSender(
        MailServer("\(scheme)://\(user)\(host):\(port)\(options)"), password: password.map { Secret($0) },
        name: "sender.test", limits: SMTPSender.Limits(connect: 10, reply: 2))
    }

    func send(_ to: String, from: String = "clause6@tsubame.example", text: String = "Hello") throws -> Attempt {
      try sender.send(SMTPSenderTests.mail(text), from: from, to: to) { marks += 1 }
    }
  }

  static func mail(_ text: String) -> [UInt8] {
    Array("From: a@b.example\r\nMessage-ID: <1@clause6.test>\r\nSubject: x\r\n\r\n\(text)\r\n".utf8)
  }

  @Test func aMailArrivesAsItWasWrittenAndTheConnectionStays() throws {
    let post = try Post()
    for number in 1...3 {
      let attempt = try post.send("sato\(number)@tsubame.example")
      #expect(attempt == Attempt(.accepted, code: 250, reply: "250 2.0.0 queued"))
    }
    let accepted = try post.server.accepted
    #expect(accepted.map(\.to) == [["sato1@tsubame.example"], ["sato2@tsubame.example"], ["sato3@tsubame.example"]])
    #expect(accepted.map(\.from) == Array(repeating: "clause6@tsubame.example", count: 3))
    #expect(accepted.map(\.messageID) == Array(repeating: "<1@clause6.test>", count: 3))
    #expect(try post.server.bytes("000003.eml") == SMTPSenderTests.mail("Hello"))
    #expect(post.marks == 3)
  }

  @Test func dotsArriveAsTheyWereWritten() throws {
    let post = try Post()
    let lines = (0..<20_000).map { String(repeating: ".", count: $0 % 4 + 1) + ($0 % 3 == 0 ? "" : "\($0)") }
    let mail = SMTPSenderTests.mail(lines.joined(separator: "\r\n") + "\r\n.\r\nQUIT\r\n..")
    #expect(try post.sender.send(mail, from: "a@b.example", to: "c@d.example") {}.verdict == .accepted)
    #expect(try post.server.bytes("000001.eml") == mail)
  }

  @Test(arguments: [
    ("550 5.1.1 no such user", Attempt.Verdict.dead, 550), ("452 4.2.2 mailbox full", .retry, 452),
    ("421 4.3.2 closing", .retry, 421), ("554 5.7.1 relaying denied", .dead, 554),
    ("data 554 5.6.0 refused", .dead, 554), ("data 451 4.3.0 try later", .retry, 451),
    ("data 552 5.3.4 too large", .dead, 552), ("530 5.7.0 log in first", .misconfigured, 530),
  ])
  func anAnswerIsKeptWithItsCodes(rule: String, verdict: Attempt.Verdict, code: Int) throws {
    let post = try Post()
    try post.server.answer("sato@tsubame.example", rule)
    let attempt = try post.send("sato@tsubame.example")
    let words = rule.hasPrefix("data ") ? String(rule.dropFirst(5)) : rule
    #expect(attempt == Attempt(verdict, code: code, reply: words))
    #expect(post.marks == (rule.hasPrefix("data ") ? 1 : 0))
    // The refusal is not taken for the answer to the next mail.
    #expect(try post.send("next@tsubame.example").verdict == .accepted)
    #expect(try post.server.accepted.map(\.to) == [["next@tsubame.example"]])
  }

  @Test func greylistingPassesAtTheSecondTry() throws {
    let post = try Post(["--greylist"])
    #expect(try post.send("a@b.example") == Attempt(.retry, code: 451, reply: "451 4.7.1 greylisted, try again later"))
    #expect(try post.send("a@b.example").verdict == .accepted)
    try post.server.answer("c@d.example", "later 2 451 4.7.1 wait")
    #expect(try (1...3).map { _ in try post.send("c@d.example").verdict } == [.retry, .retry, .accepted])
  }

  @Test func aSenderThatIsRefusedIsASetting() throws {
    let post = try Post(["--reject", "a@b.example=mail 550 5.7.1 not you"])
    #expect(try post.send("c@d.example", from: "a@b.example").verdict == .misconfigured)
  }

  @Test func aConnectionThatEndsEarlyIsRetriedAndOneThatEndsLateIsUncertain() throws {
    let post = try Post()
    try post.server.answer("early@b.example", "drop")
    for rule in ["drop-data", "drop-kept", "silent"] { try post.server.answer("\(rule)@b.example", rule) }
    let early = try post.send("early@b.example")
    #expect(early.verdict == .retry)
    #expect(early.code == nil)
    #expect(early.reply.hasPrefix("127.0.0.1 port \(post.server.port): "))
    for rule in ["drop-data", "drop-kept", "silent"] {
      let late = try post.send("\(rule)@b.example")
      #expect(late.verdict == .uncertain, "\(late)")
      #expect(late.code == nil)
    }
    #expect(try post.send("next@b.example").reply == "250 2.0.0 queued")
    #expect(try post.server.accepted.map { $0.to[0] } == ["drop-kept@b.example", "silent@b.example", "next@b.example"])
  }

  @Test func whatBeforeEndThrowsStopsTheMail() throws {
    struct Fence: Error {}
    let post = try Post()
    #expect(throws: Fence.self) {
      try post.sender.send(SMTPSenderTests.mail("x"), from: "a@b.example", to: "c@d.example") { throw Fence() }
    }
    #expect(try post.send("next@b.example").verdict == .accepted)
    #expect(try post.server.accepted.map(\.to) == [["next@b.example"]])
  }

  @Test func nothingIsKeptBeforeTheMark() throws {
    let post = try Post()
    _ = try post.sender.send(SMTPSenderTests.mail("x"), from: "a@b.example", to: "c@d.example") {
      // Time enough for a server that has the whole message.
      usleep(200_000)
      let accepted = try post.server.accepted
      #expect(accepted.isEmpty)
    }
    #expect(try post.server.accepted.count == 1)
  }

  // MARK: The way there

  @Test func whereNobodyListensAndNoNameAreUnreachable() throws {
    let port = try BoundPort()
    let refused = try Post.sender(port.number)
    #expect(try refused.send([], from: "a@b.example", to: "c@d.example") {}.verdict == .unreachable)
    withExtendedLifetime(port) {}
    let nameless = try Post.sender(25, host: "mail.clause6.invalid")
    let attempt = try nameless.send([], from: "a@b.example", to: "c@d.example") {}
    #expect(attempt.verdict == .unreachable)
    #expect(attempt.reply.contains("mail.clause6.invalid"))
  }

  @Test func withoutSTARTTLSNothingIsSentWhereItIsRequired() throws {
    let post = try Post(options: "?tls=required")
    #expect(try post.send("a@b.example").verdict == .misconfigured)
    #expect(try post.server.accepted.isEmpty)
  }

  @Test(arguments: ["a@b.example\r\nRCPT TO:<x@y.example>", "a b@c.example", "<a@b.example>", "", "-f@b.example"])
  func anAddressThatCannotStandInAnEnvelopeIsNotSaid(address: String) throws {
    let post = try Post()
    #expect(try post.send(address).verdict == .dead)
    #expect(try post.send("a@b.example", from: address).verdict == .misconfigured)
    #expect(try post.server.accepted.isEmpty)
  }

  @Test func addressesBeyondASCIINeedAServerThatTakesThem() throws {
    let post = try Post()
    #expect(try post.send("佐藤@tsubame.example").verdict == .accepted)
    #expect(try post.server.accepted.map(\.to) == [["佐藤@tsubame.example"]])
    let plain = try Post(["--ascii"])
    let attempt = try plain.send("佐藤@tsubame.example")
    #expect(attempt.verdict == .dead, "\(attempt)")
    #expect(try plain.server.accepted.isEmpty)
    #expect(try plain.send("sato@tsubame.example").verdict == .accepted)
  }

  // MARK: Login and TLS

  @Test func loginIsAskedForWrongAndRight() throws {
    let arguments = ["--user", "clause6", "--password", "hunter2 é"]
    #expect(try Post(arguments).send("a@b.example").code == 530)
    let wrong = try Post(arguments, user: "clause6", password: "hunter3").send("a@b.example")
    #expect(wrong.verdict == .misconfigured)
    #expect(wrong.code == 535)
    #expect(!wrong.reply.contains("hunter3"))
    #expect(try Post(arguments, user: "clause6", password: "hunter2 é").send("a@b.example").verdict == .accepted)
  }

  @Test(.enabled(if: TestProcess.reasonWithoutTLS == nil, "needs openssl"), arguments: ["smtp", "smtps"])
  func certificatesAreChecked(scheme: String) throws {
    let certificate = try TestProcess.certificate()
    defer { try? FileManager.default.removeItem(atPath: certificate) }
    let server = try TestProcess(
      "server.py", ["--certificate", certificate, scheme == "smtps" ? "--implicit" : "--require-starttls"])
    func verdict(_ host: String, _ options: String) throws -> Attempt.Verdict {
      let sender = try Post.sender(server.port, scheme: scheme, host: host, options: options)
      return try sender.send(SMTPSenderTests.mail("x"), from: "a@b.example", to: "c@d.example") {}.verdict
    }
    #expect(try verdict("localhost", "?tls=required") == .misconfigured)
    #expect(try verdict("localhost", "?tls=required&ca=/none.pem") == .misconfigured)
    #expect(try server.accepted.isEmpty)
    #expect(try verdict("localhost", "?tls=required&ca=\(certificate)") == .accepted)
    #expect(try verdict("127.0.0.1", "?tls=required&ca=\(certificate)") == .accepted)
    if scheme == "smtp" { #expect(try verdict("localhost", "?tls=none") == .misconfigured) }
  }

  @Test func tlsFromTheFirstByteOnNeedsAServerThatHasIt() throws {
    let server = try TestProcess("server.py")
    let attempt = try Post.sender(server.port, scheme: "smtps").send([], from: "a@b.example", to: "c@d.example") {}
    #expect(attempt.verdict == .misconfigured, "\(attempt)")
  }
}
