/// Terms and secrecy: docs/contracts.md and docs/regimes.md.
extension Evaluator {
  /// "The version in force is the latest; of one day, an amendment's goes before the contract's own."
  func confidentiality(of contract: ContractRow) -> TermRow? {
    versions(of: contract, depth: 0, from: nil).filter { $0.from <= day }
      .max { ($0.from, $0.depth, $0.term.id) < ($1.from, $1.depth, $1.term.id) }?.term
  }

  /// "The contract's own, from its start or from a day, and those of the amendments that count, through amendments of
  /// amendments too. An amendment's version begins with the amendment at the earliest."
  private func versions(of contract: ContractRow, depth: Int, from earliest: Day?) -> [(
    from: Day, depth: Int, term: TermRow
  )] {
    let start = [earliest, contract.startsOn].compactMap { $0 }.max() ?? Day(1, 1, 1)
    let own = index.terms[contract.id, default: []].map {
      (from: max($0.fromOn ?? start, start), depth: depth, term: $0)
    }
    let amendments = index.under[contract.id, default: []].filter(counts)
    return own + amendments.flatMap { versions(of: $0, depth: depth + 1, from: $0.startsOn) }
  }

  /// "Other contracts of the same engagement, the contracts above them, and the vendor's contracts that name no engagement
  /// (NDA, master contract), as far as they bind on the day."
  func otherPapers(of contract: ContractRow) -> [ContractRow] {
    let engagements = index.linksOfContract[contract.id, default: []].filter(holds).map(\.engagementId)
    var papers = engagements.flatMap { index.linksOfEngagement[$0, default: []].filter(holds) }.map {
      index.contract[$0.contractId]!
    }
    for paper in papers + [contract] {
      var above = paper.parentId
      while let id = above {
        papers.append(index.contract[id]!)
        above = index.contract[id]!.parentId
      }
    }
    let companies = index.vendorsOfContract[contract.id, default: []].map { company(of: $0) }
    papers += companies.flatMap { contracts(of: $0) }.filter {
      ["nda", "master"].contains($0.kind) && index.linksOfContract[$0.id, default: []].filter(holds).isEmpty
    }
    return papers.filter { $0.id != contract.id && isInForce($0) }
  }

  func isBoundElsewhere(_ contract: ContractRow) -> Bool {
    otherPapers(of: contract).contains { ["present", "weak"].contains(confidentiality(of: $0)?.status) }
  }

  /// "Contract in force without a confidentiality term."
  func confidentialityTermMissing() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard isInForce(contract), !["amendment", "memorandum"].contains(contract.kind) || contract.parentId == nil else {
        return nil
      }
      let own = confidentiality(of: contract)?.status
      guard own == nil || own == "missing", !isBoundElsewhere(contract) else { return nil }
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "critical", "low": "medium"], else: "high"),
        since: contract.startsOn)
    }
  }

  /// "After its last day, until that day plus the months of the confidentiality term": the last day of the duty, where it is known.
  func lastDayOfSecrecy(_ contract: ContractRow) -> Day? {
    guard state(of: contract) != .notStarted, let last = lastDay(of: contract).day, last < day,
      let term = on(last).confidentiality(of: contract), let months = term.figure.flatMap({ Int($0) })
    else { return nil }
    return months == 0 ? last : (last + 1).lastDay(ofMonths: months)
  }

  /// "The duty of secrecy is over, and what was told is still out there."
  func secrecyLapsed() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard let last = lastDayOfSecrecy(contract), last < day else { return nil }
      let said = otherPapers(of: contract).compactMap { confidentiality(of: $0)?.status }
      if said.contains("present") || said.contains("weak") { return nil }
      return Breach(
        subject: contract.id, severity: severity(contract, ["critical": "critical", "low": "medium"], else: "high"),
        since: last + 1)
    }
  }
}
