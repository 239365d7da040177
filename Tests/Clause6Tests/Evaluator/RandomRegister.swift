import TestSupport

/// A small random register whose days lie close to one of the days that are asked about.
///
/// Registers share a database and nothing in it: the rows of register 7 are numbered from 7001 on, in every table.
struct RandomRegister {
  static let span = 1000

  let number: Int
  var rows = RegisterRows()
  var random: SplitMix64
  /// The asked day round which the days of this register lie.
  let focus: Day
  private var given: [String: Int] = [:]

  init(_ number: Int, seed: UInt64, days: [Day]) {
    self.number = number
    random = SplitMix64(state: seed &+ UInt64(number) &* 0x9E37_79B9)
    focus = days[Int(random.next() % UInt64(days.count))]
    for _ in 1...draw(1...3) { addVendor() }
    if rows.vendors.count > 1, chance(25) { merge() }
    for vendor in rows.vendors {
      for _ in 0..<draw(0...2) { addEngagement(of: vendor.id) }
      for _ in 0..<draw(0...2) { addContract(of: vendor.id) }
      if chance(60) { addReviews(of: vendor.id) }
      if chance(50) { addAssessments(of: vendor.id) }
      for _ in 0..<draw(0...2) { addEvidence(of: vendor.id) }
      if chance(20) { addOffboarding(of: vendor.id) }
    }
  }

  // MARK: Chance

  mutating func chance(_ percent: Int) -> Bool { Int(random.next() % 100) < percent }
  mutating func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
  mutating func maybe<T>(_ percent: Int, _ value: (inout Self) -> T?) -> T? { chance(percent) ? value(&self) : nil }

  mutating func newID(_ table: String) -> Int {
    given[table, default: 0] += 1
    return number * RandomRegister.span + given[table]!
  }

  /// So many months from the day that is asked about, and a few days to either side at most.
  mutating func near(months: Int = 0, days: Int = 0) -> Day {
    focus.adding(months: months) + days + pick([-2, -1, -1, 0, 0, 0, 1, 1, 2])
  }

  /// Years away on either side, or near, or the end of a month.
  mutating func anyDay() -> Day {
    switch draw(0...3) {
    case 0: return near()
    case 1: return Day(focus.parts.year + draw(-3...2), draw(1...12), 1) - 1
    default: return focus + draw(-1200...800)
    }
  }

  // MARK: Vendors and engagements

  private mutating func addVendor() {
    let id = newID("vendor")
    rows.vendors.append(VendorRow(id: id, name: "V\(id)"))
  }

  /// The last goes on as the first.
  private mutating func merge() {
    rows.vendors[rows.vendors.count - 1].mergedIntoId = rows.vendors[0].id
    rows.vendors[rows.vendors.count - 1].mergedOn = chance(50) ? near() : anyDay()
  }

  private mutating func addEngagement(of vendor: Int) {
    let id = newID("engagement")
    var row = EngagementRow(id: id, vendorId: vendor, title: "E\(id)")
    row.startsOn = maybe(75) { $0.chance(25) ? $0.near() : $0.focus - $0.draw(30...1500) }
    row.endsOn = maybe(40) { $0.chance(60) ? $0.near() : $0.anyDay() }
    if let starts = row.startsOn, let ends = row.endsOn, ends < starts { row.endsOn = starts + draw(0...3) }
    row.tier = maybe(50) { $0.pick(["critical", "high", "medium", "low"]) }
    rows.engagements.append(row)
    if chance(40) { addRisk(to: rows.engagements.count - 1) }
    if chance(20) { addOverrides(of: id) }
  }

  private mutating func addRisk(to index: Int) {
    let id = rows.engagements[index].id
    rows.engagements[index].access = maybe(80) {
      $0.pick(["none", "none", "on_site", "network", "hosting", "privileged"])
    }
    rows.engagements[index].dataSubjects = maybe(80) { $0.pick([0, 1000, 1001, 100_000, 100_001]) }
    if chance(80) {
      rows.engagements[index].critical = chance(25)
      rows.engagements[index].criticalWhy = "said so"
    }
    if chance(30) {
      addData(["none"], to: id)
    } else if chance(80) {
      addData(["confidential", "personal", "sensitive", "my_number", "card"].filter { _ in chance(25) }, to: id)
    }
    for condition in ["phi_us", "cloud_service", "nis2_scope", "personal_data_jp", "ict_critical"] where chance(8) {
      let from = maybe(50) { $0.near() }
      rows.engagementConditions.append(
        EngagementConditionRow(
          id: newID("condition"), engagementId: id, conditionKey: condition, fromOn: from,
          untilOn: maybe(30) { ($0.chance(50) ? from : nil) ?? $0.near(days: 4) }))
    }
  }

  private mutating func addData(_ classes: [String], to engagement: Int) {
    for name in classes {
      rows.engagementData.append(EngagementDataRow(id: newID("data"), engagementId: engagement, dataClass: name))
    }
  }

  private mutating func addOverrides(of engagement: Int) {
    let starts = chance(60) ? near() : focus - draw(10...200)
    let ends = max(starts, chance(50) ? near(days: 3) : starts + draw(0...300))
    let requested = starts - draw(0...5)
    var row = TierOverrideRow(
      id: newID("override"), engagementId: engagement, tier: pick(["critical", "high", "medium", "low"]),
      requestedOn: requested, startsOn: starts, endsOn: ends)
    row.approvedOn = maybe(75) { min(ends, requested + $0.draw(0...8)) }
    row.withdrawnOn = maybe(25) { (row.approvedOn ?? requested) + $0.draw(0...4) }
    rows.tierOverrides.append(row)
  }

  // MARK: Reviews, assessments, evidence, ended work

  private mutating func addReviews(of vendor: Int) {
    let months = maybe(60) { $0.pick([4, 6, 12, 18, 24, 36]) }
    let period = months ?? pick([12, 24, 36])
    let anchor = chance(80) ? near(months: -period * draw(1...3), days: pick([0, 0, 60, 30, -30, -31])) : anyDay()
    if chance(70) {
      let from = chance(80) ? anchor : near()
      rows.reviewSchedules.append(
        ReviewScheduleRow(id: newID("schedule"), vendorId: vendor, anchorOn: anchor, months: months, fromOn: from))
    }
    var due = anchor.adding(months: period)
    for _ in 0..<draw(0...3) {
      let started = due + pick([-60, -59, -61, -30, 0, 0, 1, 20, 400])
      let scheduled = chance(80) && started >= due - 60
      let completed =
        rows.reviews.last?.vendorId == vendor && rows.reviews.last?.completedOn == nil
        ? nil : maybe(85) { _ in started }
      guard completed != nil || !rows.reviews.contains(where: { $0.vendorId == vendor && $0.completedOn == nil }) else {
        break
      }
      rows.reviews.append(
        ReviewRow(
          id: newID("review"), vendorId: vendor,
          cause: scheduled ? "schedule" : pick(["incident", "change", "request"]),
          dueOn: due, startedOn: started, completedOn: completed.map { $0 + pick([0, 0, 1, 5]) },
          outcome: completed == nil ? nil : pick(["continue", "suspend", "exit"])))
      due = due.adding(months: period)
    }
    if chance(20) {
      rows.reviewMoves.append(
        ReviewMoveRow(
          id: newID("move"), vendorId: vendor, dueOn: due, movedToOn: due + pick([-3, -1, 1, 10]), movedOn: near(),
          reason: "a reason"))
    }
  }

  private mutating func addAssessments(of vendor: Int) {
    let engagement = rows.engagements.last { $0.vendorId == vendor && chance(40) }?.id
    let started = chance(40) ? near(days: -1) : focus - draw(30...900)
    var row = AssessmentRow(
      id: newID("assessment"), vendorId: engagement == nil ? vendor : nil, engagementId: engagement, questionnaireId: 0,
      startedOn: started)
    if chance(75) {
      row.concludedOn = started + draw(0...2)
      row.outcome = pick(["approve", "approve", "reject"])
      row.tier = "medium"
      row.validUntilOn = row.outcome == "reject" ? nil : row.concludedOn!.adding(months: 24)
    }
    rows.assessments.append(row)
  }

  private mutating func addEvidence(of vendor: Int) {
    let ends = maybe(80) { $0.chance(70) ? $0.near() : $0.anyDay() }
    let starts = maybe(50) { (ends ?? $0.focus).adding(months: -12) + 1 }
    var row = EvidenceRow(
      id: newID("evidence"), vendorId: vendor, kind: pick(["iso27001", "insurance", "other"]), issuedOn: starts,
      validFromOn: starts,
      validUntilOn: ends)
    if chance(40), let old = rows.evidence.last(where: { $0.vendorId == vendor }) {
      row.replacesId = old.id
      row.validFromOn = maybe(60) { ($0.chance(50) ? old.validUntilOn.map { $0 + 1 } : nil) ?? $0.near() }
      if let from = row.validFromOn { row.validUntilOn = maybe(60) { _ in from.adding(months: 12) - 1 } }
    }
    rows.evidence.append(row)
  }

  private mutating func addOffboarding(of vendor: Int) {
    let engagement = rows.engagements.last { $0.vendorId == vendor && chance(50) }?.id
    var row = OffboardingRow(
      id: newID("offboarding"), vendorId: vendor, engagementId: engagement, endedOn: chance(70) ? near() : anyDay())
    if chance(50) {
      row.data = pick(["returned", "destroyed", "none_held"])
      row.dataDoneOn = chance(60) ? near() : row.endedOn + draw(0...40)
      row.note = "seen"
    }
    rows.offboardings.append(row)
  }
}
