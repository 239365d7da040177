/// The rules, each below its sentence.
extension Evaluator {
  typealias Judge = @Sendable (Evaluator) -> [Breach]

  static let rules: [(name: String, judge: Judge)] = [
    ("contract-lapsed", { $0.contractLapsed() }),
    ("engagement-contract-lapsed", { $0.engagementContractLapsed() }),
    ("contract-end-unknown", { $0.contractEndUnknown() }),
    ("contract-expiring", { $0.contractExpiring() }),
    ("contract-notice-window", { $0.contractNoticeWindow() }),
    ("confidentiality-term-missing", { $0.confidentialityTermMissing() }),
    ("secrecy-lapsed", { $0.secrecyLapsed() }),
    ("review-overdue", { $0.reviewOverdue() }),
    ("assessment-missing", { $0.assessmentMissing() }),
    ("evidence-expired", { $0.evidenceExpired() }),
  ]

  // MARK: Contracts

  /// "Contract lapsed while nothing says that the work ended."
  func contractLapsed() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard state(of: contract) == .lapsed, let last = end(of: contract).day, !isEndOfParent(contract), !isAmendment(contract) else { return nil }
      if let ended = contract.workEndedOn, ended < day { return nil }
      return Breach(subject: contract.id, severity: severity(contract, ["critical": "critical", "low": "medium"], else: "high"), since: last + 1)
    }
  }

  /// "Nobody recorded when the contract ends."
  func contractEndUnknown() -> [Breach] {
    rows.contracts.filter { state(of: $0) == .endUnknown && !endsWithParent($0) }.map {
      Breach(subject: $0.id, severity: severity($0, ["critical": "high", "low": "low"], else: "medium"), since: $0.startsOn)
    }
  }

  /// "Contract ends soon, and nothing follows it": within 90 days, 180, 120 or 60 at tiers critical, high and low.
  func contractExpiring() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard isInForce(contract), !isAmendment(contract), let last = end(of: contract).day, !isEndOfParent(contract) else { return nil }
      let lead = ["critical": 180, "high": 120, "low": 60][tier(of: contract) ?? "medium"] ?? 90
      guard last - lead <= day, !isFollowed(contract, after: last) else { return nil }
      if let ended = contract.workEndedOn, ended <= last { return nil }
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "high", "low": "low"], else: "medium"),
        since: [last - lead, contract.startsOn, mover(of: contract)?.startsOn, notice(of: contract)].compactMap { $0 }.max())
    }
  }

  /// By a contract that replaces it or an amendment that moves its end, with no day between.
  private func isFollowed(_ contract: ContractRow, after last: Day) -> Bool {
    let renewals = index.under[contract.id, default: []].filter { amendment in
      amendment.newEndsOn.map { $0 > last } ?? false && on(amendment.startsOn!).counts(amendment)
    }
    return (renewals + index.successors[contract.id, default: []]).contains { $0.startsOn.map { day < $0 && $0 <= last + 1 } ?? false }
  }

  /// The first day of the period that notice is about.
  private func begin(of contract: ContractRow, first: Day, period: Day) -> Day {
    var begin = [contract.startsOn, mover(of: contract)?.startsOn].compactMap { $0 }.max() ?? .distantPast
    var number = 0
    while number == 0 ? first < period : (first + 1).lastDay(ofMonths: number * contract.renewalMonths!) < period { number += 1 }
    if number == 1 { begin = max(begin, first + 1) }
    if number > 1 { begin = max(begin, (first + 1).lastDay(ofMonths: (number - 1) * contract.renewalMonths!) + 1) }
    return begin
  }

  /// "Contract renews by itself unless somebody acts now": from the first day to decide to the last day for notice.
  func contractNoticeWindow() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard isInForce(contract), contract.autoRenews, case .on(let first) = writtenEnd(contract), notice(of: contract) == nil,
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
  func isAmendment(_ contract: ContractRow) -> Bool { ["amendment", "memorandum"].contains(contract.kind) && contract.parentId != nil }

  /// "Such ends have no deadline and no finding of their own."
  func isEndOfParent(_ contract: ContractRow) -> Bool {
    endsWithParent(contract) && end(of: contract).day != contract.terminatedOn
  }

  func severity(_ contract: ContractRow, _ ofTier: [String: String], else other: String) -> String {
    ofTier[tier(of: contract) ?? "medium"] ?? other
  }

  func severity(ofVendor vendor: Int, _ ofTier: [String: String], else other: String) -> String {
    ofTier[tier(ofVendor: vendor) ?? "medium"] ?? other
  }

  /// "Work goes on, and none of its contracts binds any more."
  func engagementContractLapsed() -> [Breach] {
    rows.engagements.compactMap { engagement in
      let contracts = index.linksOfEngagement[engagement.id, default: []].filter(holds).map { index.contract[$0.contractId]! }
      let states = contracts.map(state)
      guard runs(engagement), !states.contains(.inForce), !states.contains(.endUnknown) else { return nil }
      let lasts = contracts.filter { [.lapsed, .terminated, .superseded].contains(state(of: $0)) }.compactMap { lastDay(of: $0).day }
      guard let last = lasts.max() else { return nil }
      return Breach(
        subject: engagement.id, severity: ["critical": "critical", "low": "medium"][tier(of: engagement)] ?? "high", since: last + 1)
    }
  }

  // MARK: Vendors

  /// "A vendor that nobody uses on the day, without a running engagement and without a contract in force, is not reviewed."
  func isAtWork(_ company: Int) -> Bool {
    engagements(of: company).contains(where: runs) || contracts(of: company).contains(where: isInForce)
  }

  /// "Vendor at work that nobody ever assessed."
  func assessmentMissing() -> [Breach] {
    companies.filter { company in
      isAtWork(company)
        && !entries(of: company).flatMap { index.assessments[$0, default: []] }.contains { $0.concludedOn.map { $0 <= day } ?? false }
    }.map {
      Breach(
        subject: $0, severity: severity(ofVendor: $0, ["critical": "critical", "high": "high", "low": "low"], else: "medium"), since: nil)
    }
  }

  /// "Evidence of a vendor at work has expired and nothing replaced it."
  func evidenceExpired() -> [Breach] {
    rows.evidence.compactMap { evidence in
      let company = company(of: evidence.vendorId)
      guard let last = evidence.validUntilOn, last < day, isAtWork(company), index.replacements[evidence.id] == nil else { return nil }
      return Breach(
        subject: evidence.id, severity: severity(ofVendor: company, ["critical": "high", "low": "low"], else: "medium"), since: last + 1)
    }
  }
}
