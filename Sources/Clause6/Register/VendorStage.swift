public import Postgres

/// Where a vendor stands between the first proposal and the end of all work. Recorded by moves, each from a day on.
///
/// `register.stages_after` says which move can follow which; docs/people-and-vendors.md has the table.
public enum VendorStage: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case proposed
  /// Its experience and ability are being judged: for the first time, or again.
  case underAssessment = "under_assessment"
  /// Somebody other than who registered it judged it fit.
  case approved
  /// Work is entrusted to it.
  case active
  /// No new work until it is settled what happens.
  case suspended
  /// Work is being taken back.
  case exiting
  case ended
}

extension Connection {
  /// Moves a vendor to a stage from a day on; the day may lie before or after moves that are recorded already.
  /// - Throws: `PostgresError.server` when the stage before or after does not allow the move, or when the one who acts
  ///   approves a vendor that they registered, or is no person of the register.
  public func moveVendor(_ id: Int, to stage: VendorStage, on day: CalendarDate, note: String? = nil) throws {
    try execute(
      """
      INSERT INTO register.vendor_stage (vendor_id, stage, from_on, note)
      VALUES (\(id), \(stage), \(day)::date, \(note))
      """)
  }

  /// Withdraws a move that was recorded by mistake: it never happened, and the history shows that it was withdrawn.
  /// - Throws: ``Clause6Error`` when the vendor moves nowhere on that day; `PostgresError.server` when the stages around
  ///   it cannot follow each other.
  public func withdrawMove(ofVendor id: Int, on day: CalendarDate) throws {
    let withdrawn = try execute(
      """
      UPDATE register.vendor_stage SET withdrawn_by = register.actor()
      WHERE vendor_id = \(id) AND from_on = \(day)::date AND withdrawn_by IS NULL
      """)
    guard withdrawn == 1 else {
      throw Clause6Error("No move of the vendor on \(day) stands: \"clause6 vendor stages\" shows all its moves.")
    }
  }
}
