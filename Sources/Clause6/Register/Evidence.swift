public import Postgres

/// A certificate, report or other paper that shows what a vendor can do or has done, as it is on a day.
public struct Evidence: Sendable, Decodable, Equatable {
  /// Kinds of evidence: a closed list.
  public static let kinds = [
    "iso27001", "iso27017", "iso27018", "iso27701", "iso22301", "iso9001", "iso20000", "privacymark", "ismap", "scs",
    "soc1", "soc2_type1", "soc2_type2", "soc3", "pci_aoc", "penetration_test", "vulnerability_scan", "continuity_test",
    "audit_report", "questionnaire", "policy", "training_record", "reference", "insurance", "financial_statement",
    "credit_report", "registry_extract", "licence", "return_receipt", "destruction_certificate", "other",
  ]
  /// What evidence can be on a day.
  public static let states = ["valid", "expired", "not_yet_valid", "no_end"]

  public let evidenceId: Int
  public let vendorId: Int
  public let kind: String
  public let issuer: String?
  public let number: String?
  public let issuedOn: CalendarDate?
  public let validFromOn: CalendarDate?
  /// Last day of its validity.
  public let validUntilOn: CalendarDate?
  /// One of ``states``.
  public let state: String
  /// Days until the last day of validity; negative when it has passed.
  public let daysLeft: Int?
  /// Whole months since its issue.
  public let ageMonths: Int?
  /// Who read it last, by the day; nobody, when nobody did.
  public let readBy: String?
  public let readOn: CalendarDate?
  /// How many files it has.
  public let files: Int
  /// The evidence that has taken its place by the day.
  public let replacedById: Int?
}

/// What is recorded of evidence; fields that are not named keep what they have.
public struct EvidenceEdit: Sendable {
  /// One of ``Evidence/kinds``.
  public var kind = Edit<String>.keep
  public var issuer = Edit<String>.keep
  public var number = Edit<String>.keep
  /// What it covers, in its own words.
  public var scope = Edit<String>.keep
  public var issuedOn = Edit<CalendarDate>.keep
  public var validFromOn = Edit<CalendarDate>.keep
  /// Last day of its validity.
  public var validUntilOn = Edit<CalendarDate>.keep
  /// The sum that an insurance covers: a decimal number as PostgreSQL writes it.
  public var amount = Edit<String>.keep
  /// ISO 4217.
  public var currency = Edit<String>.keep
  /// The number of the evidence whose place it takes.
  public var replaces = Edit<String>.keep
  /// The engagements it covers, by number or title; none: all that the vendor does.
  public var engagements = Edit<[String]>.keep
  public var note = Edit<String>.keep

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    try connection.refuseFuture(issuedOn, "The evidence has not been issued")
    var replaced = Edit<Int>.keep
    if case .set(let which) = replaces { replaced = .set(try which.map { try connection.evidence(called: $0) }) }
    return [
      Assignment("kind", kind), Assignment("issuer", issuer), Assignment("number", number), Assignment("scope", scope),
      Assignment("issued_on", issuedOn), Assignment("valid_from_on", validFromOn),
      Assignment("valid_until_on", validUntilOn), Assignment("amount", amount), Assignment("currency", currency.asCode),
      Assignment("replaces_id", replaced), Assignment("note", note),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// All evidence as it is on a day, by number.
  public func evidence(on day: CalendarDate) throws -> [Evidence] {
    try readFacts { try $0.rows("SELECT * FROM facts.evidence(\(day)::date) ORDER BY evidence_id") }
  }

  /// The number of a piece of evidence, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func evidence(called which: String) throws -> Int {
    try number(which, in: "evidence", what: "a piece of evidence")
  }

  /// Registers evidence of a vendor.
  /// - Returns: its number.
  /// - Throws: `PostgresError.server` with the constraint that refuses.
  public func addEvidence(ofVendor vendor: Int, _ edit: EvidenceEdit) throws -> Int {
    var covered: Int?
    if case .set(let names?) = edit.engagements {
      covered = try names.first.map { try engagement(called: $0, ofVendor: vendor) }
    }
    let entry = try entry(ofVendor: vendor, engagement: covered)
    let id = try insert(into: "evidence", [Assignment("vendor_id", entry)] + edit.assignments(self))
    try cover(id, edit)
    return id
  }

  /// Changes what is recorded of evidence. An edit that names nothing changes nothing.
  public func editEvidence(_ id: Int, _ edit: EvidenceEdit) throws {
    try update("evidence", id, try edit.assignments(self))
    try cover(id, edit)
  }

  /// Records that whoever acts has read the evidence: the database takes nobody else's name.
  /// - Parameters:
  ///   - id: the evidence.
  ///   - day: when; not after today.
  ///   - note: what they found in it.
  /// - Throws: ``Clause6Error`` for a day to come; `PostgresError.server` when the actor is nobody the register knows.
  public func readEvidence(_ id: Int, on day: CalendarDate, note: String? = nil) throws {
    try refuseFuture(day, "Nobody has read anything")
    let fields = [Assignment("evidence_id", id), Assignment("read_on", day), Assignment("note", note)]
    let reader = try value("SELECT register.acting_person()", as: Int.self)
    let before = try value(
      "SELECT id FROM register.evidence_reading WHERE evidence_id = \(id) AND person_id = \(reader) AND read_on = \(day)",
      as: Int.self)
    if let before {
      // The same reading with more to say of it; what was found is never unsaid.
      let said = try value("SELECT note FROM register.evidence_reading WHERE id = \(before)", as: String.self)
      if let note, said != note {
        try update("evidence_reading", before, [Assignment("note", said.map { "\($0); \(note)" } ?? note)])
      }
    } else {
      try execute(
        """
        INSERT INTO register.evidence_reading (person_id, \(fields.columns)) VALUES (\(reader), \(fields.values))
        """)
    }
  }

  private func cover(_ id: Int, _ edit: EvidenceEdit) throws {
    guard case .set(let names) = edit.engagements,
      let vendor = try value("SELECT vendor_id FROM register.evidence WHERE id = \(id)", as: Int.self)
    else { return }
    let engagements = try (names ?? []).map { try engagement(called: $0, ofVendor: vendor) }
    try execute(
      """
      DELETE FROM register.evidence_engagement WHERE evidence_id = \(id) AND engagement_id <> ALL (\(engagements)::bigint[])
      """)
    for engagement in engagements {
      try execute(
        """
        INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (\(id), \(engagement))
        ON CONFLICT (evidence_id, engagement_id) DO NOTHING
        """)
    }
  }
}
