import Bytes
public import Postgres
import Schema
import Transport

/// A message that this process, and no other, may send now.
struct ClaimedDelivery: Decodable {
  let id: Int
  /// Whoever has it may go on; when somebody else took it meanwhile, this one is worth nothing any more.
  let token: String
  let channel: String
  /// This attempt counted.
  let attempts: Int
  let day: CalendarDate
  let recipient: String?
  let address: String?
  let language: String
  let digestId: String
  let now: Int
  /// What was frozen by an earlier attempt.
  let messageId: String?
  let frozenAddress: String?
  /// In base64.
  let frozenBody: String?

  var frozen: ComposedMessage? {
    guard let messageId, let frozenAddress, let frozenBody = frozenBody.flatMap(Base64.decode) else { return nil }
    return ComposedMessage(id: messageId, address: frozenAddress, body: frozenBody)
  }
}

/// The lease on a message ran out, and another process went on with it.
struct LeaseLost: Error {}

extension Connection {
  /// Gives back what processes held that died or stand still.
  /// - Returns: how many messages.
  func reapDeliveries(as author: Authorship) throws -> Int {
    try remindTransaction(as: author) { try $0.execute(SQL(verbatim: SQLFile.at("acts/remind_reap.sql").text)) }
  }

  /// Takes the next message that is to go, unless its channel is left alone.
  func claimDelivery(as author: Authorship, by process: String, leaving channels: [String]) throws -> ClaimedDelivery? {
    try remindTransaction(as: author) { connection in
      try connection.row(SQL(verbatim: SQLFile.at("acts/remind_claim.sql").text, [process, channels]))
    }
  }

  /// What the message says.
  func digest(of claimed: ClaimedDelivery) throws -> Digest {
    Digest(
      id: claimed.digestId, recipientName: claimed.recipient ?? "", recipientAddress: claimed.address ?? "",
      language: claimed.language, day: claimed.day, madeAt: claimed.now,
      items: try rows(SQL(verbatim: SQLFile.at("acts/remind_9_items.sql").text, [claimed.id])))
  }

  /// Notes, in the moment before the message is whole, that from now on the other side may have it; and freezes its bytes.
  /// - Throws: ``LeaseLost`` when somebody else has the message now: it must not become whole.
  func markHanding(_ claimed: ClaimedDelivery, _ message: ComposedMessage, as author: Authorship) throws {
    Failpoint.beforeMark.reach()
    try remindTransaction(as: author) { connection in
      let marked = try connection.execute(
        """
        UPDATE register.delivery SET phase = 'handing'
        WHERE id = \(claimed.id) AND token = \(claimed.token)::uuid AND state = 'sending' AND lease_ends_at > facts.instant()
        """)
      guard marked == 1 else { throw LeaseLost() }
      guard claimed.frozen == nil else { return }
      try connection.execute(
        """
        INSERT INTO register.delivery_message (delivery_id, message_id, address, body, sha256, made_at)
        SELECT \(claimed.id), \(message.id), \(message.address), b.body, encode(sha256(b.body), 'hex'), facts.instant()
        FROM (SELECT decode(\(Base64.encode(message.body)), 'base64') AS body) b
        """)
    }
    Failpoint.afterMark.reach()
  }

  /// Notes what became of an attempt.
  /// - Returns: whether it counts; not when somebody else has the message.
  func record(_ attempt: Attempt, of claimed: ClaimedDelivery, as author: Authorship) throws -> Bool {
    let values: [(any PostgresEncodable)?] = [
      claimed.id, claimed.token, attempt.verdict.rawValue, attempt.code, attempt.reply, attempt.retryAfter,
    ]
    return try remindTransaction(as: author) { connection in
      try connection.value(SQL(verbatim: SQLFile.at("acts/remind_record.sql").text, values), as: String.self) != nil
    }
  }
}

extension Connection {
  /// The message of a delivery as it was handed over: a mail, or a webhook's JSON; `nil` before that.
  public func deliveredMessage(_ id: Int) throws -> String? {
    let body = try value(
      "SELECT translate(encode(body, 'base64'), E'\\n', '') FROM register.delivery_message WHERE delivery_id = \(id)",
      as: String.self)
    return body.flatMap(Base64.decode).map { String(decoding: $0, as: UTF8.self) }
  }
}
