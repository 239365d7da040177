import Postgres

/// An engagement whose tier is found fact by fact, as a clerk would with `docs/risk.md` in hand: what
/// `facts.engagement_tier` must agree with.
struct SlowEngagement: Sendable {
  struct Statement: Sendable {
    var key: String
    var fromOn: DayNumber?
    var untilOn: DayNumber?
  }
  struct Override: Sendable {
    var tier: String
    var requestedOn: DayNumber
    var approvedOn: DayNumber?
    var startsOn: DayNumber
    var endsOn: DayNumber
    var withdrawnOn: DayNumber?
  }

  var vendor = 1
  var stated: String?
  var data: Set<String> = []
  var people: Int?
  var access: String?
  var critical: Bool?
  var statements: [Statement] = []
  var overrides: [Override] = []
  var startsOn: DayNumber?
  var endsOn: DayNumber?

  static let order = ["critical", "high", "medium", "low"]
  static let authorities: Set = [
    "my_number", "phi_us", "card_data", "ict_critical", "material_outsourcing", "jp_core_infrastructure", "aviation_is",
  ]
  static let others: Set = [
    "personal_data", "personal_data_jp", "personal_data_eu", "consumer_data_ca", "nonpublic_info_ny", "ict_service",
    "cloud_service", "nis2_scope", "jp_government", "jp_financial",
  ]

  struct Judgement: Equatable {
    var tier: String
    var source: String
    var score: Int?
  }

  func runs(on day: DayNumber) -> Bool { (startsOn ?? day) <= day && day <= (endsOn ?? day) }

  private var dataPoints: Int {
    if data == ["none"] { return 0 }
    let factor: Int
    switch people {
    case nil: factor = 5
    case .some(let count) where count > 100_000: factor = 5
    case .some(let count) where count > 1_000: factor = 4
    default: factor = 3
    }
    var points = 0
    if data.isEmpty || !data.isDisjoint(with: ["sensitive", "my_number", "card"]) { points = 8 * factor }
    if data.contains("personal") { points = max(points, 6 * factor) }
    if data.contains("confidential") { points = max(points, 5 * 4) }
    return points
  }

  func conditions(on day: DayNumber) -> Set<String> {
    var held = Set(
      statements.filter { ($0.fromOn ?? day) <= day && day <= ($0.untilOn ?? day) }.map(\.key))
    if data.contains("confidential") { held.insert("confidential_info") }
    if data.contains("card") { held.insert("card_data") }
    if data.contains("my_number") { held.insert("my_number") }
    if !data.isDisjoint(with: ["personal", "sensitive", "my_number"]) { held.insert("personal_data") }
    return held
  }

  private func score(on day: DayNumber) -> Int? {
    guard !data.isEmpty || people != nil || access != nil || critical != nil else { return nil }
    let reach = ["none": 0, "on_site": 5, "network": 15, "hosting": 20][access ?? ""] ?? 25
    let held = conditions(on: day)
    let regulation =
      held.intersection(SlowEngagement.others).count * 3 + held.intersection(SlowEngagement.authorities).count * 5
    return dataPoints + reach + (critical == false ? 0 : 20) + (data.isEmpty ? 15 : min(regulation, 15))
  }

  func judgement(on day: DayNumber) -> Judgement {
    let score = score(on: day)
    for override in overrides {
      guard let approved = override.approvedOn, approved <= day, override.startsOn <= day, day <= override.endsOn,
        override.withdrawnOn.map({ day < $0 }) ?? true
      else { continue }
      return Judgement(tier: override.tier, source: "overridden", score: score)
    }
    guard let score else { return Judgement(tier: stated ?? "medium", source: stated == nil ? "assumed" : "stated") }
    var computed = score >= 70 ? "critical" : score >= 45 ? "high" : score >= 25 ? "medium" : "low"
    if critical == true { computed = SlowEngagement.stricter(computed, "high") }
    guard let stated, SlowEngagement.stricter(stated, computed) == stated, stated != computed else {
      return Judgement(tier: computed, source: "computed", score: score)
    }
    return Judgement(tier: stated, source: "stated", score: score)
  }

  static func stricter(_ one: String, _ other: String) -> String {
    order.first { $0 == one || $0 == other } ?? one
  }
}

extension SlowEngagement {
  static func random(using random: inout SplitMix64) -> SlowEngagement {
    var engagement = SlowEngagement()
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    func day() -> DayNumber { DayNumber(year: 2026, month: 1, day: 1) + Int.random(in: 0..<300, using: &random) }
    engagement.vendor = Int.random(in: 1...120, using: &random)
    if chance(40) { engagement.stated = order.randomElement(using: &random) }
    if chance(70) {
      let kinds = ["confidential", "personal", "sensitive", "my_number", "card"]
      engagement.data = chance(20) ? ["none"] : Set(kinds.filter { _ in chance(35) })
    }
    if chance(60) {
      engagement.people = [0, 1, 1_000, 1_001, 100_000, 100_001, 10_000_000_000].randomElement(using: &random)
    }
    if chance(70) {
      engagement.access = ["none", "on_site", "network", "hosting", "privileged"].randomElement(using: &random)
    }
    if chance(70) { engagement.critical = chance(30) }
    for key in others.union(authorities).union(["confidential_info"]).sorted() where chance(8) {
      let (one, other) = (day(), day())
      engagement.statements.append(
        Statement(key: key, fromOn: chance(50) ? min(one, other) : nil, untilOn: chance(50) ? max(one, other) : nil))
    }
    if chance(20) { engagement.startsOn = day() }
    if chance(20) { engagement.endsOn = (engagement.startsOn ?? day()) + Int.random(in: 0..<100, using: &random) }
    if chance(30) {
      // One that ends before the next begins: two that overlap cannot both be approved.
      var first = day()
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        var override = Override(
          tier: order.randomElement(using: &random) ?? "low", requestedOn: first - 20, startsOn: first,
          endsOn: first + Int.random(in: 0...60, using: &random))
        if chance(80) {
          override.approvedOn = min(override.endsOn, first - 10 + Int.random(in: 0...30, using: &random))
        }
        if chance(30) {
          override.withdrawnOn = (override.approvedOn ?? first) + Int.random(in: 0...30, using: &random)
        }
        engagement.overrides.append(override)
        first = override.endsOn + 1 + Int.random(in: 0...5, using: &random)
      }
    }
    return engagement
  }

  /// Days on which something may change, and their neighbours.
  var boundaries: [DayNumber] {
    var days = [startsOn, endsOn] + statements.flatMap { [$0.fromOn, $0.untilOn] }
    for override in overrides {
      days += [override.approvedOn, override.startsOn, override.endsOn, override.withdrawnOn]
    }
    return days.compactMap { $0 }.flatMap { [$0 - 1, $0, $0 + 1] }
  }
}
