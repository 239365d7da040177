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
}
