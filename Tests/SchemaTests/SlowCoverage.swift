import Postgres
import TestSupport

/// A small register whose coverage is found paper by paper, as a clerk would: what `facts.coverage` must agree with.
struct SlowCoverage: Sendable {
  struct Requirement: Sendable {
    let id: Int
    let regime: String
    let byDefault: Bool
    let condition: String
    let terms: [String]
  }

  struct Engagement: Sendable {
    var vendor: Int
    var endsOn: DayNumber?
    var conditions: [(key: String, fromOn: DayNumber?, untilOn: DayNumber?)] = []
  }

  struct Contract: Sendable {
    var vendors: [Int]
    /// The contract above it; always one with a smaller number.
    var parent: Int?
    var engagements: [Int]
    var startsOn: DayNumber
    var endsOn: DayNumber?
    var terms: [(key: String, fromOn: DayNumber?, status: String)] = []

    func binds(on day: DayNumber) -> Bool {
      guard day >= startsOn else { return false }
      return endsOn.map { day <= $0 } ?? true
    }

    /// What is said of a matter on a day: the newest version that counts by then.
    func status(of key: String, on day: DayNumber) -> String? {
      var newest: (fromOn: DayNumber?, status: String)?
      for term in terms where term.key == key {
        if let from = term.fromOn, from > day { continue }
        let isNewer = newest.map { old in
          guard let from = term.fromOn else { return false }
          return old.fromOn.map { $0 < from } ?? true
        }
        if isNewer ?? true { newest = (term.fromOn, term.status) }
      }
      return newest?.status
    }
  }

  let catalogue: [Requirement]
  var vendors = 0
  var engagements: [Engagement] = []
  var contracts: [Contract] = []
  var choices: [(regime: String, fromOn: DayNumber, followed: Bool)] = []

  // MARK: The reference

  func isFollowed(_ requirement: Requirement, on day: DayNumber) -> Bool {
    let chosen = choices.filter { $0.regime == requirement.regime && $0.fromOn <= day }.max { $0.fromOn < $1.fromOn }
    return chosen?.followed ?? requirement.byDefault
  }

  func above(_ contract: Int) -> [Int] {
    contracts[contract].parent.map { [$0] + above($0) } ?? []
  }

  /// What a contract names, else what the nearest above it names.
  func named(_ contract: Int) -> [Int] {
    ([contract] + above(contract)).map { contracts[$0].engagements }.first { !$0.isEmpty } ?? []
  }

  /// The engagements for which a contract is judged; one that is nobody when there is none.
  func engagements(of contract: Int, on day: DayNumber) -> [Int?] {
    var named = named(contract)
    if named.isEmpty {
      named = engagements.indices.filter { contracts[contract].vendors.contains(engagements[$0].vendor) }
    }
    let going = named.filter { index in engagements[index].endsOn.map { $0 >= day } ?? true }
    return going.isEmpty ? [nil] : going
  }

  func holds(_ condition: String, for engagement: Int?, on day: DayNumber) -> Bool {
    if condition == "always" { return true }
    guard let engagement else { return false }
    return engagements[engagement].conditions.contains { stated in
      stated.key == condition && (stated.fromOn.map { $0 <= day } ?? true) && (stated.untilOn.map { $0 >= day } ?? true)
    }
  }

  /// The contract itself, and whatever else binds for the same work.
  func papers(of contract: Int?, for engagement: Int?, on day: DayNumber) -> [Contract] {
    contracts.indices.filter { index in
      if index == contract { return true }
      guard contracts[index].binds(on: day) else { return false }
      let vendors = contracts[index].vendors
      guard let engagement else {
        let own = contract.map { contracts[$0].vendors } ?? []
        return named(index).isEmpty && !Set(vendors).isDisjoint(with: own)
      }
      if named(index).isEmpty, vendors.contains(engagements[engagement].vendor) { return true }
      // It is for the engagement, or something under it is.
      return contracts.indices.contains {
        named($0).contains(engagement) && ($0 == index || above($0).contains(index))
      }
    }.map { contracts[$0] }
  }

  func state(_ requirement: Requirement, by papers: [Contract], on day: DayNumber) -> String {
    let found = requirement.terms.map { key -> String in
      let said = Set(papers.compactMap { $0.status(of: key, on: day) })
      return ["present", "weak", "missing", "not_applicable"].first { said.contains($0) } ?? "unrecorded"
    }
    if let worst = ["missing", "unrecorded", "weak"].first(where: { found.contains($0) }) { return worst }
    return found.contains("present") ? "met" : "not_applicable"
  }

  /// The state of every requirement that applies to an engagement, by the papers that bind for it.
  func coverage(ofEngagement engagement: Int, on day: DayNumber) -> [Int: String] {
    if let end = engagements[engagement].endsOn, end < day { return [:] }
    let papers = papers(of: nil, for: engagement, on: day)
    let applying = catalogue.filter { isFollowed($0, on: day) && holds($0.condition, for: engagement, on: day) }
    return Dictionary(uniqueKeysWithValues: applying.map { ($0.id, state($0, by: papers, on: day)) })
  }

  /// The state of every requirement that applies to a contract: that of the engagement that is worst off.
  func coverage(of contract: Int, on day: DayNumber) -> [Int: String] {
    var states: [Int: String] = [:]
    let order = ["missing", "unrecorded", "weak", "met", "not_applicable"]
    for engagement in engagements(of: contract, on: day) {
      let papers = papers(of: contract, for: engagement, on: day)
      for requirement in catalogue where isFollowed(requirement, on: day) {
        guard holds(requirement.condition, for: engagement, on: day) else { continue }
        let found = self.state(requirement, by: papers, on: day)
        let soFar = states[requirement.id]
        states[requirement.id] = order.first { $0 == found || $0 == soFar }
      }
    }
    return states
  }
}

extension SlowCoverage {
  // MARK: A random register

  private static let days =
    DayNumber(year: 2025, month: 1, day: 1).number...DayNumber(year: 2025, month: 3, day: 1).number

  static func randomDay(_ random: inout SplitMix64) -> DayNumber { DayNumber(Int.random(in: days, using: &random)) }

  private static func chance(_ percent: Int, _ random: inout SplitMix64) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private static func maybeDay(_ percent: Int, _ random: inout SplitMix64) -> DayNumber? {
    chance(percent, &random) ? randomDay(&random) : nil
  }

  /// Little groups of vendors that share papers, so that everything meets everything else.
  static func random(_ catalogue: [Requirement], groups: Int, using random: inout SplitMix64) -> SlowCoverage {
    var register = SlowCoverage(catalogue: catalogue)
    for regime in Set(catalogue.map(\.regime)).sorted() where chance(40, &random) {
      register.choices.append((regime, randomDay(&random), chance(50, &random)))
    }
    for group in 0..<groups {
      let vendors = [group * 2, group * 2 + 1]
      register.vendors += 2
      let first = register.engagements.count
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        register.engagements.append(register.randomEngagement(of: vendors, &random))
      }
      for _ in 0..<4 {
        let engagements = (first..<register.engagements.count).filter { _ in chance(40, &random) }
        var contract = register.randomContract(of: vendors, for: engagements, &random)
        let earlier = group * 4..<register.contracts.count
        if chance(30, &random) { contract.parent = earlier.randomElement(using: &random) }
        register.contracts.append(contract)
      }
    }
    return register
  }

  /// Of few conditions, so that several regimes often meet.
  private func randomEngagement(of vendors: [Int], _ random: inout SplitMix64) -> Engagement {
    var engagement = Engagement(
      vendor: vendors.randomElement(using: &random) ?? 0, endsOn: SlowCoverage.maybeDay(40, &random))
    for key in Set(catalogue.map(\.condition)).subtracting(["always"]).sorted().prefix(6)
    where SlowCoverage.chance(30, &random) {
      var (from, until) = (SlowCoverage.maybeDay(50, &random), SlowCoverage.maybeDay(50, &random))
      if let first = from, let last = until, last < first { (from, until) = (last, first) }
      engagement.conditions.append((key, from, until))
    }
    return engagement
  }

  private func randomContract(of vendors: [Int], for engagements: [Int], _ random: inout SplitMix64) -> Contract {
    let start = SlowCoverage.randomDay(&random) - (SlowCoverage.chance(70, &random) ? 60 : 0)
    let end = SlowCoverage.maybeDay(40, &random).map { max($0, start) }
    var contract = Contract(
      vendors: vendors.filter { _ in SlowCoverage.chance(60, &random) }, engagements: engagements, startsOn: start,
      endsOn: end)
    for key in Set(catalogue.flatMap(\.terms)).sorted() where SlowCoverage.chance(60, &random) {
      contract.terms.append((key, nil, SlowCoverage.randomStatus(&random)))
      if SlowCoverage.chance(20, &random) {
        contract.terms.append((key, SlowCoverage.randomDay(&random), SlowCoverage.randomStatus(&random)))
      }
    }
    return contract
  }

  private static func randomStatus(_ random: inout SplitMix64) -> String {
    ["present", "present", "present", "weak", "missing", "not_applicable"].randomElement(using: &random) ?? "present"
  }

  /// What enters it: things are numbered from 0, as here.
  var script: String {
    func text(_ day: DayNumber?) -> String { day.map { "'\($0)'" } ?? "NULL" }
    // Two vendors are one group each, so that a paper of the one can stand behind the work of the other.
    var lines: [String] = (0..<vendors).map { id in
      "INSERT INTO register.vendor (id, name, parent_id) VALUES (\(id), 'Vendor \(id)', \(id % 2 == 0 ? "NULL" : "\(id - 1)"))"
    }
    for choice in choices {
      lines.append(
        "INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('\(choice.regime)', \(text(choice.fromOn)), \(choice.followed))"
      )
    }
    for (id, engagement) in engagements.enumerated() {
      lines.append(
        "INSERT INTO register.engagement (id, vendor_id, title, ends_on) VALUES (\(id), \(engagement.vendor), 'Work \(id)', \(text(engagement.endsOn)))"
      )
      for stated in engagement.conditions {
        lines.append(
          "INSERT INTO register.engagement_condition (engagement_id, condition_key, from_on, until_on) VALUES (\(id), '\(stated.key)', \(text(stated.fromOn)), \(text(stated.untilOn)))"
        )
      }
    }
    for (id, contract) in contracts.enumerated() {
      lines.append(
        "INSERT INTO register.contract (id, reference, kind, parent_id, starts_on, ends_on, open_ended) VALUES (\(id), 'C-\(id)', 'statement_of_work', \(contract.parent.map(String.init) ?? "NULL"), \(text(contract.startsOn)), \(text(contract.endsOn)), \(contract.endsOn == nil))"
      )
      for (place, vendor) in contract.vendors.enumerated() {
        lines.append(
          "INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (\(id), \(vendor), \(place + 1))"
        )
      }
      for engagement in contract.engagements {
        lines.append(
          "INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (\(engagement), \(id))")
      }
      let terms = contract.terms.map { "(\(id), '\($0.key)', \(text($0.fromOn)), '\($0.status)')" }
      if !terms.isEmpty {
        lines.append(
          "INSERT INTO register.term (contract_id, term_key, from_on, status) VALUES \(terms.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: ";\n")
  }
}
