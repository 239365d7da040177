public import Postgres

extension Connection {
  /// The number of an entry of a list that others keep, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func reference(called which: String) throws -> Int {
    try number(which, in: "reference", what: "an entry of a list")
  }

  /// Says why an entry of a list is no vendor.
  /// - Parameters:
  ///   - id: the entry's number.
  ///   - why: the reason; an empty text takes it away.
  public func dismissReference(_ id: Int, because why: String) throws {
    try execute("UPDATE register.reference SET no_vendor_because = nullif(\(why), '') WHERE id = \(id)")
  }
}
