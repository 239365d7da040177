public import Postgres

extension CalendarDate {
  /// 0 is Sunday, 6 is Saturday (Sakamoto's method).
  public var weekday: Int {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let counted = month < 3 ? year - 1 : year
    return (counted + counted / 4 - counted / 100 + counted / 400 + shifts[month - 1] + day) % 7
  }

  /// - Returns: `nil` after 9999-12-31.
  var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1) ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }

  /// The same weekday a week later, or the last day that there is.
  var weekLater: CalendarDate { (0..<7).reduce(self) { day, _ in day.next ?? day } }
}
