/// Risk and tiers: docs/risk.md.
extension Evaluator {
  static let strictness = ["low": 1, "medium": 2, "high": 3, "critical": 4]

  static func strictest(_ tiers: [String]) -> String? { tiers.max { strictness[$0]! < strictness[$1]! } }

  func runs(_ engagement: EngagementRow) -> Bool {
    (engagement.startsOn ?? day) <= day && day <= (engagement.endsOn ?? day)
  }

  func holds(_ link: EngagementContractRow) -> Bool { (link.fromOn ?? day) <= day && day <= (link.untilOn ?? day) }

  /// Stated conditions of the day, and those that follow from a kind of data.
  func conditions(of engagement: EngagementRow) -> Set<String> {
    var found = Set(
      index.conditions[engagement.id, default: []].filter { ($0.fromOn ?? day) <= day && day <= ($0.untilOn ?? day) }
        .map(\.conditionKey))
    let data = index.data[engagement.id, default: []]
    if !data.isDisjoint(with: ["personal", "sensitive", "my_number"]) { found.insert("personal_data") }
    if data.contains("my_number") { found.insert("my_number") }
    if data.contains("card") { found.insert("card_data") }
    if data.contains("confidential") { found.insert("confidential_info") }
    return found
  }

  /// The tier that the facts give; none where nothing is recorded.
  func computedTier(of engagement: EngagementRow) -> String? {
    let data = index.data[engagement.id, default: []]
    guard !data.isEmpty || engagement.dataSubjects != nil || engagement.access != nil || engagement.critical != nil
    else { return nil }
    let factor = engagement.dataSubjects.map { $0 <= 1000 ? 3 : $0 <= 100_000 ? 4 : 5 } ?? 5
    let weights = ["none": 0, "personal": 6, "card": 8, "sensitive": 8, "my_number": 8]
    let kinds = data.map { $0 == "confidential" ? 5 * 4 : weights[$0]! * factor }
    let access = ["none": 0, "on_site": 5, "network": 15, "hosting": 20, "privileged": 25]
    let five: Set = [
      "my_number", "phi_us", "card_data", "ict_critical", "material_outsourcing", "jp_core_infrastructure",
      "aviation_is",
    ]
    let regulation = conditions(of: engagement).map { $0 == "confidential_info" ? 0 : five.contains($0) ? 5 : 3 }
      .reduce(0, +)
    let score =
      (kinds.max() ?? 8 * factor) + (engagement.access.map { access[$0]! } ?? 25)
      + (engagement.critical == false ? 0 : 20)
      + (data.isEmpty ? 15 : min(15, regulation))
    let tier = score < 25 ? "low" : score < 45 ? "medium" : score < 70 ? "high" : "critical"
    // "What is critical is never below high."
    return engagement.critical == true ? Evaluator.strictest([tier, "high"]) : tier
  }

  /// Overridden, else the stricter of computed and stated, else medium.
  func tier(of engagement: EngagementRow) -> String {
    let override = index.overrides[engagement.id, default: []].first {
      guard let approved = $0.approvedOn else { return false }
      return max(approved, $0.startsOn) <= day && day <= $0.endsOn && ($0.withdrawnOn.map { day < $0 } ?? true)
    }
    return override?.tier ?? Evaluator.strictest([computedTier(of: engagement), engagement.tier].compactMap { $0 })
      ?? "medium"
  }

  /// "A vendor has the tier of its strictest engagement that runs on the day."
  func tier(ofVendor vendor: Int) -> String? {
    Evaluator.strictest(engagements(of: vendor).filter(runs).map(tier))
  }

  /// "A contract that of the strictest engagement worked under it"; one under which nothing is worked, that of its vendors.
  func tier(of contract: ContractRow) -> String? {
    tierOfWork(under: contract) ?? vendors(of: contract).first.flatMap { tier(ofVendor: $0) }
  }

  func tierOfWork(under contract: ContractRow) -> String? {
    Evaluator.strictest(
      index.linksOfContract[contract.id, default: []].filter { ($0.fromOn ?? day) <= day }
        .compactMap { index.engagement[$0.engagementId] }.map(tier))
  }

  // MARK: Companies

  /// As which company a vendor goes on, on the day: "from the day on A is no vendor of its own".
  func company(of vendor: Int) -> Int {
    guard let row = index.vendor[vendor], let into = row.mergedIntoId, row.mergedOn! <= day else { return vendor }
    return company(of: into)
  }

  /// All entries of a company of the day.
  func entries(of company: Int) -> [Int] {
    [company] + index.entries[company, default: []].filter { $0.mergedOn! <= day }.flatMap { entries(of: $0.id) }
  }

  func engagements(of company: Int) -> [EngagementRow] {
    entries(of: company).flatMap { index.engagementsOfVendor[$0, default: []] }
  }

  func contracts(of company: Int) -> [ContractRow] {
    Set(entries(of: company).flatMap { index.contractsOfVendor[$0, default: []] }).map { index.contract[$0]! }
  }

  /// The vendors of the day that a contract binds, in their order.
  func vendors(of contract: ContractRow) -> [Int] {
    index.vendorsOfContract[contract.id, default: []].map { company(of: $0) }
  }

  /// The vendors of the day.
  var companies: [Int] { rows.vendors.map(\.id).filter { company(of: $0) == $0 } }
}
