public import Postgres
import Schema

/// Something that went wrong at a vendor, as it was known by the end of a day.
public struct Incident: Sendable, Decodable, Equatable {
  /// A closed list.
  public static let severities = ["critical", "high", "medium", "low"]

  public let incidentId: Int
  public let vendorId: Int
  public let title: String
  public let severity: String
  /// `open` or `closed`.
  public let state: String
  /// From when the vendor noticed to when it told us.
  public let hoursToTell: Double?
  /// Whether it told us within the hours of the contract: `in_time`, `late`, `due` (the time still runs) or `unknown`.
  public let noticeState: String
  /// The arithmetic behind it.
  public let noticeWhy: String
  /// Our own duty: `done`, `done_late`, `due`, `overdue`; none when there is none.
  public let dutyState: String?
  public let dutyDueOn: CalendarDate?
}

/// What is recorded of an incident; fields that are not named keep what they have.
public struct IncidentEdit: Sendable {
  public var title = Edit<String>.keep
  /// One of ``Incident/severities``.
  public var severity = Edit<String>.keep
  public var occurredAt = Edit<Instant>.keep
  /// When the vendor noticed.
  public var noticedAt = Edit<Instant>.keep
  /// When the vendor told us.
  public var toldAt = Edit<Instant>.keep
  /// Within how many hours of noticing the contract obliges the vendor to tell us: 1 to 8784.
  public var contractLimitHours = Edit<Int>.keep
  /// What we owe to whom, such as the report of APPI article 26 or of GDPR article 33.
  public var ourDuty = Edit<String>.keep
  public var ourDutyDueAt = Edit<Instant>.keep
  public var ourDutyDoneAt = Edit<Instant>.keep
  /// How many people it concerns.
  public var dataSubjects = Edit<Int>.keep
  public var cause = Edit<String>.keep
  public var prevention = Edit<String>.keep
  public var closedOn = Edit<CalendarDate>.keep
  /// By number or title.
  public var engagement = Edit<String>.keep
  public var note = Edit<String>.keep

  public init() {}

  func assignments(_ connection: Connection, ofVendor vendor: Int?) throws -> [Assignment] {
    [
      Assignment("title", title), Assignment("severity", severity),
      Assignment("occurred_at", try connection.timestamp(occurredAt)),
      Assignment("noticed_at", try connection.timestamp(noticedAt)),
      Assignment("told_at", try connection.timestamp(toldAt)),
      Assignment("contract_limit_hours", contractLimitHours), Assignment("our_duty", ourDuty),
      Assignment("our_duty_due_at", try connection.timestamp(ourDutyDueAt)),
      Assignment("our_duty_done_at", try connection.timestamp(ourDutyDoneAt)),
      Assignment("data_subjects", dataSubjects), Assignment("cause", cause), Assignment("prevention", prevention),
      Assignment("closed_on", closedOn),
      Assignment("engagement_id", try connection.engagement(engagement, ofVendor: vendor)), Assignment("note", note),
    ].compactMap { $0 }
  }
}

extension Connection {
  /// The incidents known by the end of a day, by number.
  public func incidents(on day: CalendarDate) throws -> [Incident] {
    try readFacts { try $0.rows("SELECT * FROM facts.incident(\(day)::date) ORDER BY incident_id") }
  }

  /// The number of an incident, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func incident(called which: String) throws -> Int {
    try number(which, in: "incident", what: "an incident")
  }

  /// Registers an incident at a vendor. The time within which it had to tell us is taken from the contracts that bound it
  /// when it noticed, the strictest of them, unless the edit gives one.
  /// - Returns: its number.
  /// - Throws: ``Clause6Error`` for a time that clocks skip; `PostgresError.server` with the constraint that refuses.
  public func addIncident(atVendor vendor: Int, _ edit: IncidentEdit) throws -> Int {
    var edit = edit
    var engagement: Int?
    if case .set(let which?) = edit.engagement { engagement = try self.engagement(called: which, ofVendor: vendor) }
    let entry = try entry(ofVendor: vendor, engagement: engagement)
    if case .keep = edit.contractLimitHours {
      edit.contractLimitHours = .set(try limitByContract(ofVendor: entry, engagement, edit))
    }
    let fields = try edit.assignments(self, ofVendor: vendor)
    let id = try insert(into: "incident", [Assignment("vendor_id", entry)] + fields)
    try refuseFuture(incident: id)
    return id
  }

  private func limitByContract(ofVendor vendor: Int, _ engagement: Int?, _ edit: IncidentEdit) throws -> Int? {
    func instant(_ edit: Edit<Instant>) throws -> String? {
      if case .set(let instant) = edit { try instant.map { try timestamp($0) } } else { nil }
    }
    return try value(
      SQL(
        verbatim: SQLFile.at("acts/incident_limit.sql").text,
        [vendor, engagement, try instant(edit.noticedAt), try instant(edit.toldAt), try instant(edit.occurredAt)]))
  }

  /// Changes what is recorded of an incident. An edit that names nothing changes nothing.
  public func editIncident(_ id: Int, _ edit: IncidentEdit) throws {
    let vendor = try value("SELECT vendor_id FROM register.incident WHERE id = \(id)", as: Int.self)
    try update("incident", id, try edit.assignments(self, ofVendor: vendor))
    try refuseFuture(incident: id)
  }

  private func refuseFuture(incident id: Int) throws {
    struct Last: Decodable {
      let knownOn: CalendarDate?
      let doneOn: CalendarDate?
      let closedOn: CalendarDate?
    }
    let last = try row(
      """
      SELECT facts.day_of(greatest(occurred_at, noticed_at, told_at)) AS known_on,
        facts.day_of(our_duty_done_at) AS done_on, closed_on FROM register.incident WHERE id = \(id)
      """, as: Last.self)
    if let day = last?.knownOn { try refuseFuture(day, "The incident cannot have been known") }
    if let day = last?.doneOn { try refuseFuture(day, "Our duty has not been done") }
    if let day = last?.closedOn { try refuseFuture(day, "The incident has not been closed") }
  }

  /// Closes an incident. Its cause and what prevents the next one must be recorded, and our own duty done.
  /// - Throws: ``Clause6Error`` when it is closed already; `PostgresError.server` with the constraint that refuses.
  public func closeIncident(
    _ id: Int, on day: CalendarDate, cause: String? = nil, prevention: String? = nil
  ) throws {
    let closed = try value("SELECT closed_on FROM register.incident WHERE id = \(id)", as: CalendarDate.self)
    if let closed {
      throw Clause6Error(
        "Incident \(id) was closed on \(closed): \"clause6 incident edit \(id) --reopen\" opens it again.")
    }
    var edit = IncidentEdit()
    edit.closedOn = .set(day)
    if let cause { edit.cause = .set(cause) }
    if let prevention { edit.prevention = .set(prevention) }
    try editIncident(id, edit)
  }
}
