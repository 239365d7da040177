public import Postgres
import Schema

/// One of the three things without which no work may begin with a vendor: DESIGN's selection, contract, confidentiality.
public struct GateLeg: Sendable, Decodable, Equatable {
  /// assessment, contract or terms.
  public let leg: String
  /// Whether the facts satisfy it.
  public let isMet: Bool
  /// Whether they do, or a waiver stands in on the day.
  public let isOpen: Bool
  /// One sentence with what was found.
  public let why: String
  /// The command that goes on from here.
  public let wayOut: String
}

extension Connection {
  /// The gate of an engagement as it stands on a day, leg by leg.
  public func gate(engagement: Int, on day: CalendarDate) throws -> [GateLeg] {
    try readFacts {
      try $0.rows(
        "SELECT * FROM facts.engagement_gate(\(day)::date) WHERE engagement_id = \(engagement) ORDER BY place")
    }
  }

  /// Lets an engagement through the gate: work on it may begin.
  ///
  /// An engagement that was let through is active only as long as the gate stays open; see `facts.engagement_state`.
  /// - Parameters:
  ///   - engagement: its number.
  ///   - day: the first day of the work.
  /// - Throws: ``Clause6Error`` naming each leg that is missing.
  public func activateEngagement(_ engagement: Int, on day: CalendarDate) throws {
    let statement = SQL(verbatim: SQLFile.at("acts/activate_engagement.sql").text, [engagement, day])
    guard try execute(statement) == 0 else { return }
    let shut = try gate(engagement: engagement, on: day).filter { !$0.isOpen }
    throw Clause6Error(
      "The engagement cannot become active on \(day): "
        + shut.map { "\($0.leg): \($0.why)" }.joined(separator: "; ") + ".",
      hint: "Go on with " + shut.map { "\"\($0.wayOut)\"" }.joined(separator: ", ")
        + ", or ask for a waiver: \"clause6 waiver request\".")
  }

  /// The number of a waiver, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func waiver(called which: String) throws -> Int { try number(which, in: "waiver", what: "a waiver") }

  /// Asks that a leg of the gate be waived until a day. It counts for nothing before somebody else approves it.
  ///
  /// - Parameters:
  ///   - engagement: its number.
  ///   - leg: assessment, contract or terms.
  ///   - why: why it can be borne.
  ///   - first: first day on which it would count.
  ///   - last: last day, a year later at most.
  ///   - day: when it is asked for.
  /// - Returns: the waiver's number.
  public func requestWaiver(
    engagement: Int, leg: String, because why: String, from first: CalendarDate, until last: CalendarDate,
    on day: CalendarDate
  ) throws -> Int {
    try insert(
      into: "waiver",
      [
        Assignment("engagement_id", engagement), Assignment("rule", "gate-\(leg)"), Assignment("reason", why),
        Assignment("starts_on", first), Assignment("ends_on", last), Assignment("requested_on", day),
      ])
  }

  /// Gives what was asked for. The database refuses whoever asked.
  /// - Throws: ``Clause6Error`` when there is no such waiver, or somebody approved it already, and for a day to come.
  public func approveWaiver(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "Nobody has approved the waiver")
    let changed = try execute(
      """
      UPDATE register.waiver SET approved_on = \(day)::date
      WHERE id = \(id) AND approved_on IS NULL AND withdrawn_on IS NULL
      """)
    guard changed == 1 else {
      throw Clause6Error(
        "No waiver \(id) waits for an approval: \"clause6 waiver list --all\" shows what became of it.")
    }
  }

  /// Takes a waiver back from a day on, whether approved or not.
  /// - Throws: ``Clause6Error`` when there is no such waiver, or it was taken back already.
  public func withdrawWaiver(_ id: Int, on day: CalendarDate) throws {
    let changed = try execute(
      "UPDATE register.waiver SET withdrawn_on = \(day)::date WHERE id = \(id) AND withdrawn_on IS NULL")
    guard changed == 1 else {
      throw Clause6Error("No waiver \(id) can be withdrawn: \"clause6 waiver list --all\" shows what became of it.")
    }
  }
}
