public import Transport

/// Takes digests to people as mails.
public final class MailCourier: Courier {
  private let channel: MailChannel
  private let sender: any MailSender

  /// - Throws: ``Clause6Error`` when user and password do not go together.
  public init(_ channel: MailChannel) throws(Clause6Error) {
    self.channel = channel
    do {
      sender = try channel.sender()
    } catch {
      throw Clause6Error(error.message)
    }
  }

  public func compose(_ digest: Digest) throws -> ComposedMessage {
    let from = channel.from
    let domain = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
    let mail = try digest.mail(from: from.address, named: from.name ?? "clause6", domain: domain)
    return ComposedMessage(id: mail.messageID, address: digest.recipientAddress, body: mail.bytes)
  }

  public func hand(_ message: ComposedMessage, beforeEnd: () throws -> Void) throws -> Attempt {
    try sender.send(message.body, from: channel.from.address, to: message.address, beforeEnd: beforeEnd)
  }
}

/// Takes digests to a webhook: a chat, or a program.
public struct WebhookCourier: Courier {
  private let channel: WebhookChannel
  private let source: String
  private let clock: () -> Int

  /// - Parameters:
  ///   - channel: where messages are posted to, and in which form.
  ///   - source: a URI of this register, for CloudEvents.
  ///   - clock: seconds since 1970, for the time of each attempt, which signatures hold.
  public init(_ channel: WebhookChannel, source: String, clock: @escaping () -> Int) {
    self.channel = channel
    self.source = source
    self.clock = clock
  }

  public func compose(_ digest: Digest) throws -> ComposedMessage {
    let id = "msg_\(digest.id.replacing(".", with: "_"))"
    let body =
      switch channel.form {
      case .slack, .mattermost: digest.chatBody
      case .teams: digest.teamsBody
      case .standard: digest.webhookBody
      case .cloudevents: digest.cloudEventBody(id: id, source: source)
      }
    return ComposedMessage(id: id, address: channel.name, body: Array(body.utf8))
  }

  public func hand(_ message: ComposedMessage, beforeEnd: () throws -> Void) throws -> Attempt {
    try channel.post(message.body, id: message.id, timestamp: clock(), beforeEnd: beforeEnd)
  }
}

extension Channels {
  /// What takes digests to people from this host, by the names that deliveries have.
  public func couriers(source: String, clock: @escaping () -> Int) throws -> [String: any Courier] {
    var couriers: [String: any Courier] = [:]
    if let mail { couriers["mail"] = try MailCourier(mail) }
    for webhook in webhooks {
      couriers["webhook:\(webhook.name)"] = WebhookCourier(webhook, source: source, clock: clock)
    }
    return couriers
  }

  /// What each webhook hears of.
  public var scopes: [WebhookScope] {
    webhooks.map { WebhookScope(name: $0.name, kinds: $0.kinds.map { $0.sorted() }) }
  }
}
