import Postgres
import Transport

extension Digest {
  /// Consumers may refuse more (Standard Webhooks 1.0.0); in bytes.
  static let longestPayload = 20_000

  /// The body of a webhook by Standard Webhooks 1.0.0: `{"type":"reminder.due","timestamp":…,"data":…}`, below 20,000 bytes.
  public var webhookBody: String {
    payload { data in
      .members([("type", .text("reminder.due")), ("timestamp", .text(madeAtText)), ("data", data)])
    }
  }

  /// The same data as an event of CloudEvents 1.0, in its JSON format.
  /// - Parameters:
  ///   - id: with the source what receivers tell repeated deliveries by: the webhook's id.
  ///   - source: a URI of this register.
  public func cloudEventBody(id: String, source: String) -> String {
    payload { data in
      .members([
        ("specversion", .text("1.0")), ("id", .text(id)), ("source", .text(source)),
        ("type", .text("dev.clause6.reminder.due")), ("time", .text(madeAtText)),
        ("datacontenttype", .text("application/json")), ("data", data),
      ])
    }
  }

  private var madeAtText: String { UTCTime(secondsSince1970: madeAt).iso }

  private func payload(_ envelope: (JSONValue) -> JSONValue) -> String {
    fitted(under: Digest.longestPayload - 1) { page in
      let body = envelope(data(page)).json
      return (body, body.utf8.count)
    }
  }

  private func data(_ page: DigestPage) -> JSONValue {
    let overdue = items.filter { $0.daysLeft < 0 }.count
    return .members([
      ("digest", .text(id)), ("day", .text(day.description)), ("language", .text(page.words.language.rawValue)),
      ("summary", .text(page.summary)),
      (
        "recipient",
        .members([
          ("name", .text(Digest.readable(recipientName, limit: 120))), ("address", .text(recipientAddress)),
        ])
      ),
      ("overdue", Digest.number(overdue)), ("due", Digest.number(items.count - overdue)),
      ("items", .list(page.lines.map { Digest.json($0, page.words) })), ("more", Digest.number(page.more)),
    ])
  }

  private static func json(_ line: DigestPage.Line, _ words: DeadlineWords) -> JSONValue {
    let item = line.item
    return .members([
      ("uid", .text(item.uid)), ("sequence", number(item.sequence)), ("kind", .text(item.kind)),
      ("kind_in_words", .text(line.kind)), ("reference", .text(readable(item.reference, limit: 200))),
      ("vendor", text(item.vendor)), ("tier", text(item.tier)), ("due_on", .text(item.dueOn.description)),
      ("days_left", number(item.daysLeft)), ("why", text(item.why)), ("audience", .text(item.audience.rawValue)),
      ("owner", text(item.owner)), ("instead", text(item.instead)),
      ("changed_at", .text(UTCTime(secondsSince1970: item.changedAt).iso)),
    ])
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .text(readable($0, limit: 240)) } ?? .null }
  private static func number(_ number: Int) -> JSONValue { .number(String(number)) }
}
