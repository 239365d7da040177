public import Postgres

/// Two vendors that may be one company registered twice.
public struct VendorDuplicate: Sendable, Decodable, Equatable {
  public let vendorId: Int
  /// The one with the higher number.
  public let otherId: Int
  /// From 0 to 1; 1 when they share an identifier.
  public let score: Double
  /// What they have in common, as a phrase: `names agree but for the legal form`.
  public let reason: String

  /// From this score on two vendors probably are one; `docs/identifiers.md` says how often that is right.
  public static let likely = 0.75
}

/// How much of one table comes along with a vendor that is merged into another.
public struct VendorMergerPart: Sendable, Decodable, Equatable {
  /// The table: contract_vendor, engagement …
  public let what: String
  public let rows: Int
}

extension Connection {
  /// Vendors that may be one company twice, the likeliest first. Pairs that a person told apart are left out.
  public func vendorDuplicates(on day: CalendarDate, minimum: Double = VendorDuplicate.likely) throws
    -> [VendorDuplicate]
  {
    try readFacts {
      try $0.rows(
        """
        SELECT vendor_id, other_id, score::float8 AS score, reason FROM facts.vendor_duplicate(\(day)::date)
        WHERE score >= \(minimum)::float8::numeric ORDER BY score DESC, vendor_id, other_id
        """)
    }
  }

  /// Records that two vendors that look alike are two. Who acts is who decided, and must be a person of the register.
  /// - Throws: ``Clause6Error`` when one vendor is named twice; `PostgresError.server` when it was decided before or when
  ///   nobody knows who acts.
  public func tellApart(_ vendor: Int, _ other: Int) throws {
    guard vendor != other else {
      throw Clause6Error("Both names mean vendor #\(vendor): name two.")
    }
    try execute(
      """
      INSERT INTO register.vendor_distinct (vendor_id, other_id) VALUES (\(min(vendor, other)), \(max(vendor, other)))
      """)
  }

  /// Says that two entries are one company: from the day on, what is recorded of the first is the second's.
  ///
  /// No row is rewritten but the first one's own, so the days before stay as they were. Its name, code and identifiers
  /// lead to the second; its stages and findings remain its own history.
  /// - Parameters:
  ///   - vendor: the entry that ends.
  ///   - other: the vendor as which it goes on.
  ///   - day: from when on; not after today, for a merger is never undone.
  /// - Returns: table by table, how much comes along.
  /// - Throws: ``Clause6Error`` when both are the same; `PostgresError.server` when either was merged before.
  public func mergeVendor(_ vendor: Int, into other: Int, on day: CalendarDate) throws -> [VendorMergerPart] {
    guard vendor != other else {
      throw Clause6Error("Both names mean vendor #\(vendor), so there is nothing to merge.")
    }
    try refuseFuture(day, "The two are not one vendor")
    return try rows("SELECT what, rows FROM register.merge_vendor(\(vendor), \(other), \(day)::date)")
  }
}
