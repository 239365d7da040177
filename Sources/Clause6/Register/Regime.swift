public import Postgres

/// A law, standard or policy that asks something of contracts, as it stands on a day.
public struct Regime: Sendable, Decodable, Equatable {
  /// The word by which it is called, such as `gdpr-28`.
  public let regime: String
  public let titleEn: String
  public let titleJa: String
  /// Which text of it was used.
  public let version: String
  /// A country, EU, UK, a state such as US-CA, or INT.
  public let jurisdiction: String
  /// primary (its text was read), secondary (what others wrote of it was read) or unverified.
  public let checked: String
  /// Whether the organisation follows it, so that its requirements count.
  public let followed: Bool
  public let standing: RegimeStanding
  /// First day of that standing; none unless the organisation chose it.
  public let since: CalendarDate?
  /// The version of the catalogue that says so.
  public let catalogue: String
}

/// Why a regime counts, or does not.
public enum RegimeStanding: String, Sendable, Codable, CaseIterable, PostgresEncodable, PostgresDecodable {
  /// The organisation chose to follow it.
  case adopted
  /// The organisation chose nothing, and the catalogue says that it counts.
  case byDefault = "by_default"
  /// The organisation chose not to follow it.
  case dropped
  /// The organisation chose nothing, and it counts only for those who adopt it.
  case notAdopted = "not_adopted"
}

extension Connection {
  /// The regimes of the catalogue that counts on a day, in its order.
  public func regimes(on day: CalendarDate) throws -> [Regime] {
    try readFacts { try $0.rows("SELECT * FROM facts.regime(\(day)::date) ORDER BY place") }
  }

  /// The regime of a key in the catalogue that counts on a day.
  /// - Throws: ``Clause6Error`` when there is none.
  public func regime(called key: String, on day: CalendarDate) throws -> Regime {
    let all = try regimes(on: day)
    guard let regime = all.first(where: { $0.regime == key }) else {
      throw Clause6Error(
        "There is no regime \"\(key)\"\(suggestion(key, all.map(\.regime))): \"clause6 regime list\" shows them.")
    }
    return regime
  }

  /// Follows a regime from a day on: its requirements count for every engagement for which their condition holds.
  ///
  /// - Parameters:
  ///   - key: the regime's, in the catalogue that counts on the day.
  ///   - day: first day on which it counts, 1900-01-01 to 2199-12-31.
  ///   - note: why, or for which part of the organisation; `nil` leaves what is there.
  /// - Throws: ``Clause6Error`` when there is no such regime.
  public func adoptRegime(_ key: String, from day: CalendarDate, note: String? = nil) throws {
    let standing = try regime(called: key, on: day).standing
    if standing != .adopted || note != nil { try choose(key, followed: true, from: day, note: note) }
  }

  /// Follows a regime no longer, whether it was adopted or counted by default.
  ///
  /// - Parameters:
  ///   - key: the regime's, in the catalogue that counts on the day.
  ///   - day: first day on which it no longer counts, 1900-01-01 to 2199-12-31.
  ///   - note: why; `nil` leaves what is there.
  /// - Throws: ``Clause6Error`` when there is no such regime.
  public func dropRegime(_ key: String, on day: CalendarDate, note: String? = nil) throws {
    if try regime(called: key, on: day).followed { try choose(key, followed: false, from: day, note: note) }
  }

  private func choose(_ key: String, followed: Bool, from day: CalendarDate, note: String?) throws(PostgresError) {
    try execute(
      """
      INSERT INTO register.regime_choice AS chosen (regime_key, from_on, followed, note)
      VALUES (\(key), \(day), \(followed), \(note))
      ON CONFLICT (regime_key, from_on) DO UPDATE SET followed = excluded.followed, note = coalesce(excluded.note, chosen.note)
      WHERE chosen.followed <> excluded.followed OR chosen.note IS DISTINCT FROM coalesce(excluded.note, chosen.note)
      """)
  }
}
