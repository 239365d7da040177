/// Contracts of a random register, and what stands under, follows and changes them.
extension RandomRegister {
  mutating func addContract(of vendor: Int) {
    var contract = newContract()
    contract.kind = pick(["master", "nda", "statement_of_work", "other"])
    setEnd(of: &contract)
    setStart(of: &contract)
    if chance(15) { contract.terminatedOn = fitting(contract, chance(70) ? near() : anyDay()) }
    if chance(20) { contract.workEndedOn = chance(80) ? near() : anyDay() }
    let bound = chance(90) ? [vendor] : []
    add(contract, binding: bound)
    if chance(40) { linkEngagements(to: contract, of: vendor) }
    if contract.startsOn != nil, chance(30) { addAmendments(to: contract, binding: bound) }
    if chance(25) { addOrder(under: contract, binding: bound, vendor) }
    if chance(20) { addSuccessor(of: contract, binding: bound, vendor) }
  }

  private mutating func newContract() -> ContractRow {
    let id = newID("contract")
    return ContractRow(id: id, reference: "C-\(id)")
  }

  private mutating func add(_ contract: ContractRow, binding vendors: [Int]) {
    rows.contracts.append(contract)
    var bound = vendors
    if !vendors.isEmpty, chance(10), let other = rows.vendors.first(where: { $0.id != vendors[0] }) {
      bound.append(other.id)
    }
    for (index, vendor) in bound.enumerated() {
      rows.contractVendors.append(
        ContractVendorRow(id: newID("contract_vendor"), contractId: contract.id, vendorId: vendor, position: index + 1))
    }
    addTerms(to: contract)
  }

  /// Not before it starts.
  private mutating func fitting(_ contract: ContractRow, _ day: Day) -> Day {
    guard let starts = contract.startsOn, day < starts else { return day }
    return starts + draw(0...3)
  }

  private mutating func setEnd(of contract: inout ContractRow) {
    switch draw(0...9) {
    case 0...2: contract.endsOn = near()
    case 3: contract.endsOn = near(days: pick([60, 90, 120, 180]))
    case 4: contract.endsOn = anyDay()
    case 5: contract.openEnded = true
    case 6: break
    default: setRenewal(of: &contract)
    }
    if chance(10) {
      contract.endsOn = contract.endsOn.map { Day($0.parts.year, 2, Day.length(ofMonth: 2, in: $0.parts.year)) }
    }
  }

  /// The end of a period, the last day for notice, or the first day to decide lies near the day.
  private mutating func setRenewal(of contract: inout ContractRow) {
    contract.autoRenews = true
    contract.renewalMonths = pick([1, 3, 6, 12, 24])
    contract.noticeMonths = maybe(60) { $0.pick([0, 1, 2, 3, 6]) }
    contract.noticeDays = maybe(30) { $0.pick([0, 10, 30]) }
    contract.decisionDays = pick([0, 1, 30, 30, 60])
    let ahead = near(months: contract.noticeMonths ?? 0, days: contract.noticeDays ?? 0)
    let boundary = pick([near(), ahead, ahead, ahead + contract.decisionDays])
    contract.endsOn = boundary.adding(months: -contract.renewalMonths! * pick([0, 0, 0, 1, 2, 3]))
    contract.noticeGivenOn = maybe(30) {
      $0.chance(60) ? $0.near() : $0.pick([boundary, ahead, $0.focus]) - $0.draw(-3...100)
    }
  }

  private mutating func setStart(of contract: inout ContractRow) {
    let latest = contract.endsOn ?? focus
    contract.startsOn = maybe(90) { $0.chance(20) ? min($0.near(), latest) : latest - $0.draw(20...1200) }
    contract.signedOn = maybe(50) { _ in contract.startsOn }
  }

  /// Several versions of what it says of confidentiality, or none.
  private mutating func addTerms(to contract: ContractRow) {
    guard chance(contract.kind == "amendment" ? 30 : 60) else { return }
    var days: [Day?] = [nil]
    // Of two versions of its first day nobody says which counts.
    let second = (contract.startsOn ?? Day(1, 1, 2)) + 1
    if chance(30) { days.append(max(near(), second)) }
    if chance(15) { days.append(max(anyDay(), second)) }
    for day in Set(days).sorted(by: { ($0?.number ?? 0) < ($1?.number ?? 0) }) {
      var term = TermRow(
        id: newID("term"), contractId: contract.id, fromOn: day,
        status: pick(["present", "present", "present", "weak", "missing", "not_applicable"]))
      if ["present", "weak"].contains(term.status), chance(75) {
        term.figure = pick(["0", "1", "6", "12", "36", "Infinity"])
        term.figureUnit = "months"
      }
      rows.terms.append(term)
    }
  }

  private mutating func linkEngagements(to contract: ContractRow, of vendor: Int) {
    guard rows.contractVendors.contains(where: { $0.contractId == contract.id && $0.vendorId == vendor }) else {
      return
    }
    for engagement in rows.engagements where engagement.vendorId == vendor && chance(70) {
      let from = maybe(25) { $0.near() }
      let until = maybe(25) { $0.near() }
      rows.engagementContracts.append(
        EngagementContractRow(
          id: newID("link"), engagementId: engagement.id, contractId: contract.id, fromOn: from,
          untilOn: until.map { max($0, from ?? $0, contract.startsOn ?? $0) }))
    }
  }

  // MARK: Under, after and beside it

  private mutating func addAmendments(to contract: ContractRow, binding vendors: [Int]) {
    var earlier: ContractRow?
    for _ in 0..<draw(1...2) {
      var amendment = newContract()
      amendment.kind = pick(["amendment", "amendment", "memorandum"])
      amendment.parentId = contract.id
      let starts = max(contract.startsOn!, chance(60) ? near() : near(months: -draw(1...12)))
      if let terminated = contract.terminatedOn, terminated < starts { return }
      amendment.startsOn = starts
      amendment.newEndsOn = maybe(65) {
        max(starts, $0.chance(60) ? $0.near() : starts.adding(months: $0.draw(1...36)) - 1)
      }
      amendment.endsOn = maybe(25) { max(starts, $0.near()) }
      amendment.terminatedOn = maybe(15) { max(starts, $0.near()) }
      if let old = earlier, old.startsOn! < starts, chance(30) { amendment.supersedesId = old.id }
      add(amendment, binding: vendors)
      earlier = amendment
    }
  }

  /// An order under it, with an end of its own or without one.
  private mutating func addOrder(under contract: ContractRow, binding vendors: [Int], _ vendor: Int) {
    var order = newContract()
    order.kind = "statement_of_work"
    order.parentId = contract.id
    // Of one that begins after the contract above it ended nobody says what it is.
    let ends = rows.contracts.filter { $0.parentId == contract.id }.compactMap(\.newEndsOn)
    let latest = (ends + [contract.endsOn, contract.terminatedOn].compactMap { $0 }).min()
    let starts = (contract.startsOn ?? focus - 400) + pick([0, 0, 10, 100])
    order.startsOn = max(min(starts, latest ?? starts), contract.startsOn ?? .distantPast)
    order.endsOn = maybe(40) { max(order.startsOn!, $0.chance(60) ? $0.near() : $0.anyDay()) }
    order.terminatedOn = maybe(10) { max(order.startsOn!, $0.near()) }
    order.workEndedOn = maybe(15) { $0.near() }
    add(order, binding: vendors)
    linkEngagements(to: order, of: vendor)
  }

  private mutating func addSuccessor(of contract: ContractRow, binding vendors: [Int], _ vendor: Int) {
    var successor = newContract()
    successor.kind = contract.kind
    successor.supersedesId = contract.id
    setEnd(of: &successor)
    var starts = chance(50) ? near() : (contract.endsOn ?? focus) + pick([1, 1, 1, 0, 2, 30])
    let orders = rows.contracts.filter { $0.parentId == contract.id && $0.kind == "statement_of_work" }
    let begun = ([contract.startsOn] + orders.map(\.startsOn)).compactMap { $0 }
    if let first = begun.max() { starts = max(starts, first + 1) }
    successor.startsOn = starts
    if let ends = successor.endsOn { successor.endsOn = max(ends, starts + pick([0, 5, 100])) }
    add(successor, binding: vendors)
    if chance(50) { linkEngagements(to: successor, of: vendor) }
  }
}
