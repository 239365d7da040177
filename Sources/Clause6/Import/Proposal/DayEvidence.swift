import Postgres

/// In which order the days of a column are written, as far as its cells tell.
struct DayEvidence {
  private(set) var order = DateOrder.ymd
  /// How much can be read in that order.
  private(set) var share = 0.0
  /// A text that another order reads as another day, and no cell tells which is right.
  private(set) var doubtful: String?

  /// So many different texts show how a column is written.
  static let wordLimit = 300

  private static let orders: [DateOrder] = [.ymd, .dmy, .mdy, .serial]

  /// - Parameter usual: the order that other columns of the file prove.
  init(_ words: [(text: String, count: Int)], usual: DateOrder?) {
    let words = words.prefix(DayEvidence.wordLimit).map { $0 }
    let all = words.reduce(0) { $0 + $1.count }
    guard all > 0 else { return }
    let readings = DayEvidence.orders.map { order in words.map { DayEvidence.day($0.text, order) } }
    let counts = readings.map { days in zip(words, days).reduce(0) { $0 + ($1.1 == nil ? 0 : $1.0.count) } }
    let best = counts.max() ?? 0
    share = Double(best) / Double(all)
    let tied = DayEvidence.orders.indices.filter { counts[$0] == best && DayEvidence.orders[$0] != .serial }
    guard let first = tied.first else {
      order = .serial
      return
    }
    order = DayEvidence.orders[first]
    let difference = words.indices.first { place in tied.contains { readings[$0][place] != readings[first][place] } }
    guard let difference else { return }
    let proven = tied.first { DayEvidence.orders[$0] == usual }
    if proven == nil { doubtful = words[difference].text }
    // Most contracts begin with a month or end with one.
    let neat = tied.map { place in (place: place, count: readings[place].count { $0?.isMonthsEdge == true }) }
    let neatest = neat.filter { $0.count == neat.map(\.count).max() }.map(\.place)
    order = DayEvidence.orders[proven ?? neatest.first ?? first]
  }

  /// The day that a text means if whatever can be stated of days is stated.
  private static func day(_ text: String, _ order: DateOrder) -> CalendarDate? {
    guard text.count < 60, text.contains(where: { $0.isNumber || $0 == "元" }) else { return nil }
    return try? DayReading(order: order, shortYears: DayEvidence.shortYears, incomplete: .firstDay, sentinels: []).day(
      text)
  }

  static func isDay(_ text: String) -> Bool { orders.contains { day(text, $0) != nil } }

  /// What is proposed where years have two digits.
  static let shortYears = 1970

  /// The order that the cells of a file prove: in 31/03/2026 the month cannot stand first.
  static func proven(_ columns: [ColumnContents]) -> DateOrder? {
    var votes: [DateOrder: Int] = [:]
    for word in columns.flatMap(\.words) where word.text.count <= 12 {
      let parts = word.text.halfWidth.dateParts
      guard parts.count == 3, parts[2].count == 4, parts.allSatisfy(\.isASCIIDigits), let first = Int(parts[0]),
        let second = Int(parts[1])
      else { continue }
      if first > 12, second <= 12 { votes[.dmy, default: 0] += 1 }
      if second > 12, first <= 12 { votes[.mdy, default: 0] += 1 }
    }
    let (days, months) = (votes[.dmy] ?? 0, votes[.mdy] ?? 0)
    return days == months ? nil : days > months ? .dmy : .mdy
  }
}

extension CalendarDate {
  fileprivate var isMonthsEdge: Bool { day == 1 || day == CalendarDate.daysInMonth(year: year, month: month) }

  /// Whether the register takes such a day.
  var isPlausible: Bool { (1900...2199).contains(year) }
}

/// What a mapping has to state so that the days of a column can be read.
struct DayNeeds {
  private(set) var shortYears: String?
  private(set) var incomplete: String?
  private(set) var sentinels: [CalendarDate] = []

  /// - Parameter isLast: whether a month that stands alone means its last day.
  init(_ words: [(text: String, count: Int)], order: DateOrder) {
    for (text, _) in words {
      guard
        let day = DayNeeds.day(text, DayReading(order: order, shortYears: 1970, incomplete: .firstDay, sentinels: []))
      else { continue }
      if shortYears == nil, DayNeeds.day(text, DayReading(order: order, incomplete: .firstDay, sentinels: [])) == nil {
        shortYears = text
      }
      if incomplete == nil, DayNeeds.day(text, DayReading(order: order, shortYears: 1970, sentinels: [])) == nil {
        incomplete = text
      }
      let isSuspect = DayNeeds.day(text, DayReading(order: order, shortYears: 1970, incomplete: .firstDay)) == nil
      if isSuspect || !day.isPlausible, !sentinels.contains(day) { sentinels.append(day) }
    }
  }

  private static func day(_ text: String, _ reading: DayReading) -> CalendarDate? { try? reading.day(text) }
}

/// Cells that hold a first and a last day: 2025/4/1～2026/3/31.
enum PeriodCells {
  /// What is cut away for the first day, and for the last.
  static let behindFirst = "\\s*(から|[~～〜―–]|\\s-\\s|\\s(to|until)\\s).*$"
  static let beforeLast = "^.*(から|[~～〜―–]|\\s-\\s|\\s(to|until)\\s)\\s*|\\s*まで$"

  static func parts(_ texts: [(text: String, count: Int)], _ cut: String) -> [(text: String, count: Int)] {
    guard let pattern = try? Pattern(cut) else { return [] }
    return texts.map { (((try? pattern.cut(from: $0.text)) ?? $0.text).trimmedCell, $0.count) }
  }

  /// How many of the cells hold two days.
  static func share(_ contents: ColumnContents) -> Double {
    let telling = contents.telling.prefix(DayEvidence.wordLimit)
    let words = telling.filter { $0.text.count < 80 }.map { $0 }
    let all = telling.reduce(0) { $0 + $1.count }
    guard all > 0 else { return 0 }
    let (first, last) = (parts(words, behindFirst), parts(words, beforeLast))
    let count = words.indices.reduce(0) { sum, place in
      let isPeriod =
        first[place].text != words[place].text && DayEvidence.isDay(first[place].text)
        && DayEvidence.isDay(last[place].text)
      return sum + (isPeriod ? words[place].count : 0)
    }
    return Double(count) / Double(all)
  }
}
