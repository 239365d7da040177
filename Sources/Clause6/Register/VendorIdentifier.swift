public import Postgres

/// Whose number an identifier is. `docs/identifiers.md` says what is checked of each.
public enum IdentifierScheme: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// Legal Entity Identifier, ISO 17442.
  case lei
  /// 法人番号 of the Japanese National Tax Agency.
  case corporateNumber = "jp_corporate_number"
  /// Of a member state of the European Union, with its country before it.
  case europeanVAT = "eu_vat"
  /// D-U-N-S: nine digits without a check digit.
  case duns
  /// Australian Business Number.
  case abn
}

extension Connection {
  /// Records a number by which others tell a vendor from every other company.
  ///
  /// Blanks, hyphens and dots do not count, nor do width and case. Two vendors may have one number: they are then proposed
  /// as duplicates.
  /// - Parameters:
  ///   - value: the number, however it is written.
  ///   - scheme: whose number it is.
  ///   - from: its first day, if anybody knows it.
  ///   - until: its last day; `nil` while it is the vendor's.
  ///   - vendor: the vendor.
  /// - Throws: `PostgresError.server` with the constraint that refuses: the form or a check digit is wrong, or the vendor
  ///   has it already.
  public func addIdentifier(
    _ value: String, scheme: IdentifierScheme, from: CalendarDate? = nil, until: CalendarDate? = nil,
    toVendor vendor: Int
  ) throws {
    try execute(
      """
      INSERT INTO register.vendor_identifier (vendor_id, scheme, value, from_on, until_on)
      VALUES (\(vendor), \(scheme), register.identifier_value(\(scheme), \(value)), \(from)::date, \(until)::date)
      """)
  }

  /// Records the last day of an identifier. It is kept, and the vendor is still found by it.
  /// - Throws: ``Clause6Error`` when the vendor has no such identifier.
  public func endIdentifier(_ value: String, scheme: IdentifierScheme, ofVendor vendor: Int, on day: CalendarDate)
    throws
  {
    let ids = try self.value(
      """
      SELECT array_agg(id) FROM register.vendor_identifier
      WHERE vendor_id IN (SELECT register.company_entries(\(vendor))) AND scheme = \(scheme) AND value = register.identifier_value(\(scheme), \(value))
      """, as: [Int].self)
    guard let ids else {
      throw Clause6Error(
        "The vendor has no identifier \"\(value)\" of the scheme \(scheme.rawValue): \"clause6 vendor show\" lists its identifiers."
      )
    }
    try execute(
      """
      UPDATE register.vendor_identifier SET until_on = \(day)::date
      WHERE id = ANY (\(ids)::bigint[]) AND until_on IS DISTINCT FROM \(day)::date
      """)
  }
}
