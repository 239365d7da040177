public import Postgres

/// What is done when work ends, as it is on a day.
public struct Offboarding: Sendable, Decodable, Equatable {
  /// What can become of data: a closed list.
  public static let outcomes = ["returned", "destroyed", "none_held"]

  public let offboardingId: Int
  public let vendorId: Int
  /// None: all that the vendor does.
  public let engagementId: Int?
  /// `open`, `overdue` or `closed`.
  public let state: String
  /// What still keeps it open, with its days.
  public let openLegs: [String]
  /// Last day of the work.
  public let endedOn: CalendarDate
  /// `settled`, `settled_late`, `due`, `overdue` or `no_due_day`.
  public let dataState: String
  /// `read`, `unread`, `lacking` or `not_needed`.
  public let proofState: String
  /// `removed`, `due` or `overdue`.
  public let accessState: String
  /// `runs`, `over`, `no_end` or `unknown`.
  public let secrecyState: String
}

/// What is recorded of an offboarding; fields that are not named keep what they have.
public struct OffboardingEdit: Sendable {
  /// Last day of the work.
  public var endedOn = Edit<CalendarDate>.keep
  /// Last day for return or destruction, as the contract has it.
  public var dataDueOn = Edit<CalendarDate>.keep
  /// One of ``Offboarding/outcomes``; `none_held` needs a note that says how this is known.
  public var data = Edit<String>.keep
  /// Not after today, as all that was done.
  public var dataDoneOn = Edit<CalendarDate>.keep
  /// The number of the evidence: a certificate of destruction, a receipt of return.
  public var proof = Edit<String>.keep
  /// Whoever acts vouches for it.
  public var accessRemovedOn = Edit<CalendarDate>.keep
  /// Last day of the duty of secrecy.
  public var secrecyUntilOn = Edit<CalendarDate>.keep
  public var secrecyOpenEnded = Edit<Bool>.keep
  public var closedOn = Edit<CalendarDate>.keep
  public var note = Edit<String>.keep

  public init() {}

  func assignments(_ connection: Connection) throws -> [Assignment] {
    try connection.refuseFuture(dataDoneOn, "Nobody has settled what became of the data")
    try connection.refuseFuture(accessRemovedOn, "Access has not been removed")
    try connection.refuseFuture(closedOn, "The offboarding has not been closed")
    var evidence = Edit<Int>.keep
    if case .set(let which) = proof { evidence = .set(try which.map { try connection.evidence(called: $0) }) }
    return [
      Assignment("ended_on", endedOn), Assignment("data_due_on", dataDueOn), Assignment("data", data),
      Assignment("data_done_on", dataDoneOn), Assignment("proof_id", evidence),
      Assignment("access_removed_on", accessRemovedOn), Assignment("secrecy_until_on", secrecyUntilOn),
      Assignment("secrecy_open_ended", secrecyOpenEnded.orDefault(false)), Assignment("closed_on", closedOn),
      Assignment("note", note),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// The offboardings as they are on a day, by number.
  public func offboardings(on day: CalendarDate) throws -> [Offboarding] {
    try readFacts { try $0.rows("SELECT * FROM facts.offboarding(\(day)::date) ORDER BY offboarding_id") }
  }

  /// The number of an offboarding, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func offboarding(called which: String) throws -> Int {
    try number(which, in: "offboarding", what: "an offboarding")
  }

  /// Starts the offboarding of a vendor, or of one engagement of it.
  /// - Parameters:
  ///   - vendor: the vendor whose work ends.
  ///   - engagement: by number or title; none: all that the vendor does.
  ///   - edit: what is recorded of it.
  /// - Returns: its number.
  public func startOffboarding(ofVendor vendor: Int, engagement: String? = nil, _ edit: OffboardingEdit) throws -> Int {
    let engagement = try engagement.map { try self.engagement(called: $0, ofVendor: vendor) }
    return try insert(
      into: "offboarding",
      [
        Assignment("vendor_id", try entry(ofVendor: vendor, engagement: engagement)),
        Assignment("engagement_id", engagement),
      ] + edit.assignments(self))
  }

  /// Records what was done of an offboarding. An edit that names nothing changes nothing.
  public func recordOffboarding(_ id: Int, _ edit: OffboardingEdit) throws {
    try update("offboarding", id, try edit.assignments(self))
  }

  /// Closes an offboarding whose every leg is settled: data, proof that somebody has read, access.
  /// - Throws: ``Clause6Error`` that names each leg which is still open on the day, and for a day to come.
  public func closeOffboarding(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "The offboarding has not been closed")
    let before = try row(
      "SELECT * FROM facts.offboarding(\(day)::date) WHERE offboarding_id = \(id)", as: Offboarding.self)
    guard let before else { throw PostgresError.unexpectedRowCount(0) }
    guard before.state != "closed" else {
      throw Clause6Error(
        "Offboarding \(id) is closed already: \"clause6 offboarding record \(id) --reopen\" opens it again.")
    }
    guard before.openLegs.isEmpty else {
      throw Clause6Error("Offboarding \(id) cannot be closed on \(day): \(before.openLegs.joined(separator: "; ")).")
    }
    var edit = OffboardingEdit()
    edit.closedOn = .set(day)
    try recordOffboarding(id, edit)
  }
}
