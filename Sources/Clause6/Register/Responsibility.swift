public import Postgres

/// Who meets a requirement of a standard.
public enum ResponsibilityHolder: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case vendor
  case us
  /// Both: how has to be said.
  case shared
  /// Nobody: it does not apply to what the vendor does.
  case notApplicable = "not_applicable"
}

/// What is agreed with a vendor about one requirement; fields that are not named keep what they have.
public struct ResponsibilityEdit: Sendable {
  /// Who does which part.
  public var how = Edit<String>.keep
  /// Where it is written.
  public var source = Edit<String>.keep
  public var note = Edit<String>.keep

  public init() {}

  var assignments: [Assignment] {
    [Assignment("how", how), Assignment("source", source), Assignment("note", note)].compactMap { $0 }
  }
}

extension Connection {
  /// Records who meets a requirement from a day on; what was agreed before that day stays on record.
  /// - Parameters:
  ///   - requirement: its number in the standard, such as `12.10.1`.
  ///   - standard: such as `PCI DSS 4.0.1`.
  ///   - vendor: with whom it is agreed.
  ///   - holder: who meets it.
  ///   - day: from when on; `nil` for from the start. What is recorded of that very day is changed.
  ///   - edit: the rest.
  /// - Returns: its number.
  /// - Throws: `PostgresError.server` with the constraint that refuses.
  public func agree(
    requirement: String, of standard: String, withVendor vendor: Int, heldBy holder: ResponsibilityHolder,
    from day: CalendarDate?, _ edit: ResponsibilityEdit
  ) throws -> Int {
    let fields = [Assignment("held_by", holder)] + edit.assignments
    let known = try value(
      """
      SELECT id FROM register.responsibility WHERE vendor_id = \(vendor) AND standard = \(standard)
        AND requirement = \(requirement) AND agreed_on IS NOT DISTINCT FROM \(day)::date
      """, as: Int.self)
    if let known {
      try update("responsibility", known, fields)
      return known
    }
    return try insert(
      into: "responsibility",
      [
        Assignment("vendor_id", vendor), Assignment("standard", standard), Assignment("requirement", requirement),
        Assignment("agreed_on", day),
      ] + fields)
  }

  /// The number of an agreement on a requirement, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func responsibility(called which: String) throws -> Int {
    try number(which, in: "responsibility", what: "an agreement on a requirement")
  }

  /// Takes back what was recorded by mistake; what was agreed before counts again.
  public func removeResponsibility(_ id: Int) throws {
    try execute("DELETE FROM register.responsibility WHERE id = \(id)")
  }
}
