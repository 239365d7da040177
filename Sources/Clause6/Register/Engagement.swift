public import Postgres

/// One use made of a vendor, as it is on a day: what is entrusted. The thing that is tiered.
public struct Engagement: Sendable, Decodable, Equatable {
  public let engagementId: Int
  public let vendorId: Int
  public let vendor: String
  public let title: String
  /// critical, high, medium or low.
  public let tier: String
  public let source: TierSource
  /// Inherent risk, 0 to 100; none where nothing is recorded of data, access and criticality.
  public let score: Int?
  /// One sentence with the arithmetic that decided.
  public let why: String
  /// Facts that nobody recorded; where the others are, these count as the worst.
  public let missing: [String]
  /// Kinds of data: see ``kindsOfData``.
  public let data: [String]
  public let dataSubjects: Int?
  /// How far the vendor reaches: see ``accesses``.
  public let access: String?
  /// Whether the organisation cannot do without it; none while nobody has judged.
  public let critical: Bool?
  /// Conditions that bring regimes into play: those that follow from the data, and those stated.
  public let conditions: [String]
  public let startsOn: CalendarDate?
  public let endsOn: CalendarDate?

  /// The kinds of data that can be entrusted; `none` stands alone.
  public static let kindsOfData = ["none", "confidential", "personal", "sensitive", "my_number", "card"]
  /// How far a vendor can reach, from nowhere to administering our systems.
  public static let accesses = ["none", "on_site", "network", "hosting", "privileged"]
  /// What the public list can say of it, beside the vendor's name and what it is for.
  public static let publicFields = ["country", "data", "since", "subcontractors"]
}

/// Where the tier of an engagement comes from.
public enum TierSource: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// Two people set it, until a day.
  case overridden
  /// From the facts.
  case computed
  /// A person or a file says so, and the facts are laxer or absent.
  case stated
  /// Nothing is recorded: medium.
  case assumed
}

/// Where in the world something of an engagement happens.
public struct EngagementPlace: Sendable, Equatable {
  /// One of ``uses``.
  public var use: String
  /// ISO 3166-1, two letters.
  public var country: String
  /// Which site, region or data centre.
  public var note: String?

  /// What can happen in a place; `access_from`: people there see data that lies elsewhere.
  public static let uses = ["processing", "storage", "access_from"]

  public init(use: String, country: String, note: String? = nil) {
    (self.use, self.country, self.note) = (use, country, note)
  }
}

/// A condition of the closed list that people say holds for an engagement.
public struct StatedCondition: Sendable, Equatable {
  public var key: String
  /// First day on which it holds; none: from the start.
  public var fromOn: CalendarDate?
  /// Last day on which it holds; none: until further notice.
  public var untilOn: CalendarDate?

  public init(key: String, fromOn: CalendarDate? = nil, untilOn: CalendarDate? = nil) {
    (self.key, self.fromOn, self.untilOn) = (key, fromOn, untilOn)
  }
}

/// What is recorded of an engagement; fields that are not named keep what they have.
public struct EngagementEdit: Sendable {
  public var title = Edit<String>.keep
  /// What the organisation needs it for.
  public var purpose = Edit<String>.keep
  /// What is entrusted, in full.
  public var description = Edit<String>.keep
  /// What a person says the tier is; it makes the computed one stricter, never laxer.
  public var tier = Edit<String>.keep
  public var startsOn = Edit<CalendarDate>.keep
  public var endsOn = Edit<CalendarDate>.keep
  /// Needs ``criticalWhy``, either way.
  public var critical = Edit<Bool>.keep
  public var criticalWhy = Edit<String>.keep
  /// How many people the entrusted personal data is about, 0 to 10,000,000,000.
  public var dataSubjects = Edit<Int>.keep
  /// One of ``Engagement/accesses``.
  public var access = Edit<String>.keep
  /// A person's mail address or name; registered when nobody has it.
  public var owner = Edit<String>.keep
  /// All kinds of data, of ``Engagement/kindsOfData``.
  public var data = Edit<[String]>.keep
  /// All places.
  public var places = Edit<[EngagementPlace]>.keep
  /// All conditions that are stated; what follows from the data need not be.
  public var conditions = Edit<[StatedCondition]>.keep
  /// What the public list says it is for; without it, it is not on that list.
  public var publicPurpose = Edit<String>.keep
  public var publicPurposeJa = Edit<String>.keep
  /// What else the public list says of it: see ``Engagement/publicFields``.
  public var publicFields = Edit<[String]>.keep
  /// Contracts under which it is worked, besides those it has: from the start when it is registered, else from today.
  public var contracts: [String] = []

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    [
      Assignment("title", title), Assignment("purpose", purpose), Assignment("description", description),
      Assignment("tier", tier), Assignment("starts_on", startsOn), Assignment("ends_on", endsOn),
      Assignment("critical", critical), Assignment("critical_why", criticalWhy),
      Assignment("data_subjects", dataSubjects), Assignment("access", access),
      Assignment("owner_id", try connection.person(owner)), Assignment("public_purpose", publicPurpose),
      Assignment("public_purpose_ja", publicPurposeJa), Assignment("public_fields", publicFields),
    ].compactMap { $0 }
  }
}

private struct EngagementMatch: Decodable {
  let engagementId: Int
  let vendor: String
  let title: String
}

extension Connection {
  /// The engagements as they are on a day, by vendor and title.
  public func engagements(on day: CalendarDate) throws -> [Engagement] {
    try readFacts {
      try $0.rows("SELECT * FROM facts.engagement(\(day)::date) ORDER BY vendor, title, engagement_id")
    }
  }

  /// Which engagement is meant by its number, with or without `#`, its title, or `VENDOR/title`.
  /// - Throws: ``Clause6Error`` when none or several are meant.
  public func engagement(called which: String) throws -> Int {
    if let number = which.registerNumber,
      let id = try value("SELECT id FROM register.engagement WHERE id = \(number)", as: Int.self)
    {
      return id
    }
    let matches = try rows(
      "SELECT * FROM facts.engagement_called(\(which)) ORDER BY engagement_id", as: EngagementMatch.self)
    guard let first = matches.first else {
      throw Clause6Error(
        "No engagement is called \"\(which)\": \"clause6 engagement list\" shows all with their numbers.")
    }
    guard matches.count == 1 else {
      let choices = matches.map { "#\($0.engagementId) (\($0.vendor)/\($0.title))" }.joined(separator: ", ")
      throw Clause6Error("Several engagements are called \"\(which)\": name one by its number: \(choices).")
    }
    return first.engagementId
  }

  /// Registers an engagement with a vendor.
  /// - Parameters:
  ///   - vendor: as ``vendor(called:on:)`` understands it.
  ///   - edit: what is recorded of it.
  /// - Returns: its number.
  public func addEngagement(vendor: String, _ edit: EngagementEdit) throws -> Int {
    let fields = [Assignment("vendor_id", try self.vendor(called: vendor))] + (try edit.assignments(self))
    let id = try insert(into: "engagement", fields)
    try describe(id, edit, linkedFrom: nil)
    return id
  }

  /// Changes what is recorded of an engagement. An edit that says what is there already changes nothing.
  public func editEngagement(_ id: Int, _ edit: EngagementEdit) throws {
    var edit = edit
    // Why it was critical is not why it no longer is.
    if case .keep = edit.criticalWhy, case .set(let critical) = edit.critical,
      critical != (try value("SELECT critical FROM register.engagement WHERE id = \(id)", as: Bool.self))
    {
      edit.criticalWhy = .set(nil)
    }
    let fields = try edit.assignments(self)
    if !fields.isEmpty {
      try execute("UPDATE register.engagement SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
    }
    try describe(id, edit, linkedFrom: try today())
  }

  /// Says that an engagement is worked under a contract; saying it again changes nothing.
  /// - Parameters:
  ///   - id: the engagement.
  ///   - contract: the contract, which must bind its vendor or a company of the vendor's group.
  ///   - day: first day on which it stands behind the work; `nil`: from the start.
  public func linkEngagement(_ id: Int, toContract contract: Int, from day: CalendarDate? = nil) throws {
    // One link covers the day and all days after it: an earlier one that reaches the day goes on, later ones are in it.
    let these: SQL = "engagement_id = \(id) AND contract_id = \(contract)"
    try execute(
      """
      UPDATE register.engagement_contract SET until_on = NULL
      WHERE \(these) AND (from_on IS NULL OR from_on <= \(day)::date) AND (until_on >= \(day)::date OR \(day)::date IS NULL)
      """)
    try execute(
      """
      DELETE FROM register.engagement_contract
      WHERE \(these) AND from_on IS NOT NULL AND (from_on > \(day)::date OR \(day)::date IS NULL)
      """)
    try execute(
      """
      INSERT INTO register.engagement_contract (engagement_id, contract_id, from_on)
      SELECT \(id), \(contract), \(day)::date WHERE NOT EXISTS (
        SELECT FROM register.engagement_contract
        WHERE \(these) AND until_on IS NULL AND (from_on IS NULL OR from_on <= \(day)::date))
      """)
  }

  /// Says that an engagement is no longer worked under a contract; the days before stay as they were.
  /// - Parameters:
  ///   - id: the engagement.
  ///   - contract: the contract.
  ///   - day: first day on which it is not; `nil`: it never was, and was linked by mistake.
  /// - Throws: ``Clause6Error`` when nobody had said it is.
  public func unlinkEngagement(_ id: Int, fromContract contract: Int, on day: CalendarDate? = nil) throws {
    let ended = try execute(
      """
      UPDATE register.engagement_contract SET until_on = \(day)::date - 1
      WHERE engagement_id = \(id) AND contract_id = \(contract)
        AND (from_on IS NULL OR from_on < \(day)::date) AND (until_on IS NULL OR until_on >= \(day)::date)
      """)
    let removed = try execute(
      """
      DELETE FROM register.engagement_contract WHERE engagement_id = \(id) AND contract_id = \(contract)
        AND (\(day)::date IS NULL OR from_on >= \(day)::date)
      """)
    guard ended + removed > 0 else {
      throw Clause6Error(
        "Engagement \(id) is not worked under that contract: \"clause6 engagement show \(id)\" shows under which it is."
      )
    }
  }

  private func describe(_ id: Int, _ edit: EngagementEdit, linkedFrom day: CalendarDate?) throws {
    if case .set(let kinds) = edit.data { try setData(kinds ?? [], ofEngagement: id) }
    if case .set(let places) = edit.places { try setPlaces(places ?? [], ofEngagement: id) }
    if case .set(let conditions) = edit.conditions { try setConditions(conditions ?? [], ofEngagement: id) }
    for reference in edit.contracts { try linkEngagement(id, toContract: try contract(called: reference), from: day) }
  }
}
