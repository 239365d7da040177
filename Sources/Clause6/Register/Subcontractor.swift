public import Postgres

/// A company to which a vendor passes on work, as it is on a day.
public struct Subcontractor: Sendable, Decodable, Equatable {
  /// What a subcontractor may handle: a closed list.
  public static let dataClasses = ["personal", "sensitive", "my_number", "card", "confidential", "none"]
  /// Whether terms are passed down: a closed list.
  public static let flowDowns = ["yes", "partly", "no", "unknown"]

  public let subcontractorId: Int
  public let name: String
  /// ISO 3166-1, two letters.
  public let country: String?
  /// Its place in the line: the vendor is 1, so 2 and more.
  public let rank: Int
  /// The vendor at the top of the line.
  public let vendorId: Int
  /// `given`, `late` (after the work began) or `missing`.
  public let consentState: String
  /// One of ``flowDowns``.
  public let flowDown: String
}

/// One place behind a vendor on a day.
public struct ChainLink: Sendable, Decodable, Equatable {
  public let vendorId: Int
  public let engagement: String?
  /// The vendor itself is 1.
  public let rank: Int
  /// Names from the vendor down to this company.
  public let path: [String]
  /// The subcontractors' numbers along the path.
  public let pathIds: [Int]
  public let name: String
  public let country: String?
  public let service: String?
  public let data: [String]?
  public let consentState: String
  public let flowDown: String
  /// The vendor through whose own entry it is known; none when it was recorded for this chain.
  public let through: String?
  /// The company already stands above in its own line, which is not followed further.
  public let isCircular: Bool
}

/// What is recorded of a subcontractor; fields that are not named keep what they have.
public struct SubcontractorEdit: Sendable {
  public var name = Edit<String>.keep
  public var country = Edit<String>.keep
  public var service = Edit<String>.keep
  /// Of ``Subcontractor/dataClasses``.
  public var data = Edit<[String]>.keep
  public var receivesPersonalData = Edit<Bool>.keep
  /// Whether the vendor names it on a list that is open to all.
  public var isPublished = Edit<Bool>.keep
  /// One of ``Subcontractor/flowDowns``; what is not unknown needs the day on which it was checked.
  public var flowDown = Edit<String>.keep
  public var flowDownCheckedOn = Edit<CalendarDate>.keep
  public var fromOn = Edit<CalendarDate>.keep
  /// Last day of its work.
  public var untilOn = Edit<CalendarDate>.keep
  /// The same company as a vendor of ours.
  public var sameAs = Edit<String>.keep
  public var note = Edit<String>.keep

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    try connection.refuseFuture(flowDownCheckedOn, "Nobody has checked the terms")
    var company = Edit<Int>.keep
    if case .set(let which) = sameAs { company = .set(try which.map { try connection.vendor(called: $0) }) }
    return [
      Assignment("name", name), Assignment("country", country.asCode), Assignment("service", service),
      Assignment("data", data), Assignment("receives_personal_data", receivesPersonalData),
      Assignment("is_published", isPublished), Assignment("flow_down", flowDown.orDefault("unknown")),
      Assignment("flow_down_checked_on", flowDownCheckedOn), Assignment("from_on", fromOn),
      Assignment("until_on", untilOn), Assignment("subcontractor_vendor_id", company), Assignment("note", note),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// The subcontractors as they are on a day, by number.
  public func subcontractors(on day: CalendarDate) throws -> [Subcontractor] {
    try readFacts { try $0.rows("SELECT * FROM facts.subcontractor(\(day)::date) ORDER BY subcontractor_id") }
  }

  /// Who stands behind a vendor on a day, each under the company that uses it.
  public func chain(ofVendor vendor: Int, on day: CalendarDate) throws -> [ChainLink] {
    try readFacts { connection in
      try connection.rows(
        "SELECT * FROM facts.chain(\(day)::date) WHERE vendor_id = \(vendor) ORDER BY place")
    }
  }

  /// The number of a subcontractor, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func subcontractor(called which: String) throws -> Int {
    try number(which, in: "subcontractor", what: "a subcontractor")
  }

  /// Registers a subcontractor that a vendor uses.
  /// - Parameters:
  ///   - vendor: the vendor that uses it.
  ///   - engagement: what it works for, by number or title; none: all that the vendor does.
  ///   - edit: what is recorded of it.
  /// - Returns: its number.
  public func addSubcontractor(
    ofVendor vendor: Int, engagement: String? = nil, _ edit: SubcontractorEdit
  ) throws -> Int {
    let engagement = try engagement.map { try self.engagement(called: $0, ofVendor: vendor) }
    return try insert(
      into: "subcontractor",
      [
        Assignment("vendor_id", try entry(ofVendor: vendor, engagement: engagement)),
        Assignment("engagement_id", engagement),
      ] + edit.assignments(self))
  }

  /// Registers a subcontractor that another subcontractor uses.
  /// - Returns: its number.
  public func addSubcontractor(underSubcontractor parent: Int, _ edit: SubcontractorEdit) throws -> Int {
    try insert(into: "subcontractor", [Assignment("parent_id", parent)] + edit.assignments(self))
  }

  /// Changes what is recorded of a subcontractor. An edit that names nothing changes nothing.
  public func editSubcontractor(_ id: Int, _ edit: SubcontractorEdit) throws {
    try update("subcontractor", id, try edit.assignments(self))
  }

  /// Records that whoever acts consents to a subcontractor: the database takes nobody else's name.
  /// - Parameters:
  ///   - id: the subcontractor.
  ///   - day: from when the consent counts; not after today.
  ///   - article: the article or letter on which it rests; none keeps what is recorded.
  /// - Throws: ``Clause6Error`` for a day to come; `PostgresError.server` when the actor is nobody the register knows.
  public func consentToSubcontractor(_ id: Int, on day: CalendarDate, article: String? = nil) throws {
    try refuseFuture(day, "Nobody has consented")
    let given = try table(
      """
      SELECT consent_by, consent_given_on FROM facts.subcontractor('infinity')
      WHERE subcontractor_id = \(id) AND consent_given_on IS NOT NULL AND (
        consent_given_on <> \(day)::date OR register.acting_person()
          <> (SELECT consent_by_id FROM register.subcontractor WHERE id = \(id)))
      """
    ).rows.first
    if let given {
      throw Clause6Error(
        "\(given[0] ?? "") consented on \(given[1] ?? "") already, and that stays; nothing was changed.")
    }
    let fields = [Assignment("consent_given_on", day)] + (article.map { [Assignment("consent_article", $0)] } ?? [])
    try update("subcontractor", id, fields)
  }
}
