import Postgres

/// A day as a number, so that days can be counted: 0 is 1970-01-01.
struct DayNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  var number: Int

  init(_ number: Int) { self.number = number }

  /// By the era of 400 years, in which the calendar repeats.
  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The same day of another month, or that month's last day when it is too short.
  func adding(months: Int) -> DayNumber {
    let (year, month, day) = parts
    let count = year * 12 + month - 1 + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    return DayNumber(
      year: newYear, month: newMonth, day: min(day, CalendarDate.daysInMonth(year: newYear, month: newMonth)))
  }

  static func + (day: DayNumber, days: Int) -> DayNumber { DayNumber(day.number + days) }
  static func - (day: DayNumber, days: Int) -> DayNumber { DayNumber(day.number - days) }
  static func < (left: DayNumber, right: DayNumber) -> Bool { left.number < right.number }

  var description: String {
    let (year, month, day) = parts
    return CalendarDate(year: year, month: month, day: day)?.description ?? "day \(number)"
  }
}

/// A contract whose state is found period by period, as a clerk would: what `facts.contract_state` must agree with.
struct SlowContract: Sendable {
  var startsOn: DayNumber?
  var endsOn: DayNumber?
  var openEnded = false
  var autoRenews = false
  var renewalMonths: Int?
  var noticeMonths: Int?
  var noticeDays: Int?
  var decisionDays = 30
  var noticeGivenOn: DayNumber?
  var terminatedOn: DayNumber?
  /// First days of the contracts that replace this one.
  var successorsStartOn: [DayNumber] = []
  /// Place in the population of the contract that this one replaces.
  var supersedes: Int?
  /// Place in the population of the contract above this one.
  var parent: Int?
  var isAmendment = false
  var newEndsOn: DayNumber?
  /// Amendments of this contract that move its end, in the order in which they were registered.
  var amendments: [SlowAmendment] = []
  /// First day of the amendment that is written into this paper.
  var changedOn: DayNumber?
  /// The same, when the contract was over before it.
  var revivedOn: DayNumber?

  /// First day in force without a break.
  var firstDay: DayNumber? { [startsOn, revivedOn].compactMap { $0 }.max() }

  struct State: Equatable {
    var name: String
    var since: DayNumber?
  }

  struct Period {
    let startsOn: DayNumber?
    let endsOn: DayNumber
    let noticeBy: DayNumber?
  }

  /// The periods up to a day, one after the other; without a length of renewal there is only the first.
  func periods(until last: DayNumber) -> [Period] {
    guard let endsOn else { return [] }
    var periods = [Period(startsOn: startsOn, endsOn: endsOn, noticeBy: noticeBy(endsOn))]
    guard let renewalMonths else { return periods }
    while let latest = periods.last, latest.endsOn < last {
      let next = (endsOn + 1).adding(months: periods.count * renewalMonths)
      // A month that lacks the day ends the period with its own last day.
      let end = next.parts.day < (endsOn + 1).parts.day ? next : next - 1
      periods.append(Period(startsOn: latest.endsOn + 1, endsOn: end, noticeBy: noticeBy(end)))
    }
    return periods
  }

  private func noticeBy(_ end: DayNumber) -> DayNumber? {
    guard noticeMonths != nil || noticeDays != nil else { return nil }
    return end.adding(months: -(noticeMonths ?? 0)) - (noticeDays ?? 0)
  }

  /// The last day when nobody ends it early, as far as it is settled by then.
  func finalDay(on day: DayNumber, _ periods: [Period]) -> DayNumber? {
    guard autoRenews else { return endsOn }
    guard let noticeGivenOn, noticeGivenOn <= day else { return nil }
    return periods.first { ($0.noticeBy ?? $0.endsOn) >= noticeGivenOn }?.endsOn
  }

  func state(on day: DayNumber, _ periods: [Period]) -> State {
    let final = finalDay(on: day, periods)
    // Of a termination after the natural end nothing is left.
    let terminated = terminatedOn.flatMap { last in final.map { last <= $0 } ?? true ? last : nil }
    if let terminated, day > terminated { return State(name: "terminated", since: terminated + 1) }
    if let first = successorsStartOn.min(), first <= day { return State(name: "superseded", since: first) }
    if let startsOn, day < startsOn { return State(name: "not_started", since: nil) }
    if let final, day > final { return State(name: "lapsed", since: final + 1) }
    guard let endsOn else {
      return State(name: openEnded || terminated != nil ? "in_force" : "end_unknown", since: firstDay)
    }
    guard autoRenews else { return State(name: "in_force", since: firstDay) }
    let current = periods.first { day <= $0.endsOn }
    let isFirst = day <= endsOn
    let quiet = State(
      name: isFirst ? "in_force" : "auto_renewed", since: isFirst ? firstDay : current?.startsOn ?? endsOn + 1)
    if final != nil || terminated != nil { return quiet }
    guard let current, let noticeBy = current.noticeBy else { return quiet }
    let decideBy = noticeBy - decisionDays
    // Opened by the end that is in force since the amendment.
    func since(_ day: DayNumber) -> DayNumber { [day, current.startsOn, changedOn].compactMap { $0 }.max() ?? day }
    if day > noticeBy { return State(name: "notice_missed", since: since(noticeBy + 1)) }
    if day >= decideBy { return State(name: "in_notice_window", since: since(decideBy)) }
    return quiet
  }

  /// Days on which something may change, and their neighbours.
  func boundaries(_ periods: [Period]) -> [DayNumber] {
    var days = [startsOn, endsOn, noticeGivenOn, terminatedOn, successorsStartOn.min()].compactMap { $0 }
    for period in periods.prefix(4) {
      days.append(period.endsOn)
      if let noticeBy = period.noticeBy { days += [noticeBy, noticeBy - decisionDays] }
    }
    return days.flatMap { [$0 - 1, $0, $0 + 1] }
  }
}

extension SlowContract {
  /// Days lie close together and often at the ends of months, where mistakes are.
  static func random(using random: inout SplitMix64) -> SlowContract {
    var contract = SlowContract()
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    func day() -> DayNumber {
      let first = DayNumber(
        year: Int.random(in: 2023...2025, using: &random), month: Int.random(in: 1...12, using: &random), day: 1)
      return chance(50) ? first - 1 : first + Int.random(in: 0...30, using: &random)
    }
    if chance(85) { contract.startsOn = day() }
    if chance(80) { contract.endsOn = day() } else { contract.openEnded = chance(50) }
    if let start = contract.startsOn, let end = contract.endsOn, end < start {
      (contract.startsOn, contract.endsOn) = (end, start)
    }
    contract.autoRenews = chance(60)
    if chance(80) { contract.renewalMonths = [1, 2, 3, 6, 12, 12, 12, 24, 36].randomElement(using: &random) }
    if chance(60) { contract.noticeMonths = Int.random(in: 0...7, using: &random) }
    if chance(40) { contract.noticeDays = [0, 1, 10, 30, 90, 400].randomElement(using: &random) }
    if chance(50) { contract.decisionDays = [0, 1, 14, 60, 366].randomElement(using: &random) ?? 30 }
    if chance(30) { contract.noticeGivenOn = day() }
    if chance(8) { contract.terminatedOn = day() }
    return contract
  }
}

/// A generator that gives the same numbers for the same seed everywhere (Steele, Lea and Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
