public import Transport

/// By what this host hands reminders over. `docs/channels.md` has the file that says it.
public struct Channels: Sendable {
  public var mail: MailChannel?
  /// In the order of the file.
  public var webhooks: [WebhookChannel]

  public init(mail: MailChannel? = nil, webhooks: [WebhookChannel] = []) {
    self.mail = mail
    self.webhooks = webhooks
  }
}

/// How mails leave this host.
public struct MailChannel: Sendable {
  public var route: MailRoute
  /// Of the route's user; none where nobody logs in.
  public var password: Secret?
  /// Whom mails come from, and where failures are reported to.
  public var from: Mailbox

  public init(route: MailRoute, password: Secret?, from: Mailbox) {
    self.route = route
    self.password = password
    self.from = from
  }

  /// What hands mails over; for use by one thread.
  /// - Throws: `TransportError` when user and password do not go together.
  public func sender() throws(TransportError) -> any MailSender { try route.sender(password: password) }
}

/// Where messages are posted to.
public struct WebhookChannel: Sendable {
  /// How a message is written.
  public enum Form: String, Sendable, CaseIterable { case slack, mattermost, teams, standard, cloudevents }

  /// What this host calls it.
  public var name: String
  /// Kept like a password: whoever knows a chat's URL can write to it.
  public var url: Secret
  public var form: Form
  /// Signs what is posted, for forms that are signed.
  public var signer: StandardWebhooks?
  /// Which kinds of deadlines it is told of; none for all.
  public var kinds: Set<String>?
  /// Whether the URL may be of this host or of a private network.
  public var allowsPrivate: Bool

  public init(
    name: String, url: Secret, form: Form, signer: StandardWebhooks? = nil, kinds: Set<String>? = nil,
    allowsPrivate: Bool = false
  ) {
    self.name = name
    self.url = url
    self.form = form
    self.signer = signer
    self.kinds = kinds
    self.allowsPrivate = allowsPrivate
  }

  /// What posts to it.
  public func sender() -> WebhookSender { WebhookSender(allowsPrivate: allowsPrivate) }

  /// Posts one message, signed where the channel has a secret.
  /// - Parameters:
  ///   - body: JSON.
  ///   - id: the same at each attempt to hand this message over; the receiver tells repetitions by it.
  ///   - timestamp: the attempt's, in seconds since 1970.
  ///   - beforeEnd: called once all is sent but the last byte; what it throws stops the message.
  /// - Throws: what `beforeEnd` throws, and nothing else.
  public func post(
    _ body: [UInt8], id: String, timestamp: Int, beforeEnd: () throws -> Void
  ) throws -> Attempt {
    var headers: [(String, String)] = []
    if form == .cloudevents { headers.append(("Content-Type", "application/cloudevents+json; charset=utf-8")) }
    headers += signer?.headers(id: id, timestamp: timestamp, body: body) ?? []
    return try sender().post(body, to: url.value, headers: headers, beforeEnd: beforeEnd)
  }
}
