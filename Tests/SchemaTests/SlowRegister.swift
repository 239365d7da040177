import Postgres

/// What an amendment changes of the end of the contract above it.
struct SlowAmendment: Sendable {
  var fromOn: DayNumber
  /// Last day on which the amendment counts.
  var untilOn: DayNumber?
  var newEndsOn: DayNumber
}

extension SlowContract {
  /// Amendments that count on a day and move the end, the one that decides last. Of one day, the one registered last.
  private func moves(on day: DayNumber) -> [SlowAmendment] {
    let counting = amendments.enumerated().filter { $0.element.fromOn <= day && day <= $0.element.untilOn ?? day }
    return counting.sorted { ($0.element.fromOn, $0.offset) < ($1.element.fromOn, $1.offset) }.map(\.element)
  }

  func isMoved(on day: DayNumber) -> Bool { !moves(on: day).isEmpty }

  /// The contract as its paper reads with the amendments of a day written into it.
  func amended(on day: DayNumber) -> SlowContract {
    let moves = moves(on: day)
    guard let last = moves.last else { return self }
    let before = moves.dropLast().last.map(written) ?? self
    var now = written(last)
    let periods = before.periods(until: last.fromOn + 1)
    if let end = before.finalDay(on: last.fromOn - 1, periods), end < last.fromOn - 1 { now.revivedOn = last.fromOn }
    return now
  }

  private func written(_ amendment: SlowAmendment) -> SlowContract {
    var contract = self
    contract.endsOn = amendment.newEndsOn
    contract.openEnded = false
    contract.changedOn = amendment.fromOn
    if let given = noticeGivenOn, given < amendment.fromOn { contract.noticeGivenOn = nil }
    return contract
  }
}

/// Contracts that stand under one another.
struct SlowRegister {
  var contracts: [SlowContract]

  /// The contract with whose end one ends: up, until there is an end or nothing above.
  private func endsWith(_ index: Int, on day: DayNumber) -> Int {
    let contract = contracts[index]
    guard let parent = contract.parent, contract.endsOn == nil, !contract.openEnded, !contract.isMoved(on: day) else {
      return index
    }
    return endsWith(parent, on: day)
  }

  func state(of index: Int, on day: DayNumber) -> SlowContract.State {
    let contract = contracts[index]
    let bearer = endsWith(index, on: day)
    var paper = contracts[bearer].amended(on: day)
    let last = day + 800
    guard bearer != index else { return paper.state(on: day, paper.periods(until: last)) }
    paper.startsOn = contract.startsOn
    paper.terminatedOn = [contract.terminatedOn, paper.terminatedOn].compactMap { $0 }.min()
    if contract.successorsStartOn.contains(where: { $0 <= day }) {
      paper.successorsStartOn = contract.successorsStartOn
    }
    let state = paper.state(on: day, paper.periods(until: last))
    let isOver = ["terminated", "superseded", "not_started", "lapsed"].contains(state.name)
    return isOver ? state : SlowContract.State(name: "in_force", since: paper.firstDay)
  }

  func boundaries(of index: Int) -> [DayNumber] {
    let contract = contracts[index]
    let papers = [contract] + contract.amendments.map { contract.amended(on: $0.fromOn) }
    let own =
      papers.flatMap { $0.boundaries($0.periods(until: DayNumber(year: 2031, month: 12, day: 31))) }
      + contract.amendments.flatMap { [$0.fromOn - 1, $0.fromOn, $0.untilOn, $0.untilOn.map { $0 + 1 }] }.compactMap {
        $0
      }
    return own + (contract.parent.map(boundaries) ?? [])
  }
}

extension SlowRegister {
  /// A third are amendments and statements of work under what comes before them, up to several steps deep.
  static func random(count: Int, using random: inout SplitMix64) -> SlowRegister {
    var register = SlowRegister(contracts: (0..<count).map { _ in SlowContract.random(using: &random) })
    for index in count * 2 / 3..<count { register.putUnderAnother(index, using: &random) }
    // Some of each kind are replaced, amendments too.
    for index in 0..<count / 20 { register.replace(count - 1 - 7 * index, by: index) }
    for index in register.contracts.indices { register.countAmendments(of: index) }
    return register
  }

  private mutating func putUnderAnother(_ index: Int, using random: inout SplitMix64) {
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let parent = Int.random(in: chance(70) ? 0..<contracts.count / 8 : 0..<index, using: &random)
    contracts[index].parent = parent
    contracts[index].isAmendment = chance(70)
    if chance(70) { (contracts[index].endsOn, contracts[index].openEnded) = (nil, false) }
    guard contracts[index].isAmendment else { return }
    let start = [contracts[index].startsOn, contracts[parent].startsOn].compactMap { $0 }.max()
    contracts[index].startsOn = start
    if let end = contracts[index].endsOn, let start, end < start { contracts[index].endsOn = start }
    if let start, let terminated = contracts[parent].terminatedOn, terminated < start {
      contracts[parent].terminatedOn = nil
    }
    if let start, chance(70) { contracts[index].newEndsOn = start + Int.random(in: 0...700, using: &random) }
  }

  private mutating func replace(_ replaced: Int, by index: Int) {
    contracts[index].supersedes = replaced
    if let start = contracts[index].startsOn { contracts[replaced].successorsStartOn.append(start) }
  }

  private mutating func countAmendments(of index: Int) {
    contracts[index].amendments = contracts.filter { $0.parent == index && $0.isAmendment }.compactMap { amendment in
      guard let from = amendment.startsOn, let end = amendment.newEndsOn else { return nil }
      let ownEnd = amendment.autoRenews ? nil : amendment.endsOn
      let until = [amendment.terminatedOn, ownEnd, amendment.successorsStartOn.min().map { $0 - 1 }].compactMap { $0 }
        .min()
      return SlowAmendment(fromOn: from, untilOn: until, newEndsOn: end)
    }
  }
}
