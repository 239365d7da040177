import Postgres

/// What an act must know of a contract before it changes it, as it is on a day.
struct ContractStanding: Decodable {
  let reference: String
  let state: ContractState
  let why: String
  let startsOn: CalendarDate?
  let openEnded: Bool
  /// End of the period that the day lies in.
  let periodEndsOn: CalendarDate?
  /// Last day in force, where that is settled.
  let lastDay: CalendarDate?
  let terminatedOn: CalendarDate?
  /// The contract with which it ends when it has no end of its own.
  let endsWith: String?

  /// Whether a termination ends it, now or on a day to come.
  var isTerminated: Bool { state == .terminated || (terminatedOn != nil && terminatedOn == lastDay) }
}

extension Connection {
  /// How a contract stands on a day; locked, so that it stands so until the act is done.
  func standing(ofContract id: Int, on day: CalendarDate) throws -> ContractStanding {
    try execute("SELECT FROM register.contract WHERE id = \(id) FOR UPDATE")
    let standing = try row(
      """
      SELECT reference, state, why, starts_on, open_ended, period_ends_on, last_day, terminated_on, ends_with
      FROM facts.contract(\(day)::date) WHERE contract_id = \(id)
      """, as: ContractStanding.self)
    guard let standing else { throw PostgresError.unexpectedRowCount(0) }
    return standing
  }
}
