import Foundation
import Postgres
import TestSupport
import Testing

/// Reminders on webhooks: beside the mails, each reminder once.
@Suite(.enabled(if: TestProcess.reasonWithoutMail == nil, "needs python3 with aiosmtpd"))
struct RemindWebhookTests {
  private struct Request: Codable {
    let path: String
    let headers: [String: String]
    let body: String
  }

  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  @Test(.register) func eachWebhookHearsOnceOfWhatItAskedFor() throws {
    let bench = try RemindBench()
    let web = try TestProcess("web.py")
    let channels = try channels(bench, web)
    func run(at instant: Date) throws {
      var environment = bench.environment(at: instant)
      environment["HUB_SECRET"] = RemindWebhookTests.secret
      let outcome = try Program.run(["remind", "run", "--channels", channels], environment)
      #expect([0, 2].contains(outcome.code), "\(outcome.err)")
      #expect(!outcome.err.contains("MfKQ9r8GKYqr") && !outcome.err.contains("/503"))
    }
    try run(at: RemindBench.start)
    let mails = try bench.mail.accepted.count
    #expect(mails >= 8)
    let first = try requests(web)
    // Signed, and of the kind that it asked for.
    let hub = try #require(first.first { $0.path == "/204" })
    #expect(hub.body.contains("\"type\":\"reminder.due\"") && hub.body.contains("NOTICE-5"))
    #expect(!hub.body.contains("END-5"))
    #expect(
      try Python.run(RemindWebhookTests.verifier, on: hub, as: Bool.self))
    let chat = try #require(first.first { $0.path == "/200" })
    #expect(chat.body.hasPrefix("{\"text\":") && chat.body.contains("END-5"))
    #expect(try state(of: "webhook:gone", bench) == "dead" && state(of: "webhook:down", bench) == "queued")
    // What is not now is tried again, as the same message; what was heard is not heard again.
    try run(at: RemindBench.start + 20 * 60)
    let again = try requests(web)
    #expect(again.count == first.count + 1)
    let down = again.filter { $0.path == "/503" }
    #expect(down.count == 2 && Set(down.map(\.body)).count == 1)
    #expect(try bench.mail.accepted.count == mails)
  }

  private func channels(_ bench: RemindBench, _ web: TestProcess) throws -> String {
    let place = "http://127.0.0.1:\(web.port)"
    let path = bench.mail.folder.appending(path: "channels.yaml").path
    try """
    mail:
      server: \(bench.server)
      from: clause6 <clause6@test.example>
    webhooks:
      hub: {url: "\(place)/204", form: standard, secret: "env:HUB_SECRET", kinds: [notice], allow-private: yes}
      chat: {url: "\(place)/200", form: slack, allow-private: yes}
      down: {url: "\(place)/503", form: mattermost, allow-private: yes}
      gone: {url: "\(place)/410", form: teams, allow-private: yes}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func requests(_ web: TestProcess) throws -> [Request] {
    let folder = web.folder.appending(path: "accepted").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      try JSONDecoder().decode(Request.self, from: Data(try web.bytes(name)))
    }
  }

  private func state(of channel: String, _ bench: RemindBench) throws -> String? {
    try bench.connection.value("SELECT state FROM register.delivery WHERE channel = \(channel)", as: String.self)
  }

  /// By the receiver's own arithmetic.
  private static let verifier = """
    import base64, hashlib, hmac, json, sys
    request = json.load(sys.stdin)
    h = request["headers"]
    key = base64.b64decode("\(secret.dropFirst(6))")
    text = f"{h['webhook-id']}.{h['webhook-timestamp']}.{request['body']}".encode()
    print(json.dumps(h["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()))
    """
}
