public import Postgres

/// What a contract is on a day. Derived by `facts.contract_state`, never stored.
public enum ContractState: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case notStarted = "not_started"
  case inForce = "in_force"
  /// Renews by itself, and the days on which to decide and give notice are now.
  case inNoticeWindow = "in_notice_window"
  /// Renews by itself, and the last day for notice has passed.
  case noticeMissed = "notice_missed"
  /// Its written end has passed and it goes on by itself.
  case autoRenewed = "auto_renewed"
  /// Its term is over.
  case lapsed
  /// It was ended before its end.
  case terminated
  /// Another contract took its place.
  case superseded
  /// No end is recorded, and it is not said to be open-ended.
  case endUnknown = "end_unknown"
}

/// A signed paper that binds one or more vendors, as it is on a day.
public struct Contract: Sendable, Decodable, Equatable {
  public let contractId: Int
  public let reference: String
  public let title: String?
  public let vendors: [String]
  public let tier: String
  public let state: ContractState
  /// First day of the state; none when the register does not tell.
  public let since: CalendarDate?
  /// One sentence with the days that decided.
  public let why: String
  public let startsOn: CalendarDate?
  /// Last day in force as written and as amended by the day, before any renewal by itself.
  public let endsOn: CalendarDate?
  /// Last day on which notice not to renew can be given for the current period.
  public let noticeBy: CalendarDate?
}

/// What is recorded of a contract; fields that are not named keep what they have.
public struct ContractEdit: Sendable {
  public var reference = Edit<String>.keep
  public var title = Edit<String>.keep
  public var kind = Edit<String>.keep
  public var signedOn = Edit<CalendarDate>.keep
  public var startsOn = Edit<CalendarDate>.keep
  public var endsOn = Edit<CalendarDate>.keep
  public var openEnded = Edit<Bool>.keep
  public var autoRenews = Edit<Bool>.keep
  public var renewalMonths = Edit<Int>.keep
  public var noticeMonths = Edit<Int>.keep
  public var noticeDays = Edit<Int>.keep
  public var decisionDays = Edit<Int>.keep
  /// Days that a notice takes to arrive.
  public var deliveryDays = Edit<Int>.keep
  /// Days before its end and its last day for notice on which its owner is reminded, instead of the policy's.
  public var remindDays = Edit<[Int]>.keep
  public var noticeGivenOn = Edit<CalendarDate>.keep
  public var terminatedOn = Edit<CalendarDate>.keep
  public var workEndedOn = Edit<CalendarDate>.keep
  /// The reference of the contract that this one replaces.
  public var supersedes = Edit<String>.keep
  /// The reference of the contract under which it stands: what an amendment amends, a statement of work's master contract.
  public var parent = Edit<String>.keep
  /// The last day that an amendment gives to the contract above it, from its own first day on.
  public var newEndsOn = Edit<CalendarDate>.keep
  /// Which company of ours signed; nothing is the organisation itself.
  public var ourParty = Edit<String>.keep
  /// A country's ISO 3166-1 code, or words.
  public var governingLaw = Edit<String>.keep
  /// A decimal number as PostgreSQL writes it: `1200000.50`.
  public var valueAmount = Edit<String>.keep
  public var valueCurrency = Edit<String>.keep
  /// A person's mail address, login or name; registered when nobody has the mail address.
  public var owner = Edit<String>.keep
  public var note = Edit<String>.keep
  /// The vendors it binds, as ``Postgres/Connection/vendor(called:on:)`` understands them.
  public var vendors = Edit<[String]>.keep
  /// Terms and their status: present, weak, missing, not_applicable; `nil` takes back what was recorded.
  public var terms: [(key: String, status: String?)] = []

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    [
      Assignment("reference", reference.trimmed), Assignment("title", title),
      Assignment("kind", kind.orDefault("other")),
      Assignment("signed_on", signedOn), Assignment("starts_on", startsOn), Assignment("ends_on", endsOn),
      Assignment("open_ended", openEnded), Assignment("auto_renews", autoRenews),
      Assignment("renewal_months", renewalMonths), Assignment("notice_months", noticeMonths),
      Assignment("notice_days", noticeDays), Assignment("decision_days", decisionDays.orDefault(30)),
      Assignment("delivery_days", deliveryDays), Assignment("remind_days", remindDays.latestLast),
      Assignment("notice_given_on", noticeGivenOn), Assignment("terminated_on", terminatedOn),
      Assignment("work_ended_on", workEndedOn), Assignment("supersedes_id", try connection.contract(supersedes)),
      Assignment("parent_id", try connection.contract(parent)), Assignment("new_ends_on", newEndsOn),
      Assignment("our_party", ourParty), Assignment("governing_law", governingLaw),
      Assignment("value_amount", valueAmount), Assignment("value_currency", valueCurrency.asCode),
      Assignment("owner_id", try connection.person(owner)), Assignment("note", note),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// The contracts as they are on a day, by reference.
  public func contracts(on day: CalendarDate) throws -> [Contract] {
    try readFacts { try $0.rows("SELECT * FROM facts.contract(\(day)::date) ORDER BY reference") }
  }

  /// The number of the contract with a reference.
  /// - Throws: ``Clause6Error`` when there is none.
  public func contract(called reference: String) throws -> Int {
    let id = try value(
      """
      SELECT id FROM register.contract WHERE reference = \(reference) OR id = \(reference.hasPrefix("#") ? reference.registerNumber : nil)
      ORDER BY reference = \(reference) DESC LIMIT 1
      """, as: Int.self)
    if id == nil, let twin = try onlyContract(alike: reference) { return twin }
    guard let id else {
      throw Clause6Error("No contract has the reference \"\(reference)\": \"clause6 contract list\" shows all.")
    }
    return id
  }

  /// The one contract whose reference is the same but for width, case and spaces.
  private func onlyContract(alike reference: String) throws -> Int? {
    try value(
      """
      SELECT CASE WHEN count(*) = 1 THEN min(id) END FROM register.contract
      WHERE register.name_key(reference) = register.name_key(\(reference))
      """)
  }

  /// Two references that nobody can tell apart in a list are one contract entered twice.
  private func refuseTwin(_ edit: ContractEdit, of id: Int? = nil) throws {
    guard case .set(let reference?) = edit.reference, let twin = try onlyContract(alike: reference), twin != id else {
      return
    }
    let known = try value("SELECT reference FROM register.contract WHERE id = \(twin)", as: String.self) ?? ""
    guard known != reference.trimmedCell else { return }
    throw Clause6Error(
      "Contract \(known) differs from \"\(reference)\" in width, case or spaces only: give another reference.")
  }

  /// The same for an edit: `keep` and nothing stay what they are.
  func contract(_ edit: Edit<String>) throws -> Edit<Int> {
    switch edit {
    case .keep: .keep
    case .set(let reference): .set(try reference.map { try contract(called: $0) })
    }
  }

  /// Registers a contract.
  /// - Returns: its number.
  public func addContract(_ edit: ContractEdit) throws -> Int {
    try refuseTwin(edit)
    let fields = try edit.assignments(self)
    let id = try insert(into: "contract", fields)
    try bind(id, edit)
    return id
  }

  /// Changes what is recorded of a contract. An edit that names nothing changes nothing.
  public func editContract(_ id: Int, _ edit: ContractEdit) throws {
    try refuseTwin(edit, of: id)
    let fields = try edit.assignments(self)
    if !fields.isEmpty {
      try execute("UPDATE register.contract SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
    }
    try bind(id, edit)
  }

  private func bind(_ id: Int, _ edit: ContractEdit) throws {
    if case .set(let names) = edit.vendors {
      let vendors = try (names ?? []).map { try vendor(called: $0) }
      // A link to an entry that was merged stays: it is one to the vendor as which that goes on.
      try execute(
        """
        DELETE FROM register.contract_vendor l WHERE contract_id = \(id)
          AND NOT EXISTS (SELECT FROM unnest(\(vendors)::bigint[]) v WHERE register.same_company(v, l.vendor_id))
        """)
      for (index, vendor) in vendors.enumerated() {
        try execute(
          """
          INSERT INTO register.contract_vendor (contract_id, vendor_id, position)
          SELECT \(id), \(vendor), \(index + 1) WHERE NOT EXISTS (
            SELECT FROM register.contract_vendor WHERE contract_id = \(id) AND register.same_company(vendor_id, \(vendor)))
          """)
        try execute(
          """
          UPDATE register.contract_vendor SET position = \(index + 1)
          WHERE contract_id = \(id) AND register.same_company(vendor_id, \(vendor)) AND position <> \(index + 1)
          """)
      }
    }
    for term in edit.terms { try refuseUnknownTerm(term.key) }
    for term in edit.terms { try setTerm(term.key, to: term.status, ofContract: id) }
  }
}
