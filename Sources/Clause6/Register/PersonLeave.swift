public import Postgres

private struct Successor: Decodable {
  let name: String
  let leftOn: CalendarDate?
  let leavesEarlier: Bool
}

extension Connection {
  /// Records somebody's last day, and hands all they own to somebody else.
  ///
  /// What is handed over changes hands now, whichever day the last one is. Who has them as manager or backup keeps them:
  /// that is for the people concerned to settle.
  /// - Parameters:
  ///   - id: who leaves.
  ///   - day: their last day in the organisation.
  ///   - successor: to whom everything goes; `nil` leaves everything with them.
  /// - Throws: ``Clause6Error`` when the successor is the one who leaves, or is gone by then.
  public func leave(_ id: Int, on day: CalendarDate, handingOverTo successor: Int? = nil) throws {
    if let successor { try refuse(successor, after: id, leavingOn: day) }
    var edit = PersonEdit()
    edit.left = .set(day)
    try editPerson(id, edit)
    if let successor { try handOver(everythingOf: id, to: successor) }
  }

  private func refuse(_ successor: Int, after id: Int, leavingOn day: CalendarDate) throws {
    let found = try row(
      """
      SELECT name, left_on, coalesce(left_on <= greatest(\(day)::date, facts.as_of()), false) AS leaves_earlier
      FROM register.person WHERE id = \(successor)
      """, as: Successor.self)
    guard let found else { throw Clause6Error("There is no person #\(successor): \"clause6 person list\" shows all.") }
    guard successor != id else {
      throw Clause6Error("\(found.name) cannot hand over to themselves: name somebody who stays.")
    }
    if found.leavesEarlier, let last = found.leftOn {
      throw Clause6Error("\(found.name)'s own last day is \(last): name somebody who stays.")
    }
  }

  /// Makes somebody the owner of all that another person owns, backup owner where the other was, and the assessor of
  /// assessments that are open.
  ///
  /// An owner is never their own backup: where both would be the same person, there is no backup owner afterwards.
  public func handOver(everythingOf id: Int, to successor: Int) throws {
    for table in try rows("SELECT name FROM facts.owned_table() ORDER BY name", as: OwnedTable.self) {
      // The backup owner gives way in the same statement, because at no time may both be the same.
      let backup: SQL =
        table.name == "vendor" ? ", backup_owner_id = nullif(backup_owner_id, \(successor)::bigint)" : ""
      try execute(
        "UPDATE register.\(identifier: table.name) SET owner_id = \(successor)\(backup) WHERE owner_id = \(id)")
    }
    try execute(
      """
      UPDATE register.vendor SET backup_owner_id = nullif(\(successor)::bigint, owner_id) WHERE backup_owner_id = \(id)
      """)
    try execute(
      """
      UPDATE register.assessment SET assessor_id = \(successor) WHERE assessor_id = \(id) AND concluded_on IS NULL
      """)
  }
}

private struct OwnedTable: Decodable { let name: String }
