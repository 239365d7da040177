public import Postgres

/// All that one person is reminded of on one day: what a mail, a message to a chat and a webhook are written from.
public struct Digest: Sendable, Equatable {
  /// One deadline of it.
  public struct Item: Sendable, Equatable, Decodable {
    /// Why this person hears of it.
    public enum Audience: String, Sendable, CaseIterable, Decodable { case owner, manager, riskLead = "risk_lead" }

    /// As `facts.deadline` lists deadlines: contract_end, notice, review, evidence_end …
    public var kind: String
    /// What the register calls it: a contract's reference, a vendor's code, `evidence #3`.
    public var reference: String
    public var vendor: String?
    public var tier: String?
    public var dueOn: CalendarDate
    /// From the digest's day on; negative when overdue.
    public var daysLeft: Int
    /// How the day came about.
    public var why: String
    public var audience: Audience
    /// Who answers for it, when that is not the recipient.
    public var owner: String?
    /// Why this recipient and not the owner: "sato is away until 2027-01-10"; none when the recipient is the owner.
    public var instead: String?
    /// The event in calendars, stable however the day moves: `notice.12.3@instance`.
    public var uid: String
    /// Raised whenever the event changed.
    public var sequence: Int
    /// When the event last changed, in seconds since 1970.
    public var changedAt: Int

    public init(
      kind: String, reference: String, vendor: String?, tier: String?, dueOn: CalendarDate, daysLeft: Int, why: String,
      audience: Audience, owner: String?, instead: String?, uid: String, sequence: Int, changedAt: Int
    ) {
      self.kind = kind
      self.reference = reference
      self.vendor = vendor
      self.tier = tier
      self.dueOn = dueOn
      self.daysLeft = daysLeft
      self.why = why
      self.audience = audience
      self.owner = owner
      self.instead = instead
      self.uid = uid
      self.sequence = sequence
      self.changedAt = changedAt
    }
  }

  /// Delivery and register: `17.3f2a…`, from which Message-ID and boundaries are made, so that the same digest gives the same bytes.
  public var id: String
  public var recipientName: String
  public var recipientAddress: String
  /// `en` or `ja`.
  public var language: String
  /// The recipient's own day.
  public var day: CalendarDate
  /// When the bytes are made, in seconds since 1970: the mail's `Date`.
  public var madeAt: Int
  /// Overdue first, then by day.
  public var items: [Item]

  public init(
    id: String, recipientName: String, recipientAddress: String, language: String, day: CalendarDate, madeAt: Int,
    items: [Item]
  ) {
    self.id = id
    self.recipientName = recipientName
    self.recipientAddress = recipientAddress
    self.language = language
    self.day = day
    self.madeAt = madeAt
    self.items = items
  }
}
