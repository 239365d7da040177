import Postgres
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The clock of this machine, for what no register is asked about.
enum MachineClock {
  /// Seconds since 1970.
  static var now: Int { time(nil) }

  /// In UTC.
  static var today: CalendarDate {
    let time = UTCTime(secondsSince1970: now)
    guard let day = CalendarDate(year: time.year, month: time.month, day: time.day) else {
      preconditionFailure("UTC has days of the calendar")
    }
    return day
  }
}
