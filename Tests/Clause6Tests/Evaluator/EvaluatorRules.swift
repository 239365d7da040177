/// The rules, each below its sentence.
extension Evaluator {
  typealias Judge = @Sendable (Evaluator) -> [Breach]

  static let rules: [(name: String, judge: Judge)] = [
    ("contract-lapsed", { $0.contractLapsed() }),
    ("engagement-contract-lapsed", { $0.engagementContractLapsed() }),
    ("contract-end-unknown", { $0.contractEndUnknown() }),
    ("contract-expiring", { $0.contractExpiring() }),
    ("contract-notice-window", { $0.contractNoticeWindow() }),
    ("assessment-missing", { $0.assessmentMissing() }),
    ("evidence-expired", { $0.evidenceExpired() }),
    ("confidentiality-term-missing", { $0.confidentialityTermMissing() }),
    ("secrecy-lapsed", { $0.secrecyLapsed() }),
    ("review-overdue", { $0.reviewOverdue() }),
  ]

  // MARK: Contracts

  /// "Contract lapsed while nothing says that the work ended."
  func contractLapsed() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard state(of: contract) == .lapsed, let last = end(of: contract).day, !isEndOfParent(contract),
        !isAmendment(contract)
      else { return nil }
      if let ended = workEnd(of: contract), ended < day { return nil }
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "critical", "low": "medium"], else: "high"),
        since: last + 1)
    }
  }

  /// "Nobody recorded when the contract ends."
  func contractEndUnknown() -> [Breach] {
    rows.contracts.filter { state(of: $0) == .endUnknown && !endsWithParent($0) }.map {
      Breach(
        subject: $0.id, severity: severity($0, ["critical": "high", "low": "low"], else: "medium"), since: $0.startsOn)
    }
  }

  /// "Contract ends soon, and nothing follows it": within 90 days, 180, 120 or 60 at tiers critical, high and low.
  func contractExpiring() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard isInForce(contract), !isAmendment(contract), let last = end(of: contract).day, !isEndOfParent(contract)
      else { return nil }
      let lead = ["critical": 180, "high": 120, "low": 60][tier(of: contract) ?? "medium"] ?? 90
      guard last - lead <= day, !isFollowed(contract, after: last) else { return nil }
      if let ended = workEnd(of: contract), ended <= last { return nil }
      let told = last == contract.terminatedOn ? nil : notice(of: contract)
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "high", "low": "low"], else: "medium"),
        since: [last - lead, contract.startsOn, mover(of: contract)?.startsOn, told].compactMap { $0 }.max())
    }
  }

  /// By a contract that replaces it or an amendment that moves its end, with no day between.
  private func isFollowed(_ contract: ContractRow, after last: Day) -> Bool {
    let renewals = index.under[contract.id, default: []].filter { amendment in
      // A termination is brought forward, never put off.
      last != contract.terminatedOn && amendment.newEndsOn.map { $0 > last } ?? false && on(last + 1).counts(amendment)
    }
    return (renewals + index.successors[contract.id, default: []]).contains {
      $0.startsOn.map { day < $0 && $0 <= last + 1 } ?? false
    }
  }

  /// The first day of the period that notice is about.
  private func begin(of contract: ContractRow, first: Day, period: Day) -> Day {
    var begin = [contract.startsOn, mover(of: contract)?.startsOn].compactMap { $0 }.max() ?? .distantPast
    var number = 0
    while number == 0 ? first < period : (first + 1).lastDay(ofMonths: number * contract.renewalMonths!) < period {
      number += 1
    }
    if number == 1 { begin = max(begin, first + 1) }
    if number > 1 { begin = max(begin, (first + 1).lastDay(ofMonths: (number - 1) * contract.renewalMonths!) + 1) }
    return begin
  }

  /// "Contract renews by itself unless somebody acts now": from the first day to decide to the last day for notice.
  func contractNoticeWindow() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard isInForce(contract), contract.autoRenews, case .on(let first) = writtenEnd(contract),
        notice(of: contract) == nil,
        contract.noticeMonths != nil || contract.noticeDays != nil
      else { return nil }
      let period = renewed(contract, from: first).period
      guard contract.terminatedOn == nil else { return nil }
      let last = noticeDay(of: contract, before: period)
      guard last - contract.decisionDays <= day, day <= last else { return nil }
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "high", "low": "low"], else: "medium"),
        since: max(last - contract.decisionDays, begin(of: contract, first: first, period: period)))
    }
  }

  /// "An amendment speaks through the contract that it amends, and is not judged by itself."
  func isAmendment(_ contract: ContractRow) -> Bool {
    ["amendment", "memorandum"].contains(contract.kind) && contract.parentId != nil
  }

  /// The last day of the work under a contract: its own, or that of all that its vendors do.
  func workEnd(of contract: ContractRow) -> Day? {
    let companies = Set(index.vendorsOfContract[contract.id, default: []].map(company))
    let ends = companies.map {
      entries(of: $0).flatMap { index.offboardings[$0, default: []] }.filter { $0.engagementId == nil }.map(\.endedOn)
        .filter { $0 >= contract.startsOn ?? .distantPast }.min()
    }
    var ofAll = ends.isEmpty || ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
    if conceded.contains(.offboardingToCome), let last = ofAll, last >= day { ofAll = nil }
    return [contract.workEndedOn, ofAll].compactMap { $0 }.min()
  }

  /// "Such ends have no deadline and no finding of their own."
  func isEndOfParent(_ contract: ContractRow) -> Bool {
    endsWithParent(contract) && end(of: contract).day != contract.terminatedOn
  }

  func severity(_ contract: ContractRow, _ ofTier: [String: String], else other: String) -> String {
    ofTier[tier(of: contract) ?? "medium"] ?? other
  }

  /// Where nothing is worked under it, by the tier of the vendor that is found.
  func severity(_ contract: ContractRow, of company: Int?, _ ofTier: [String: String], else other: String) -> String {
    let worked = tierOfWork(under: contract)
    return ofTier[worked ?? company.flatMap { tier(ofVendor: $0) } ?? "medium"] ?? other
  }

  func severity(ofVendor vendor: Int, _ ofTier: [String: String], else other: String) -> String {
    ofTier[tier(ofVendor: vendor) ?? "medium"] ?? other
  }

  /// "Work goes on, and none of its contracts binds any more", nor what replaced them.
  func engagementContractLapsed() -> [Breach] {
    rows.engagements.compactMap { engagement in
      guard work(of: company(of: engagement.vendorId)).contains(where: { $0.id == engagement.id }) else { return nil }
      let links = index.linksOfEngagement[engagement.id, default: []].filter { ($0.fromOn ?? day) <= day }
      let binding = links.filter(holds).flatMap { carriers(of: index.contract[$0.contractId]!) }
      guard !binding.contains(where: { [.inForce, .endUnknown].contains(state(of: $0)) }) else { return nil }
      let lasts = links.compactMap { link in lastCarried(link) }
      guard let last = lasts.max() else { return nil }
      var breach = Breach(
        subject: engagement.id, severity: ["critical": "critical", "low": "medium"][tier(of: engagement)] ?? "high",
        since: max(last + 1, engagement.startsOn ?? .distantPast))
      breach.isSinceConceded =
        conceded.contains(.sinceOfReplaced) && links.contains { carriers(of: index.contract[$0.contractId]!).count > 1 }
      return breach
    }
  }

  /// A contract, what replaced it, and what replaced the contract with which it ends.
  private func carriers(of contract: ContractRow) -> [ContractRow] {
    let successors = index.successors[contract.id, default: []].filter { $0.startsOn! <= day }
    let endsByItself = conceded.contains(.terminatedThenReplaced) && wasTerminated(contract)
    let above =
      isEndOfParent(contract) && state(of: contract) != .notStarted && !endsByItself
      ? carriers(of: index.contract[contract.parentId!]!) : []
    return [contract] + successors.flatMap { carriers(of: $0) } + above
  }

  /// Until when a contract, or what replaced it, bound and stood behind the work.
  private func lastCarried(_ link: EngagementContractRow) -> Day? {
    let contract = index.contract[link.contractId]!
    guard contract.startsOn ?? .distantPast <= min(day, link.untilOn ?? day) else { return nil }
    let lasts = carriers(of: contract).filter { state(of: $0) != .notStarted }.compactMap { lastDayBound($0) }
    let until = link.untilOn.flatMap { $0 < day ? $0 : nil }
    guard let last = lasts.max() else { return until }
    return min(last, until ?? last)
  }

  // MARK: Vendors

  /// The last day of an engagement's work: its own, or that of an offboarding of it or of all that its vendor does.
  func workEnd(of engagement: EngagementRow) -> Day? {
    let offboardings = entries(of: company(of: engagement.vendorId)).flatMap { index.offboardings[$0, default: []] }
      .filter {
        ($0.engagementId ?? engagement.id) == engagement.id && $0.endedOn >= engagement.startsOn ?? .distantPast
      }
    return (offboardings.map(\.endedOn) + [engagement.endsOn].compactMap { $0 }).min()
  }

  /// Engagements of a company that run on the day and whose work was not ended by an offboarding.
  func work(of company: Int) -> [EngagementRow] {
    engagements(of: company).filter { runs($0) && day <= workEnd(of: $0) ?? day }
  }

  /// The first day from which on there was work without a break until today; none where that is not recorded.
  func workSince(_ engagements: [EngagementRow]) -> Day? {
    var since = day + 1
    while let earlier = engagements.first(where: {
      ($0.startsOn ?? .distantPast) < since && since - 1 <= workEnd(of: $0) ?? day
    }) {
      guard let starts = earlier.startsOn else { return nil }
      since = starts
    }
    return since
  }

  /// "Vendor at work that nobody assessed, neither as a whole nor for that work."
  func assessmentMissing() -> [Breach] {
    companies.compactMap { company in
      let concluded = entries(of: company).flatMap { index.assessments[$0, default: []] }.filter {
        $0.concludedOn.map { $0 <= day } ?? false
      }
      let judged = concluded.compactMap(\.engagementId)
      guard judged.count == concluded.count else { return nil }
      let blind = Set(work(of: company).map(\.id)).subtracting(judged)
      guard !blind.isEmpty else { return nil }
      return Breach(
        subject: company,
        severity: severity(ofVendor: company, ["critical": "critical", "high": "high", "low": "low"], else: "medium"),
        since: workSince(engagements(of: company).filter { !judged.contains($0.id) }))
    }
  }

  /// "Evidence of a vendor at work has expired and nothing replaced it."
  func evidenceExpired() -> [Breach] {
    rows.evidence.compactMap { evidence in
      let company = company(of: evidence.vendorId)
      guard let last = evidence.validUntilOn, last < day, !work(of: company).isEmpty else { return nil }
      // "Not yet valid: before its first day of validity, or of issue where none is named."
      if index.replacements[evidence.id, default: []].contains(where: { ($0.validFromOn ?? $0.issuedOn ?? day) <= day })
      {
        return nil
      }
      return Breach(
        subject: evidence.id,
        severity: severity(ofVendor: company, ["critical": "high", "low": "low"], else: "medium"),
        since: max(last + 1, workSince(engagements(of: company)) ?? .distantPast))
    }
  }
}
