public import Postgres

/// What has become of a request to override a tier.
public enum TierOverrideState: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// Nobody has approved it yet; it counts for nothing.
  case requested
  /// It starts later.
  case approved
  case inForce = "in_force"
  case ended
  case withdrawn
}

/// A tier that two people set against the computed one for a while, as it is on a day.
public struct TierOverride: Sendable, Decodable, Equatable {
  public let overrideId: Int
  public let engagementId: Int
  public let tier: String
  public let state: TierOverrideState
  public let startsOn: CalendarDate
  /// Last day on which it counts; afterwards the tier is again the computed one.
  public let endsOn: CalendarDate
  public let reason: String
  public let requestedBy: String
  public let approvedOn: CalendarDate?
  public let approvedBy: String?
}

extension Connection {
  /// The overrides that had been requested by a day, by number.
  public func tierOverrides(on day: CalendarDate) throws -> [TierOverride] {
    try readFacts { try $0.rows("SELECT * FROM facts.tier_override(\(day)::date) ORDER BY override_id") }
  }

  /// Asks for another tier than the computed one, for the reason of the change; it counts once somebody else approved it.
  ///
  /// - Parameters:
  ///   - engagement: its number.
  ///   - tier: critical, high, medium or low.
  ///   - start: the first day on which it is to count.
  ///   - end: the last one, at most 366 days after the first: the tier of an engagement is looked at again every year.
  ///   - day: the day of the request.
  /// - Returns: its number.
  /// - Throws: when the actor is no person of the register.
  public func requestTierOverride(
    ofEngagement engagement: Int, tier: String, from start: CalendarDate, until end: CalendarDate, on day: CalendarDate
  ) throws -> Int {
    let id = try value(
      """
      INSERT INTO register.tier_override (engagement_id, tier, requested_on, starts_on, ends_on)
      VALUES (\(engagement), \(tier), \(day), \(start), \(end)) RETURNING id
      """, as: Int.self)
    guard let id else { throw PostgresError.unexpectedRowCount(0) }
    return id
  }

  /// Approves an override, from that day on.
  /// - Throws: when the actor is the one who requested it or no person of the register, when it was approved or withdrawn
  ///   already, when it has ended, and when another one counts on some of the same days.
  public func approveTierOverride(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "Nobody has approved the override")
    let approved = try execute(
      "UPDATE register.tier_override SET approved_on = \(day) WHERE id = \(id) AND approved_on IS NULL")
    guard approved == 1 else { throw Clause6Error("Override \(id) is approved already; nothing was changed.") }
  }

  /// Takes an override or the request for one back: from that day on it counts no more.
  /// - Throws: ``Clause6Error`` when it was taken back already.
  public func withdrawTierOverride(_ id: Int, on day: CalendarDate) throws {
    let withdrawn = try execute(
      "UPDATE register.tier_override SET withdrawn_on = \(day) WHERE id = \(id) AND withdrawn_on IS NULL")
    guard withdrawn == 1 else { throw Clause6Error("Override \(id) is withdrawn already; nothing was changed.") }
  }

  /// The number of an override, written `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func tierOverride(called which: String) throws -> Int {
    let id = try value("SELECT id FROM register.tier_override WHERE id = \(which.registerNumber)::bigint", as: Int.self)
    guard let id else {
      throw Clause6Error(
        "No override has the number \"\(which)\": \"clause6 engagement overrides\" shows all with their numbers.")
    }
    return id
  }
}
