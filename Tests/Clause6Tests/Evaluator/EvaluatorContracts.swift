/// Ends, amendments, renewals: docs/contracts.md.
extension Evaluator {
  /// When a contract is over.
  enum End: Equatable {
    case on(Day)
    case never
    case unknown

    var day: Day? { if case .on(let day) = self { day } else { nil } }
  }

  enum State { case notStarted, inForce, endUnknown, lapsed, terminated, superseded }

  // MARK: The end that is written

  /// "An amendment counts from its first day until it is terminated, replaced by another contract, or at its own end."
  func counts(_ amendment: ContractRow) -> Bool {
    guard ["amendment", "memorandum"].contains(amendment.kind), let starts = amendment.startsOn, starts <= day else {
      return false
    }
    if let terminated = amendment.terminatedOn, terminated < day { return false }
    if let ends = amendment.endsOn, ends < day { return false }
    return successor(of: amendment) == nil
  }

  /// The first contract to replace it that has begun.
  func successor(of contract: ContractRow) -> Day? {
    index.successors[contract.id, default: []].compactMap(\.startsOn).filter { $0 <= day }.min()
  }

  /// "Of several that count and move the end, the one with the latest first day decides; of one day, the one registered last."
  func mover(of contract: ContractRow) -> ContractRow? {
    index.under[contract.id, default: []].filter { $0.newEndsOn != nil && counts($0) }
      .max { ($0.startsOn!, $0.id) < ($1.startsOn!, $1.id) }
  }

  /// "The last day is the one that is written, until an amendment moves it."
  func writtenEnd(_ contract: ContractRow) -> End {
    if let moved = mover(of: contract)?.newEndsOn ?? contract.endsOn { return .on(moved) }
    return contract.openEnded ? .never : .unknown
  }

  /// "An order or an amendment without an end of its own ends with the contract above it."
  func endsWithParent(_ contract: ContractRow) -> Bool { contract.parentId != nil && writtenEnd(contract) == .unknown }

  // MARK: Renewal by itself

  /// "Notice that was given before an amendment moved the end was about the end before, and no longer counts"; and the
  /// register knows of it from its day on.
  func notice(of contract: ContractRow) -> Day? {
    guard let given = contract.noticeGivenOn, given <= day else { return nil }
    if let moved = mover(of: contract)?.startsOn, given < moved { return nil }
    return given
  }

  /// The last day for notice: "at least so many months before the end, and so many days; months are taken off first".
  func noticeDay(of contract: ContractRow, before end: Day) -> Day {
    end.adding(months: -(contract.noticeMonths ?? 0)) - (contract.noticeDays ?? 0)
  }

  /// "Periods are counted from the end in force"; notice ends the first one for which it comes in time.
  func renewed(_ contract: ContractRow, from first: Day) -> (period: Day, last: Day?) {
    func period(_ number: Int) -> Day {
      number == 0 ? first : (first + 1).lastDay(ofMonths: number * contract.renewalMonths!)
    }
    var number = 0
    var last: Day?
    if let given = notice(of: contract) {
      while noticeDay(of: contract, before: period(number)) < given { number += 1 }
      last = period(number)
    }
    var current = 0
    while period(current) < day, last.map({ period(current) < $0 }) ?? true { current += 1 }
    return (period(current), last)
  }

  // MARK: The last day in force

  /// The last day in force, before any replacement.
  func end(of contract: ContractRow) -> End {
    var end = writtenEnd(contract)
    if case .on(let written) = end, contract.autoRenews {
      end = renewed(contract, from: written).last.map { .on($0) } ?? .never
    } else if endsWithParent(contract), let parent = index.contract[contract.parentId!] {
      end = lastDay(of: parent)
    }
    guard let terminated = contract.terminatedOn else { return end }
    // "One that comes after the end is none."
    if case .on(let last) = end, last < terminated { return end }
    return .on(terminated)
  }

  /// The last day in force: "a contract that is replaced ends the day before its successor starts".
  func lastDay(of contract: ContractRow) -> End {
    let end = end(of: contract)
    guard let replaced = successor(of: contract) else { return end }
    if case .on(let last) = end, last < replaced { return end }
    return .on(replaced - 1)
  }

  func state(of contract: ContractRow) -> State {
    if let starts = contract.startsOn, day < starts { return .notStarted }
    if successor(of: contract) != nil { return .superseded }
    switch end(of: contract) {
    case .never: return .inForce
    case .unknown: return .endUnknown
    case .on(let last) where day <= last: return .inForce
    case .on(let last): return last == contract.terminatedOn ? .terminated : .lapsed
    }
  }

  func isInForce(_ contract: ContractRow) -> Bool { state(of: contract) == .inForce }

  /// Whether it binds its vendor, as far as is known.
  func binds(_ contract: ContractRow) -> Bool { [.inForce, .endUnknown].contains(state(of: contract)) }
}
