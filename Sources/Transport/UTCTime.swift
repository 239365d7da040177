/// A point in time as clocks in UTC show it, by the Gregorian calendar and without leap seconds.
public struct UTCTime: Sendable, Equatable {
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int
  /// 0 to 23.
  public let hour: Int
  public let minute: Int
  public let second: Int
  /// 0 is Sunday.
  public let weekday: Int

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  /// The first second of year 1 and the last of year 9999, which is as far as the written forms go.
  private static let range = -62_135_596_800...253_402_300_799

  /// - Parameter seconds: since 1970-01-01 in UTC; what lies outside the years 1 to 9999 becomes the nearest second in them.
  public init(secondsSince1970 seconds: Int) {
    let seconds = min(max(seconds, UTCTime.range.lowerBound), UTCTime.range.upperBound)
    let clock = (seconds % 86_400 + 86_400) % 86_400
    let days = (seconds - clock) / 86_400
    // Years that begin in March, in eras of 400 of them: Howard Hinnant's civil_from_days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    month = part < 10 ? part + 3 : part - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * part + 2) / 5 + 1
    (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60)
    weekday = ((days + 4) % 7 + 7) % 7
  }

  /// As mails have it (RFC 5322, section 3.3): `Thu, 26 Nov 2026 23:13:59 +0000`.
  public var mail: String {
    "\(UTCTime.weekdays[weekday]), \(two(day)) \(UTCTime.months[month - 1]) \(four(year)) "
      + "\(two(hour)):\(two(minute)):\(two(second)) +0000"
  }

  /// As calendars have it (RFC 5545, section 3.3.5): `20261126T231359Z`.
  public var calendar: String {
    "\(four(year))\(two(month))\(two(day))T\(two(hour))\(two(minute))\(two(second))Z"
  }

  /// As JSON has it (RFC 3339): `2026-11-26T23:13:59Z`.
  public var iso: String {
    "\(four(year))-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  private func four(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).utf8.count)) + String(number)
  }
}
