public import Postgres

/// What an amendment changes, from its first day on.
public struct Amendment: Sendable {
  /// The organisation's own number for the amendment.
  public var reference: String
  /// First day on which it counts.
  public var fromOn: CalendarDate
  /// Last day on which it counts, for one that changes something for a while; nothing: as long as the contract.
  public var untilOn: CalendarDate?
  /// The last day that the contract has from then on; nothing: as before.
  public var newEndsOn: CalendarDate?
  public var signedOn: CalendarDate?
  public var title: String?
  /// A 覚書 rather than an amendment; the register treats both alike.
  public var isMemorandum = false
  /// Terms and their status from then on.
  public var terms: [(key: String, status: String?)] = []

  public init(reference: String, fromOn: CalendarDate) {
    self.reference = reference
    self.fromOn = fromOn
  }
}

/// A renewal that both sides agreed on: an amendment that moves the end.
///
/// It is a record of its own and no new end of the contract, so that on every day before it the contract still ends when
/// it then did.
public struct Renewal: Sendable {
  /// The last day that the contract has from then on.
  public var untilOn: CalendarDate
  /// The day from which that holds; nothing: the day of signature, else today.
  public var fromOn: CalendarDate?
  public var signedOn: CalendarDate?
  /// The organisation's own number for it; nothing: that of the contract with -R1, -R2 … after it.
  public var reference: String?

  public init(untilOn: CalendarDate) {
    self.untilOn = untilOn
  }
}

extension Connection {
  /// Registers an amendment of a contract, with the same vendors and owner.
  /// - Returns: the amendment's number.
  /// - Throws: ``Clause6Error`` when the contract is over by then; an error of the database when the amendment would begin
  ///   before the contract does or after it was terminated, or when its reference is taken.
  public func amendContract(_ id: Int, _ amendment: Amendment) throws -> Int {
    let contract = try standing(ofContract: id, on: amendment.fromOn)
    if contract.state == .superseded {
      throw Clause6Error("Contract \(contract.reference) was \(contract.why): amend that one.")
    }
    if contract.state == .lapsed, amendment.newEndsOn == nil {
      throw Clause6Error(
        "Contract \(contract.reference) \(contract.why), so nothing amends it from \(amendment.fromOn) on: "
          + "renew it, or give the amendment the new end that was agreed.")
    }
    return try register(amendment, of: id)
  }

  /// Renews a contract by an amendment that moves its end.
  /// - Returns: the amendment's number.
  /// - Throws: ``Clause6Error`` when there is no end to move, or it would not be moved to a later day.
  @discardableResult
  public func renewContract(_ id: Int, _ renewal: Renewal) throws -> Int {
    let from = try renewal.fromOn ?? renewal.signedOn ?? today()
    let contract = try standing(ofContract: id, on: from)
    if let reason = contract.refusal(ofRenewalUntil: renewal.untilOn) { throw Clause6Error(reason) }
    var amendment = Amendment(
      reference: try renewal.reference ?? freeReference(after: "\(contract.reference)-R"), fromOn: from)
    amendment.newEndsOn = renewal.untilOn
    amendment.signedOn = renewal.signedOn
    return try register(amendment, of: id)
  }

  private func register(_ amendment: Amendment, of id: Int) throws -> Int {
    let kind = amendment.isMemorandum ? "memorandum" : "amendment"
    let number = try value(
      """
      INSERT INTO register.contract
        (reference, title, kind, parent_id, signed_on, starts_on, ends_on, new_ends_on, our_party, governing_law, owner_id)
      SELECT \(amendment.reference), \(amendment.title), \(kind), id, \(amendment.signedOn)::date, \(amendment.fromOn)::date,
        \(amendment.untilOn)::date, \(amendment.newEndsOn)::date, our_party, governing_law, owner_id
      FROM register.contract WHERE id = \(id) RETURNING id
      """, as: Int.self)
    guard let number else { throw PostgresError.unexpectedRowCount(0) }
    try execute(
      """
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position)
      SELECT \(number)::bigint, vendor_id, position FROM register.contract_vendor WHERE contract_id = \(id)
      """)
    for term in amendment.terms { try setTerm(term.key, to: term.status, ofContract: number) }
    return number
  }

  /// Of one number more than there are references that begin so, one is free.
  private func freeReference(after beginning: String) throws -> String {
    let reference = try value(
      """
      SELECT \(beginning) || n FROM generate_series(1,
        (SELECT count(*) + 1 FROM register.contract WHERE starts_with(reference, \(beginning)))) n
      WHERE NOT EXISTS (SELECT FROM register.contract WHERE reference = \(beginning) || n) ORDER BY n LIMIT 1
      """, as: String.self)
    guard let reference else { throw PostgresError.unexpectedRowCount(0) }
    return reference
  }
}

extension ContractStanding {
  /// Why it cannot be renewed until a day, as one sentence; nothing when it can.
  fileprivate func refusal(ofRenewalUntil day: CalendarDate) -> String? {
    if let endsWith { return "Contract \(reference) has no end of its own, it ends with \(endsWith): renew that one." }
    if isTerminated, let terminatedOn {
      return "Contract \(reference) was terminated, and \(terminatedOn) is its last day: register a new contract with "
        + "--supersedes \(reference), or take the termination back with \"clause6 contract edit \(reference) --terminated ''\"."
    }
    if state == .superseded { return "Contract \(reference) was \(why): renew that one." }
    if openEnded { return "Contract \(reference) is open-ended, so there is no end to move." }
    guard let periodEndsOn else {
      return
        "No end of contract \(reference) is recorded: \"clause6 contract edit \(reference) --ends DAY\" says when it is."
    }
    guard day > periodEndsOn else {
      return "Contract \(reference) runs until \(periodEndsOn) as it is, and a renewal ends later: "
        + "\"clause6 contract amend\" with --new-end makes it end earlier."
    }
    return nil
  }
}
