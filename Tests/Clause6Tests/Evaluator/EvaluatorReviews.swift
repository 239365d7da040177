/// When vendors are looked at again: docs/reviews.md.
extension Evaluator {
  /// "The periodic review of a vendor is overdue": 30 days after the due day at tier low, else from the day after it.
  func reviewOverdue() -> [Breach] {
    companies.compactMap { company in
      guard isReviewed(company), let due = nextReview(of: company) else { return nil }
      let tier = tier(ofVendor: company) ?? "medium"
      let grace = tier == "low" ? 30 : 0
      guard due + grace < day else { return nil }
      return Breach(
        subject: company,
        severity: severity(ofVendor: company, ["critical": "critical", "high": "high", "low": "low"], else: "medium"),
        since: due + grace + 1)
    }
  }

  /// "A vendor that nobody uses on the day is not reviewed: one without a running engagement, without a contract in force,
  /// and without a lapsed one whose work, as far as is recorded, goes on."
  ///
  /// One that was left is reviewed again when it has been used anew.
  func isReviewed(_ company: Int) -> Bool {
    guard !uses(of: company).isEmpty else { return false }
    guard let left = dayLeft(company) else { return true }
    let contracts = conceded.contains(.leftThoughContract) ? [] : contracts(of: company).filter { !isAmendment($0) }
    return (engagements(of: company).map(\.startsOn) + contracts.map(\.startsOn)).contains {
      $0.map { left < $0 && $0 <= day } ?? false
    }
  }

  /// The last day of all work of a vendor that was left; "an entry that was offboarded before it was merged was not all of
  /// the vendor".
  private func dayLeft(_ company: Int) -> Day? {
    index.offboardings[company, default: []].filter { $0.engagementId == nil }.map(\.endedOn).filter { $0 < day }.max()
  }

  /// The first day of each use of the day.
  private func uses(of company: Int) -> [Day?] {
    engagements(of: company).filter(runs).map(\.startsOn) + contracts(of: company).filter(isUsed).map(\.startsOn)
  }

  private func isUsed(_ contract: ContractRow) -> Bool {
    !isAmendment(contract)
      && (binds(contract) || hasLapsed(contract) && day <= contract.workEndedOn ?? day)
  }

  /// One that ends with the contract above it "ends by whatever ends that one".
  private func hasLapsed(_ contract: ContractRow) -> Bool {
    guard state(of: contract) == .lapsed else { return false }
    return !isEndOfParent(contract) || hasLapsed(index.contract[contract.parentId!]!)
  }

  /// "The shortest of these counts."
  func reviewMonths(of company: Int) -> Int {
    let ofTier = ["critical": 12, "high": 12, "low": 36][tier(ofVendor: company) ?? "medium"] ?? 24
    return ([ofTier, schedule(of: company)?.months, longestGap(of: company)].compactMap { $0 }).min()!
  }

  /// What regimes ask of the vendor's work.
  func longestGap(of company: Int) -> Int? {
    engagements(of: company).filter(runs).flatMap { conditions(of: $0) }.compactMap { rows.intervals[$0] }.min()
  }

  /// "B's own schedule of reviews goes before A's."
  func schedule(of company: Int) -> ReviewScheduleRow? {
    entries(of: company).lazy.compactMap { entry in
      index.schedules[entry, default: []].filter { $0.fromOn <= day }.max { $0.fromOn < $1.fromOn }
    }.first
  }

  /// "The anchor is the vendor's own, else the day of its first approval, else the first day of its use."
  func anchor(of company: Int) -> Day? {
    if let own = schedule(of: company)?.anchorOn { return own }
    let approvals = entries(of: company).flatMap { index.assessments[$0, default: []] }.filter {
      $0.outcome?.hasPrefix("approve") ?? false
    }
    if let first = approvals.compactMap(\.concludedOn).filter({ $0 <= day }).min() { return first }
    return firstUse(of: company)
  }

  /// Of what is used on the day: where a first day is recorded.
  func firstUse(of company: Int) -> Day? { uses(of: company).compactMap { $0 }.min() }

  /// "The anchor plus once, twice, three times the period"; "a review stands for a due day when it is completed at most 60
  /// days before it".
  func nextReview(of company: Int) -> Day? {
    let done = entries(of: company).flatMap { index.reviews[$0, default: []] }.filter {
      $0.completedOn.map { $0 <= day } ?? false
    }
    let anchor = anchor(of: company)
    let regular = done.filter { $0.cause == "schedule" }
    let planned = anchor.map { dueDay(of: company, from: $0, regular) }
    return [planned, limit(of: company, from: anchor, done)].compactMap { $0 }.min()
  }

  private func dueDay(of company: Int, from anchor: Day, _ done: [ReviewRow]) -> Day {
    let months = reviewMonths(of: company)
    var times = 1
    if let last = done.compactMap(\.completedOn).max() {
      while anchor.adding(months: months * times) - 60 <= last { times += 1 }
    }
    let due = anchor.adding(months: months * times)
    return entries(of: company).flatMap { index.moves[$0, default: []] }
      .filter { $0.movedOn <= day && $0.dueOn == due }.max { $0.id < $1.id }?.movedToOn ?? due
  }

  /// "Where a regime gives a longest gap, that gap is never exceeded: counted from the last review of any cause"; where none
  /// was made, from the anchor.
  private func limit(of company: Int, from anchor: Day?, _ done: [ReviewRow]) -> Day? {
    guard let gap = longestGap(of: company) else { return nil }
    var last = done.compactMap(\.completedOn).max() ?? anchor
    if conceded.contains(.gapFromAnchor) { last = [last, anchor].compactMap { $0 }.max() }
    return last?.adding(months: gap)
  }
}
