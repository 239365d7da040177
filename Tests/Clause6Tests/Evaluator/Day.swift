/// A day with arithmetic of its own, so that the second opinion does not count as PostgreSQL does.
struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Days since 1970-01-01.
  let number: Int

  init(number: Int) { self.number = number }

  init(_ year: Int, _ month: Int, _ day: Int) {
    // By Hinnant: years begin in March, so that the leap day is their last.
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let ofEra = y - era * 400
    let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  init(iso: String) {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    self.init(parts[0], parts[1], parts[2])
  }

  var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * ofYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1)
  }

  static let distantPast = Day(1, 1, 1)

  static func length(ofMonth month: Int, in year: Int) -> Int {
    month == 12 ? 31 : Day(year, month + 1, 1).number - Day(year, month, 1).number
  }

  static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
  static func < (one: Day, other: Day) -> Bool { one.number < other.number }

  /// The same day of another month, or that month's last where it has no such day.
  func adding(months: Int) -> Day {
    let (year, month, length) = target(months)
    return Day(year, month, min(parts.day, length))
  }

  /// The last day of a period of so many months that begins on this day: the day before the same day of the last month,
  /// or the end of that month when it has no such day (民法 143; BGB § 188).
  func lastDay(ofMonths months: Int) -> Day {
    let (year, month, length) = target(months)
    return parts.day <= length ? Day(year, month, parts.day) - 1 : Day(year, month, length)
  }

  private func target(_ months: Int) -> (year: Int, month: Int, length: Int) {
    let index = parts.year * 12 + parts.month - 1 + months
    let (year, month) = (index / 12, index % 12 + 1)
    return (year, month, Day.length(ofMonth: month, in: year))
  }

  var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.year)-\(padded(parts.month))-\(padded(parts.day))"
  }

  init(from decoder: any Decoder) throws {
    self.init(iso: try decoder.singleValueContainer().decode(String.self))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
