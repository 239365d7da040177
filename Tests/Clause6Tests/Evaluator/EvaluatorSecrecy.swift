/// Terms and secrecy: docs/contracts.md and docs/regimes.md.
extension Evaluator {
  /// "The version in force is the latest; of one day, an amendment's goes before the contract's own."
  func confidentiality(of contract: ContractRow) -> TermRow? { version(of: contract)?.term }

  private func version(of contract: ContractRow) -> Version? {
    versions(of: contract, depth: 0, from: nil).filter { $0.from <= day }
      .max { ($0.from, $0.depth, $0.term.id) < ($1.from, $1.depth, $1.term.id) }
  }

  private typealias Version = (from: Day, depth: Int, term: TermRow)

  /// "The contract's own, from its start or from a day, and those of the amendments that count, through amendments of
  /// amendments too. An amendment's version begins with the amendment at the earliest."
  private func versions(of contract: ContractRow, depth: Int, from earliest: Day?) -> [Version] {
    let start = [earliest, contract.startsOn].compactMap { $0 }.max() ?? .distantPast
    let own = index.terms[contract.id, default: []].map {
      (from: max($0.fromOn ?? start, start), depth: depth, term: $0)
    }
    let amendments = index.under[contract.id, default: []].filter(counts)
    return own + amendments.flatMap { versions(of: $0, depth: depth + 1, from: $0.startsOn) }
  }

  /// "A master contract or NDA whose secrecy still runs binds its vendors to secrecy for all their work."
  /// Where a term is missing one that is weak does not stand for it; a duty that is weak is one all the same.
  func isBoundByAnother(_ company: Int, _ statuses: Set<String>) -> Bool {
    contracts(of: company).contains {
      ["master", "nda"].contains($0.kind) && binds($0) && statuses.contains(confidentiality(of: $0)?.status ?? "")
    }
  }

  /// "Contract in force without a confidentiality term."
  func confidentialityTermMissing() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard binds(contract), !isAmendment(contract) else { return nil }
      let own = version(of: contract)
      guard own == nil || own?.term.status == "missing" else { return nil }
      let companies = vendors(of: contract)
      let unbound = companies.first { !isBoundByAnother($0, ["present"]) }
      guard companies.isEmpty || unbound != nil else { return nil }
      let found = conceded.contains(.tierOfFirst) ? companies.first : unbound
      return Breach(
        subject: contract.id,
        severity: severity(contract, of: found, ["critical": "critical", "low": "medium"], else: "high"),
        since: (own?.from).flatMap { $0 == .distantPast ? nil : $0 } ?? contract.startsOn)
    }
  }

  /// "After its last day, until that day plus the months of the confidentiality term": the last day of the duty, where it is known.
  func lastDayOfSecrecy(_ contract: ContractRow) -> Day? {
    guard let last = lastDayBound(contract), last < day,
      let term = on(last).confidentiality(of: contract), let months = term.figure.flatMap({ Int($0) })
    else { return nil }
    return months == 0 ? last : (last + 1).lastDay(ofMonths: months)
  }

  func lastDayBound(_ contract: ContractRow) -> Day? {
    if conceded.contains(.terminatedThenReplaced) {
      if wasTerminated(contract) { return contract.terminatedOn }
      if isEndOfParent(contract), successor(of: contract) == nil {
        return lastDayBound(index.contract[contract.parentId!]!)
      }
    }
    return lastDay(of: contract).day
  }

  /// "The duty of secrecy is over, and what was told is still out there."
  func secrecyLapsed() -> [Breach] {
    rows.contracts.compactMap { contract in
      guard !isAmendment(contract), [.lapsed, .terminated].contains(outcome(of: contract)),
        let last = lastDayOfSecrecy(contract), last < day
      else { return nil }
      let companies = vendors(of: contract)
      let found = companies.first { company in
        !isBoundByAnother(company, ["present", "weak"])
          && (isAtWork(company, under: contract) || holdsData(company, of: contract))
      }
      guard found != nil || companies.isEmpty && isAtWork(nil, under: contract) else { return nil }
      return Breach(
        subject: contract.id,
        severity: severity(
          contract, of: conceded.contains(.tierOfFirst) ? companies.first : found,
          ["critical": "critical", "low": "medium"], else: "high"),
        since: last + 1)
    }
  }

  /// By what a contract ended: one that ends with the contract above it "by whatever ends that one".
  private func outcome(of contract: ContractRow) -> State {
    if wasTerminated(contract), conceded.contains(.terminatedThenReplaced) { return .terminated }
    let state = state(of: contract)
    return state == .lapsed && isEndOfParent(contract) ? outcome(of: index.contract[contract.parentId!]!) : state
  }

  /// Before its end, and that of the contract with which it ends, no replacement counted.
  func wasTerminated(_ contract: ContractRow) -> Bool {
    guard let terminated = contract.terminatedOn, terminated < day else { return false }
    guard endsWithParent(contract) else { return end(of: contract) == .on(terminated) }
    return end(of: index.contract[contract.parentId!]!).day.map { terminated <= $0 } ?? true
  }

  /// "That work under the contract ended goes before an engagement that goes on"; "of a contract that was ended early no
  /// work is presumed, unless an engagement under it is under way".
  private func isAtWork(_ company: Int?, under contract: ContractRow) -> Bool {
    if let ended = contract.workEndedOn { return day <= ended }
    let left = company.map(entries)?.flatMap { index.offboardings[$0, default: []] }.filter { $0.engagementId == nil }
      .map(\.endedOn).contains { contract.startsOn ?? .distantPast <= $0 && $0 < day }
    if left ?? false { return false }
    return outcome(of: contract) == .lapsed
      || index.linksOfContract[contract.id, default: []].filter(holds).contains {
        runs(index.engagement[$0.engagementId]!)
      }
  }

  /// "Of one engagement, what was told under its own contracts, and under those that name none."
  private func holdsData(_ company: Int, of contract: ContractRow) -> Bool {
    let named = index.linksOfContract[contract.id, default: []].filter { ($0.fromOn ?? day) <= day }.map(\.engagementId)
    return entries(of: company).flatMap { index.offboardings[$0, default: []] }.contains { offboarding in
      let isReturned = offboarding.data != nil && offboarding.dataDoneOn.map { $0 <= day } ?? false
      return !isReturned && (named.isEmpty || offboarding.engagementId.map(named.contains) ?? true)
    }
  }
}
