/// When vendors are looked at again: docs/reviews.md.
extension Evaluator {
  /// "The periodic review of a vendor is overdue": 30 days after the due day at tier low, else from the day after it.
  func reviewOverdue() -> [Breach] {
    companies.compactMap { company in
      guard isUsed(company), let due = nextReview(of: company) else { return nil }
      let tier = tier(ofVendor: company) ?? "medium"
      let grace = tier == "low" ? 30 : 0
      guard due + grace < day else { return nil }
      return Breach(
        subject: company,
        severity: severity(ofVendor: company, ["critical": "critical", "high": "high", "low": "low"], else: "medium"),
        since: due + grace + 1)
    }
  }

  /// "A vendor that nobody uses on the day, without a running engagement and without a contract in force, is not reviewed."
  func isUsed(_ company: Int) -> Bool { !work(of: company).isEmpty || contracts(of: company).contains(where: isUsed) }

  private func isUsed(_ contract: ContractRow) -> Bool {
    if let ended = workEnd(of: contract), ended < day { return false }
    let states: Set<State> = conceded.contains(.usedThoughLapsed) ? [.inForce, .endUnknown, .lapsed] : [.inForce]
    return states.contains(state(of: contract))
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
      $0.outcome?.hasPrefix("approve") ?? false && $0.engagementId == nil
    }
    if let first = approvals.compactMap(\.concludedOn).filter({ $0 <= day }).min() { return first }
    return firstUse(of: company)
  }

  func firstUse(of company: Int) -> Day? {
    let used = conceded.contains(.anchorOfRunning)
    let starts =
      (engagements(of: company).filter { !used || runs($0) }.map(\.startsOn)
        + contracts(of: company).filter { !used || isUsed($0) }.map(\.startsOn))
    return starts.contains(nil) ? nil : starts.compactMap { $0 }.min()
  }

  /// "The anchor plus once, twice, three times the period"; "a review stands for a due day when it is completed at most 60
  /// days before it".
  func nextReview(of company: Int) -> Day? {
    guard let anchor = anchor(of: company) else { return nil }
    let months = reviewMonths(of: company)
    let done = entries(of: company).flatMap { index.reviews[$0, default: []] }.filter {
      $0.completedOn.map { $0 <= day } ?? false
    }
    let scheduled = done.filter { $0.cause == "schedule" }.compactMap(\.completedOn).max()
    var times = 1
    if let scheduled { while anchor.adding(months: months * times) - 60 <= scheduled { times += 1 } }
    var due = anchor.adding(months: months * times)
    let moves = entries(of: company).flatMap { index.moves[$0, default: []] }.filter {
      $0.movedOn <= day && $0.dueOn == due
    }
    if let moved = moves.max(by: { $0.id < $1.id }) { due = moved.movedToOn }
    if let gap = longestGap(of: company), let last = done.compactMap(\.completedOn).max() {
      due = min(due, last.adding(months: gap))
    }
    return due
  }
}
