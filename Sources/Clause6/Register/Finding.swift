public import Postgres

/// What people do about findings. Only a check opens or resolves one: ``Postgres/Connection/check(_:on:as:isWhole:_:evaluator:each:)``.
extension Connection {
  /// The number of a finding, from `12` or `#12`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func finding(called which: String) throws -> Int { try number(which, in: "finding", what: "a finding") }

  /// Says that somebody knows of an open finding and sees to it. It stays open until a check no longer finds it; when it
  /// comes back or grows worse, the acknowledgement is over.
  /// - Parameters:
  ///   - id: its number.
  ///   - text: what is being done about it.
  ///   - day: today at the latest.
  /// - Throws: ``Clause6Error`` for a finding that is resolved.
  public func acknowledgeFinding(_ id: Int, saying text: String, on day: CalendarDate) throws {
    try refuseResolved(id, on: day)
    try act(on: id, "acknowledged", text, day)
  }

  /// Hands a finding to somebody, or to nobody.
  /// - Parameters:
  ///   - id: its number.
  ///   - person: who is to see to it, by mail address, login or name; `nil`: nobody any more.
  ///   - text: why.
  ///   - day: today at the latest.
  /// - Throws: ``Clause6Error`` for a finding that is resolved.
  public func assignFinding(_ id: Int, to person: String?, saying text: String, on day: CalendarDate) throws {
    try refuseResolved(id, on: day)
    try act(on: id, "assigned", text, day, assignee: try person.map { try self.person(called: $0) })
  }

  /// Says something of a finding, open or not.
  public func commentFinding(_ id: Int, saying text: String, on day: CalendarDate) throws {
    try act(on: id, "commented", text, day)
  }

  private func act(
    on id: Int, _ what: String, _ text: String, _ day: CalendarDate, assignee: Int? = nil
  ) throws {
    try refuseFuture(day, "Nobody has acted on the finding")
    _ = try insert(
      into: "finding_act",
      [
        Assignment("finding_id", id), Assignment("what", what), Assignment("text", text), Assignment("acted_on", day),
        Assignment("assignee_id", assignee),
      ])
  }

  private func refuseResolved(_ id: Int, on day: CalendarDate) throws {
    let state = try value("SELECT state FROM facts.finding(\(day)::date) WHERE finding_id = \(id)", as: String.self)
    guard state != "resolved" else {
      throw Clause6Error(
        "Finding \(id) is resolved: there is nothing left to see to; \"clause6 finding comment\" still can.")
    }
  }
}
