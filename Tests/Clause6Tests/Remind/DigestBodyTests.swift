import Foundation
import Testing

@testable import Clause6

@Suite struct DigestBodyTests {
  private static let digests = ["en", "ja"].flatMap {
    [SampleDigest.week($0), SampleDigest.hostile($0), SampleDigest.huge($0), SampleDigest.digest($0, items: [])]
  }

  private static func object(_ body: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
  }

  @Test func aMessageToAChatIsOneText() throws {
    for digest in DigestBodyTests.digests {
      #expect(digest.chatBody.utf8.count <= 16_000)
      let body = try DigestBodyTests.object(digest.chatBody)
      #expect(Array(body.keys) == ["text"])
      #expect((body["text"] as? String)?.hasPrefix("[clause6] ") == true)
    }
  }

  @Test func namesCallNobodyAndHideNoLinkInAChat() throws {
    let text = try #require(try DigestBodyTests.object(SampleDigest.hostile().chatBody)["text"] as? String)
    #expect(!text.contains("<") && !text.contains(">"))
    #expect(text.contains("&lt;!here&gt;") && text.contains("&amp;amp;"))
    #expect(!text.contains("@channel") && !text.contains("](") && text.contains("@\u{200B}channel"))
    // Backticks come in pairs around commands only.
    let commands = text.matches(of: /`(?:clause6 )?[^`\u{200B}]*`(?!\u{200B})/).count
    #expect(commands == 3)
  }

  @Test func aCardForTeamsHasRunsOnly() throws {
    for digest in DigestBodyTests.digests {
      #expect(digest.teamsBody.utf8.count <= 24_000)
      let body = try DigestBodyTests.object(digest.teamsBody)
      #expect(body["type"] as? String == "message")
      let attachment = try #require((body["attachments"] as? [[String: Any]])?.first)
      #expect(attachment["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
      let card = try #require(attachment["content"] as? [String: Any])
      #expect(card["type"] as? String == "AdaptiveCard" && card["version"] as? String == "1.4")
      let blocks = try #require(card["body"] as? [[String: Any]])
      #expect(blocks.allSatisfy { $0["type"] as? String == "RichTextBlock" })
      let runs = blocks.flatMap { $0["inlines"] as? [[String: String]] ?? [] }
      #expect(runs.count >= blocks.count && runs.allSatisfy { $0["type"] == "TextRun" && $0["text"] != nil })
    }
  }

  @Test func aWebhookSaysWhatIsDue() throws {
    for digest in DigestBodyTests.digests {
      #expect(digest.webhookBody.utf8.count < 20_000)
      let body = try DigestBodyTests.object(digest.webhookBody)
      #expect(Set(body.keys) == ["type", "timestamp", "data"])
      #expect(body["type"] as? String == "reminder.due")
      #expect(body["timestamp"] as? String == "2027-01-04T00:00:00Z")
      let data = try #require(body["data"] as? [String: Any])
      let items = try #require(data["items"] as? [[String: Any]])
      #expect(items.count + (data["more"] as? Int ?? -1) == digest.items.count)
      #expect((data["overdue"] as? Int ?? 0) + (data["due"] as? Int ?? 0) == digest.items.count)
    }
  }

  @Test func anItemHasWhatTheDigestKnows() throws {
    let data = try #require(try DigestBodyTests.object(SampleDigest.week().webhookBody)["data"] as? [String: Any])
    let item = try #require((data["items"] as? [[String: Any]])?.first)
    #expect(item["kind"] as? String == "evidence_end")
    #expect(item["kind_in_words"] as? String == "Evidence expires")
    #expect(item["due_on"] as? String == "2026-12-20")
    #expect(item["days_left"] as? Int == -15)
    #expect(item["instead"] is NSNull)
    #expect(item["uid"] as? String == "evidence_end.3.1@tsubame")
  }

  @Test func anEventOfCloudEventsHasTheSameData() throws {
    for digest in DigestBodyTests.digests {
      let text = digest.cloudEventBody(id: "msg_1", source: "https://clause6.tsubame.example/register")
      #expect(text.utf8.count < 20_000)
      let body = try DigestBodyTests.object(text)
      #expect(body["specversion"] as? String == "1.0" && body["id"] as? String == "msg_1")
      #expect(body["source"] as? String == "https://clause6.tsubame.example/register")
      #expect(body["type"] as? String == "dev.clause6.reminder.due")
      #expect(body["time"] as? String == "2027-01-04T00:00:00Z")
      #expect((body["data"] as? [String: Any])?["digest"] as? String == "17.3f2a")
    }
  }

  @Test func theSameGivesTheSameBytes() {
    for digest in DigestBodyTests.digests {
      #expect(digest.chatBody == digest.chatBody && digest.teamsBody == digest.teamsBody)
      #expect(digest.webhookBody == digest.webhookBody)
    }
  }
}
