import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.incident` against minutes counted one by one, in a zone nine hours ahead.
@Suite(.register, .serialized) struct IncidentFactsTests {
  /// Minutes since 2026-01-01T00:00+09:00.
  private struct Case {
    var occurred: Int?
    var noticed: Int?
    var told: Int?
    var limit: Int?
    var dutyDue: Int?
    var hasDuty = false
    var dutyDone: Int?

    private func known(_ minute: Int?, _ day: Int) -> Int? { minute.flatMap { $0 < (day + 1) * 1440 ? $0 : nil } }

    func isKnown(_ day: Int) -> Bool { [occurred, noticed, told].contains { known($0, day) != nil } }

    func notice(_ day: Int) -> String {
      guard let noticed = known(noticed, day), let limit else { return "unknown" }
      let last = noticed + limit * 60
      if let told = known(told, day) { return told <= last ? "in_time" : "late" }
      // By the day's own first minute the time was over.
      return last < day * 1440 ? "late" : "due"
    }

    func hours(_ day: Int) -> Double? {
      guard let noticed = known(noticed, day), let told = known(told, day) else { return nil }
      return (Double(told - noticed) / 60 * 100).rounded() / 100
    }

    func duty(_ day: Int) -> String? {
      guard hasDuty else { return nil }
      if let done = known(dutyDone, day) { return dutyDue.map { done > $0 } ?? false ? "done_late" : "done" }
      guard let dutyDue else { return "due" }
      return dutyDue / 1440 < day ? "overdue" : "due"
    }
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func agreesWithMinutes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let cases = (0..<300).map { _ in
      var one = Case()
      var minute = Int.random(in: 0..<20_000, using: &random)
      if Bool.random(using: &random) { one.occurred = minute }
      minute += [0, 1, 59, 60, 1440].randomElement(using: &random) ?? 0
      if Bool.random(using: &random) { one.noticed = minute }
      one.limit = [nil, 1, 24, 72].randomElement(using: &random) ?? nil
      let late = [0, 59, 60, 61, 24 * 60, 24 * 60 + 1, 72 * 60, 72 * 60 + 1, 5000].randomElement(using: &random) ?? 0
      if Bool.random(using: &random) || (one.occurred ?? one.noticed) == nil { one.told = minute + late }
      one.hasDuty = Bool.random(using: &random)
      if one.hasDuty, Bool.random(using: &random) { one.dutyDue = minute + Int.random(in: 0..<8000, using: &random) }
      if one.hasDuty, Bool.random(using: &random) {
        one.dutyDone = Bool.random(using: &random) ? one.dutyDue : minute + Int.random(in: 0..<8000, using: &random)
      }
      return one
    }
    let wrong = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute("SELECT set_config('clause6.zone', 'Asia/Tokyo', true)")
      try IncidentFactsTests.enter(cases, connection)
      return try (0..<24).flatMap { day in try IncidentFactsTests.differences(cases, day, connection) }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  private static func enter(_ cases: [Case], _ connection: Connection) throws {
    try connection.execute(script: "INSERT INTO register.vendor (id, name) VALUES (1, 'Acme')")
    for (index, one) in cases.enumerated() {
      let instants = [one.occurred, one.noticed, one.told, one.dutyDue, one.dutyDone].map { minute -> SQL in
        "timestamptz '2026-01-01 00:00+09' + \(minute)::int * interval '1 minute'"
      }
      try connection.execute(
        """
        INSERT INTO register.incident (id, vendor_id, title, severity, occurred_at, noticed_at, told_at, contract_limit_hours,
          our_duty, our_duty_due_at, our_duty_done_at)
        VALUES (\(index), 1, 'case', 'low', \(instants[0]), \(instants[1]), \(instants[2]), \(one.limit), \(one.hasDuty ? "report" : nil),
          \(instants[3]), \(instants[4]))
        """)
    }
  }

  private static func differences(_ cases: [Case], _ day: Int, _ connection: Connection) throws -> [String] {
    let date = DayNumber(year: 2026, month: 1, day: 1) + day
    let found = try connection.incidents(on: .iso(date.description))
    let known = cases.indices.filter { cases[$0].isKnown(day) }
    guard found.map(\.incidentId) == known else { return ["\(date): \(found.map(\.incidentId)), expected \(known)"] }
    return found.compactMap { row in
      let one = cases[row.incidentId]
      let agrees =
        row.noticeState == one.notice(day) && row.dutyState == one.duty(day) && row.hoursToTell == one.hours(day)
      return agrees ? nil : "\(date): \(row), expected \(one)"
    }
  }

  @Test(arguments: [
    ("2026-11-19T09:00+09:00", "told 24 hours after it was noticed; the contract allows 24"),
    ("2026-11-19T09:01+09:00", "told 24.02 hours after it was noticed; the contract allows 24: 0.02 hours late"),
    ("2026-11-18T10:00+09:00", "told 1 hour after it was noticed; the contract allows 24"),
  ])
  func showsTheArithmetic(told: String, why: String) throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: "INSERT INTO register.vendor (id, name) VALUES (1, 'Acme')")
      var edit = IncidentEdit()
      (edit.title, edit.severity, edit.contractLimitHours) = (.set("lost letter"), .set("low"), .set(24))
      edit.noticedAt = .set(Instant("2026-11-18T09:00+09:00"))
      edit.toldAt = .set(Instant(told))
      _ = try connection.addIncident(atVendor: 1, edit)
      return try connection.incidents(on: .iso("2026-11-30"))[0].noticeWhy
    }
    #expect(found == why)
  }

  @Test(arguments: [
    ("Asia/Tokyo", "2026-11-20T00:00+00:00", "2026-11-20T09:00+09:00"),
    ("UTC", "2026-11-20T09:00+09:00", "2026-11-20T00:00+00:00"),
    ("America/St_Johns", "2026-11-20T00:00:30+00:00", "2026-11-19T20:30:30-03:30"),
    ("America/St_Johns", "2026-07-20T00:00+00:00", "2026-07-19T21:30-02:30"),
  ])
  func instantsAreWrittenInTheZone(zone: String, instant: String, text: String) throws {
    let found = try TestDatabase.connect().rehearse { connection in
      try connection.execute("SELECT set_config('clause6.zone', \(zone), true)")
      return try connection.value("SELECT facts.instant_text(\(instant)::timestamptz)", as: String.self)
    }
    #expect(found == text)
  }
}
