public import Postgres

/// What is said of all the terms that a requirement needs. Derived by `facts.coverage`, never stored.
public enum CoverageState: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// Every term is present, or does not concern this work.
  case met
  /// None of the terms concerns this work.
  case notApplicable = "not_applicable"
  /// All that is needed is there, some of it only weakly.
  case weak
  /// Somebody looked, and found that something is missing.
  case missing
  /// Nobody recorded whether it is there.
  case unrecorded
}

/// A requirement that applies to a contract, and whether the contract meets it.
public struct CoveredRequirement: Sendable, Decodable, Equatable {
  /// The regime's key.
  public let regime: String
  /// How far the regime was checked: primary, secondary or unverified.
  public let checked: String
  /// Article or number, as the regime has it.
  public let ref: String
  public let titleEn: String
  public let titleJa: String
  /// mandatory, expected or consider.
  public let strength: String
  public let state: CoverageState
  /// Whether it is not met, as far as is known: weak, missing or unrecorded.
  public let gap: Bool
  /// The contracts that say something of its terms, present or weak.
  public let papers: [String]
  /// The terms it needs.
  public let terms: [String]
  /// Those of them that are present or do not concern this work.
  public let termsMet: [String]
}

extension Connection {
  /// Which requirements apply to a contract on a day, and which are met, in the catalogue's order.
  ///
  /// A requirement applies when the organisation follows its regime and its condition holds for an engagement worked
  /// under the contract. It is met when every term it needs is present in this contract or in another paper that binds
  /// the vendor for the same work on the day.
  public func coverage(ofContract id: Int, on day: CalendarDate) throws -> [CoveredRequirement] {
    try readFacts {
      try $0.rows("SELECT * FROM facts.coverage(\(day)::date) WHERE contract_id = \(id) ORDER BY regime_place, place")
    }
  }
}
