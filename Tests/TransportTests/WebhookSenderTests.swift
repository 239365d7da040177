import Foundation
import TestSupport
import Testing

@testable import Transport

/// Posts to a server that answers as its path says.
@Suite(.enabled(if: TestProcess.reasonWithoutWeb == nil, "needs python3"))
struct WebhookSenderTests {
  private let server: TestProcess

  init() throws { server = try TestProcess("web.py") }

  private struct Request: Decodable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: String
  }

  private func post(
    _ path: String, _ body: String = "{}", headers: [(String, String)] = [], seconds: Int = 20,
    beforeEnd: () throws -> Void = {}
  ) throws -> Attempt {
    try WebhookSender(allowsPrivate: true, seconds: seconds).post(
      Array(body.utf8), to: "http://127.0.0.1:\(server.port)\(path)", headers: headers, beforeEnd: beforeEnd)
  }

  private var requests: [Request] {
    get throws {
      let folder = server.folder.appending(path: "accepted").path
      return try ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map {
        try JSONDecoder().decode(Request.self, from: Data(try server.bytes($0)))
      }
    }
  }

  @Test func aMessageArrivesAsItWasWritten() throws {
    let body = #"{"text": "期限 🎌 "# + String(repeating: "x", count: 100_000) + #""}"#
    var marks = 0
    let attempt = try post("/204", body, headers: [("webhook-id", "d.7")]) { marks += 1 }
    #expect(attempt == Attempt(.accepted, code: 204, reply: "http://127.0.0.1:\(server.port) answered 204"))
    #expect(marks == 1)
    let request = try #require(try requests.first)
    #expect(request.method == "POST")
    #expect(request.body == body)
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["webhook-id"] == "d.7")
    #expect(request.headers["expect"] == nil)
  }

  @Test(
    arguments: [
      ("/302/http:%2F%2F127.0.0.1", Attempt.Verdict.retry, 302, nil), ("/410", .dead, 410, nil),
      ("/404", .retry, 404, nil),
      ("/503/120", .retry, 503, 120), ("/429/7", .retry, 429, 7), ("/408", .retry, 408, nil),
      ("/200", .accepted, 200, nil),
    ] as [(String, Attempt.Verdict, Int, Int?)])
  func anAnswerDecides(path: String, verdict: Attempt.Verdict, code: Int, wait: Int?) throws {
    let attempt = try post(path)
    #expect(attempt.verdict == verdict)
    #expect(attempt.code == code)
    #expect(attempt.retryAfter == wait)
    #expect(try requests.count == 1)
  }

  @Test func withoutAnAnswerToTheWholeBodyNobodyKnows() throws {
    #expect(try post("/drop").verdict == .uncertain)
    #expect(try post("/silent", seconds: 1).verdict == .uncertain)
    #expect(try requests.count == 2)
  }

  @Test func whatBeforeEndThrowsStopsTheMessage() throws {
    struct Fence: Error {}
    for body in ["x", "xyz"] {
      #expect(throws: Fence.self) { try post("/204", body) { throw Fence() } }
    }
    #expect(try post("/204").verdict == .accepted)
    #expect(try requests.map(\.body) == ["{}"])
  }

  @Test(arguments: ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"])
  func anAddressOfThisHostIsNotConnectedTo(host: String) throws {
    let attempt = try WebhookSender().post([1], to: "http://\(host):\(server.port)/204") {}
    #expect(attempt.verdict == .misconfigured, "\(attempt)")
    #expect(try requests.isEmpty)
  }

  @Test(arguments: [
    "ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://127.0.0.1/x", "127.0.0.1", "http://", "http://a b/",
    "http://127.0.0.1/\r\nX: y",
  ])
  func otherURLsAreNotPostedTo(url: String) throws {
    let attempt = try WebhookSender(allowsPrivate: true).post([1], to: url) {}
    #expect(attempt.verdict == .misconfigured)
    #expect(!attempt.reply.contains("passwd"))
  }

  @Test func aHeaderWithALineBreakIsNotSent() throws {
    for header in [("a", "b\r\nc: d"), ("a:b", "c"), ("", "c"), ("a b", "c")] {
      #expect(try post("/204", headers: [header]).verdict == .misconfigured)
    }
    #expect(try requests.isEmpty)
  }

  @Test func whatIsReportedHasNothingOfTheURLButItsHost() throws {
    for path in ["/204/hunter2", "/302/hunter2", "/410/hunter2", "/500/hunter2", "/drop/hunter2", "/half/hunter2"] {
      let attempt = try post(path)
      #expect(!attempt.reply.contains("hunter2"))
      #expect(attempt.reply.hasPrefix("http://127.0.0.1:\(server.port)"))
    }
    let nameless = try WebhookSender().post([1], to: "https://u:hunter2@hooks.clause6.invalid/hunter2?a=hunter2") {}
    #expect(nameless == Attempt(.unreachable, reply: "https://hooks.clause6.invalid: there is no such host."))
  }
}
