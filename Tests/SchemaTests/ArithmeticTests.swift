import Clause6
import Postgres
import TestSupport
import Testing

/// Renewals, notice and the day asked about.
@Suite(.register) struct ArithmeticTests {
  private func text(_ expression: String) throws -> String? {
    try TestDatabase.connect().value("SELECT (\(SQL(verbatim: expression)))::text", as: String.self)
  }

  /// All ends of a leap year's winter, with all lengths that matter and days over many renewals.
  @Test func theNumberOfRenewalsIsTheSmallestWhosePeriodReachesTheDay() throws {
    let wrong = try TestDatabase.connect().table(
      """
      SELECT e.ends_on, m.months, e.ends_on + d.days, k.k FROM (
        SELECT date '2023-12-30' + n AS ends_on FROM unnest(ARRAY[0, 1, 2, 15, 29, 30, 31, 32, 33, 58, 59, 60, 61, 62, 63]) n
        UNION ALL SELECT date '2023-04-29' + n FROM generate_series(0, 3) n
      ) e
      CROSS JOIN unnest(ARRAY[1, 2, 3, 6, 12, 13, 36, 1200]) AS m (months)
      CROSS JOIN (SELECT n FROM generate_series(-2, 70) n UNION ALL SELECT n * 17 FROM generate_series(4, 120) n) AS d (days)
      CROSS JOIN LATERAL (SELECT facts.renewals(e.ends_on, m.months, e.ends_on + d.days) AS k) k
      WHERE facts.period_end(e.ends_on, m.months, k.k) < e.ends_on + d.days
        OR (k.k > 0 AND facts.period_end(e.ends_on, m.months, k.k - 1) >= e.ends_on + d.days)
        OR k.k IS NULL OR k.k < 0
      """
    ).rows
    #expect(wrong == [])
  }

  @Test(arguments: [
    // Counted from the day after the end, so that a month's last day stays one.
    ("'2025-02-28', 36, 1", "2028-02-29"), ("'2024-02-29', 12, 1", "2025-02-28"), ("'2024-02-29', 12, 4", "2028-02-29"),
    ("'2026-01-31', 1, 1", "2026-02-28"), ("'2026-01-31', 1, 2", "2026-03-31"), ("'2026-03-31', 12, 1", "2027-03-31"),
    ("'2026-01-30', 1, 1", "2026-02-28"), ("'2026-01-30', 1, 2", "2026-03-30"), ("'2026-03-31', 12, 0", "2026-03-31"),
    ("'2026-03-15', NULL, 0", "2026-03-15"), ("'2026-03-15', NULL, 1", nil),
  ])
  func aPeriodEnds(arguments: String, day: String?) throws {
    #expect(try text("facts.period_end(\(arguments))") == day)
  }

  @Test(arguments: [
    ("'2026-03-31', 3, NULL", "2025-12-31"), ("'2026-05-31', 3, NULL", "2026-02-28"),
    ("'2024-05-31', 3, NULL", "2024-02-29"),
    ("'2026-05-31', 3, 1", "2026-02-27"), ("'2026-03-31', NULL, 30", "2026-03-01"),
    ("'2026-03-31', 0, 0", "2026-03-31"),
    ("'2026-03-31', NULL, NULL", nil), ("'2026-03-31', 120, 3660", "2006-03-24"),
  ])
  func noticeIsDue(arguments: String, day: String?) throws {
    #expect(try text("facts.notice_by(\(arguments))") == day)
  }

  @Test(arguments: [
    ("'2026-03-31', 3, NULL, 30", "2026-03-31 less 3 months; decide from 2025-12-01, 30 days before"),
    ("'2026-03-31', 1, 1, 0", "2026-03-31 less 1 month and 1 day; decide from 2026-02-27, 0 days before"),
    ("'2026-03-31', NULL, 90, 14", "2026-03-31 less 90 days; decide from 2025-12-17, 14 days before"),
  ])
  func theArithmeticIsShown(arguments: String, sentence: String) throws {
    #expect(try text("facts.notice_arithmetic(\(arguments))") == sentence)
  }

  @Test func todayIsTodayInTheZoneOfTheOrganisation() throws {
    let connection = try TestDatabase.connect()
    // Fourteen hours ahead and twelve behind: never the same day.
    try connection.execute("SET clause6.zone = 'Pacific/Kiritimati'")
    let ahead = try connection.today()
    try connection.execute("SET clause6.zone = 'Etc/GMT+12'")
    #expect(try connection.today() < ahead)
    try connection.execute("SET TimeZone = 'Pacific/Kiritimati'")
    #expect(try connection.today() < ahead, "the organisation's zone goes before the session's")
    try connection.execute("SET clause6.zone = ''")
    #expect(try connection.today() >= ahead)
    try connection.execute("SET clause6.as_of = '2020-02-29'")
    #expect(try connection.today() == .iso("2020-02-29"))
  }

  @Test func anOrderOfTiersAndSeverities() throws {
    #expect(
      try text(
        "array(SELECT facts.tier_of_rank(facts.tier_rank(t)) FROM unnest('{critical,high,medium,low}'::text[]) t)")
        == "{critical,high,medium,low}")
    #expect(
      try text("array(SELECT facts.severity_rank(s) FROM unnest('{info,low,medium,high,critical}'::text[]) s)")
        == "{1,2,3,4,5}")
    #expect(try text("facts.tier_rank('huge') IS NULL AND facts.severity_rank('huge') IS NULL") == "true")
  }
}
