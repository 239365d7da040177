public import Postgres

extension Connection {
  /// Refuses to remind while a clock is wrong: everything is decided by the server's.
  ///
  /// - Parameters:
  ///   - now: by this machine's clock, in seconds since 1970.
  ///   - catchesUp: remind although nobody has for long: a machine that wakes up in another year is to be looked at by
  ///     somebody first.
  /// - Throws: ``Clause6Error`` when this machine's clock and the server's are more than two minutes apart, and when the
  ///   last run finished more than 90 days ago.
  /// - Returns: a warning when the clock was set back.
  public func checkClock(now: Int, catchesUp: Bool) throws -> String? {
    let clock: Clock? = try row(
      """
      SELECT extract(epoch FROM clock_timestamp())::bigint AS server, extract(epoch FROM facts.instant())::bigint AS instant,
        extract(epoch FROM (SELECT max(ended_at) FROM register.reminder_run))::bigint AS last_run
      """)
    guard let clock else { throw PostgresError.unexpectedRowCount(0) }
    if abs(now - clock.server) > 120 {
      throw Clause6Error(
        "This machine's clock and the database server's are \(abs(now - clock.server)) seconds apart: set them right, for reminders are decided by the hour."
      )
    }
    guard let last = clock.lastRun else { return nil }
    let days = (clock.instant - last) / 86_400
    if days > 90, !catchesUp {
      throw Clause6Error(
        "Nobody has reminded for \(days) days: look at what \"clause6 remind plan --dry-run\" shows, and say --catch-up once."
      )
    }
    return clock.instant < last - 120
      ? "The last run finished later than now: a clock was set back. Nothing is reminded of twice." : nil
  }

  private struct Clock: Decodable {
    let server: Int
    let instant: Int
    let lastRun: Int?
  }

  /// A URI of this register, which other programs tell its messages by.
  public func registerURI() throws -> String {
    try value("SELECT 'urn:uuid:' || instance FROM register.reminder_policy", as: String.self) ?? ""
  }
}
