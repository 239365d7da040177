public import Postgres

/// What kind of name a vendor has besides its legal and its English name.
public enum VendorNameKind: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// It does business under it.
  case trading
  /// An earlier legal name.
  case former
  case abbreviation
}

/// The language of a name.
public enum NameLanguage: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  case en, ja, other
}

extension Connection {
  /// Records another name of a vendor; it is found by it from now on, also when the name is no longer used.
  /// - Parameters:
  ///   - name: the name.
  ///   - kind: what kind of name.
  ///   - language: its language, if anybody knows it.
  ///   - from: its first day, if anybody knows it.
  ///   - until: its last day; `nil` while it is used.
  ///   - vendor: the vendor.
  public func addName(
    _ name: String, kind: VendorNameKind, language: NameLanguage? = nil, from: CalendarDate? = nil,
    until: CalendarDate? = nil, toVendor vendor: Int
  ) throws {
    try execute(
      """
      INSERT INTO register.vendor_name (vendor_id, kind, name, language, from_on, until_on)
      VALUES (\(vendor), \(kind), \(name), \(language), \(from)::date, \(until)::date)
      """)
  }

  /// Records the last day of a name. It is kept, and the vendor is still found by it. Where the name has ended already,
  /// the last day that was recorded is corrected.
  /// - Throws: ``Clause6Error`` when the vendor has no such name.
  public func endName(_ name: String, ofVendor vendor: Int, on day: CalendarDate) throws {
    let known = try value(
      """
      SELECT count(*) FROM register.vendor_name
      WHERE vendor_id IN (SELECT register.company_entries(\(vendor))) AND name_key = register.name_key(\(name))
      """, as: Int.self)
    guard known != 0 else {
      throw Clause6Error("The vendor has no name \"\(name)\" that could end: \"clause6 vendor show\" lists its names.")
    }
    try execute(
      """
      UPDATE register.vendor_name SET until_on = \(day)::date
      WHERE until_on IS DISTINCT FROM \(day)::date AND (id, true) IN (
        SELECT id, rank() OVER (ORDER BY until_on DESC NULLS FIRST) = 1 FROM register.vendor_name
        WHERE vendor_id IN (SELECT register.company_entries(\(vendor))) AND name_key = register.name_key(\(name)))
      """)
  }
}
