public import Postgres

/// What a waiver is for.
public enum WaivedThing: Sendable, Equatable {
  /// A leg of an engagement's gate: assessment, contract or terms.
  case leg(String, engagement: Int)
  /// One finding.
  case finding(Int)
  /// All that a rule finds of a vendor.
  case rule(String, vendor: Int)
}

extension Connection {
  /// The number of a waiver, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func waiver(called which: String) throws -> Int { try number(which, in: "waiver", what: "a waiver") }

  /// Asks that something be waived until a day. It counts for nothing before somebody else approves it.
  ///
  /// - Parameters:
  ///   - thing: a leg of a gate, a finding, or what a rule finds of a vendor.
  ///   - why: why it can be borne.
  ///   - first: first day on which it would count.
  ///   - last: last day, itself included; a year later at most, and sooner where `waiver_days` is set for the rule.
  ///   - day: when it is asked for.
  /// - Returns: the waiver's number.
  public func requestWaiver(
    of thing: WaivedThing, because why: String, from first: CalendarDate, until last: CalendarDate, on day: CalendarDate
  ) throws -> Int {
    let what: [Assignment] =
      switch thing {
      case .leg(let leg, let engagement):
        [Assignment("engagement_id", engagement), Assignment("rule", "gate-\(leg)")]
      // The database fills in the finding's rule.
      case .finding(let finding): [Assignment("finding_id", finding), Assignment("rule", "")]
      case .rule(let rule, let vendor): [Assignment("vendor_id", vendor), Assignment("rule", rule)]
      }
    return try insert(
      into: "waiver",
      what + [
        Assignment("reason", why), Assignment("starts_on", first), Assignment("ends_on", last),
        Assignment("requested_on", day),
      ])
  }

  /// Gives what was asked for. The database refuses whoever asked.
  /// - Throws: ``Clause6Error`` when there is no such waiver, or somebody decided already, and for a day to come.
  public func approveWaiver(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "Nobody has approved the waiver")
    try decide(id, "UPDATE register.waiver SET approved_on = \(day)::date WHERE \(undecided(id))")
  }

  /// Refuses what was asked for. The database refuses whoever asked; they withdraw it.
  /// - Throws: ``Clause6Error`` when there is no such waiver, or somebody decided already, and for a day to come.
  public func rejectWaiver(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "Nobody has rejected the waiver")
    try decide(id, "UPDATE register.waiver SET rejected_on = \(day)::date WHERE \(undecided(id))")
  }

  private func undecided(_ id: Int) -> SQL {
    "id = \(id) AND approved_on IS NULL AND rejected_on IS NULL AND withdrawn_on IS NULL"
  }

  private func decide(_ id: Int, _ update: SQL) throws {
    guard try execute(update) == 1 else {
      throw Clause6Error(
        "No waiver \(id) waits for an approval: \"clause6 waiver list --all\" shows what became of it.")
    }
  }

  /// Takes a waiver back from a day on, whether approved or not.
  /// - Throws: ``Clause6Error`` when there is no such waiver, or it was rejected or taken back already.
  public func withdrawWaiver(_ id: Int, on day: CalendarDate) throws {
    let changed = try execute(
      """
      UPDATE register.waiver SET withdrawn_on = \(day)::date
      WHERE id = \(id) AND withdrawn_on IS NULL AND rejected_on IS NULL
      """)
    guard changed == 1 else {
      throw Clause6Error("No waiver \(id) can be withdrawn: \"clause6 waiver list --all\" shows what became of it.")
    }
  }
}
