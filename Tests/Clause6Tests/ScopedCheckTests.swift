import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// A check of some vendors works out the facts of what hangs together with them, and finds of them what the whole check finds.
@Suite struct ScopedCheckTests {
  private static let day = CalendarDate.iso("2026-11-22")

  /// A row of a plan: whose it is now, and all its cells.
  private struct Found: Hashable {
    let vendor: Int?
    let text: String
  }

  private func found(
    _ connection: Connection, _ day: CalendarDate = day, of vendors: [Int]? = nil, sharesFacts: Bool = true,
    own: [Rule] = []
  ) throws -> [String: [Found]] {
    var found: [String: [Found]] = [:]
    let options = CheckOptions(vendors: vendors, all: true, sharesFacts: sharesFacts)
    for plan in try connection.plans(try RuleSet.shipped().rules + own, on: day, options) {
      #expect(plan.outcome.error == nil, "\(plan.outcome.name)")
      guard plan.outcome.rule?.scope == .vendor else { continue }
      found[plan.outcome.name] = plan.found.map { row in
        Found(vendor: row["vendor_id"].flatMap { Int($0) }, text: row.cells.map { $0 ?? "-" }.joined(separator: "|"))
      }
    }
    return found
  }

  /// What differs between the check of each of these and the whole one, and how many findings were compared.
  private func compare(
    _ connection: Connection, _ scopes: [[Int]], on day: CalendarDate = day
  ) throws -> (differences: [String], compared: Int) {
    let whole = try found(connection, day)
    var (differences, compared): ([String], Int) = ([], 0)
    for scope in scopes {
      let part = try found(connection, day, of: scope)
      for (rule, all) in whole {
        let expected = all.filter { found in found.vendor.map { scope.contains($0) } ?? false }
        // What is over has no vendor now, and was compared with what was found of it before.
        let got = (part[rule] ?? []).filter { $0.vendor != nil }
        compared += expected.count
        guard expected != got else { continue }
        let lacking = Set(expected).subtracting(got).map { "lacks \($0.text)" }
        let surplus = Set(got).subtracting(expected).map { "adds \($0.text)" }
        differences.append("\(day) \(scope) \(rule): \((lacking + surplus).joined(separator: "; "))")
      }
    }
    #expect(try found(connection, day) == whole, "what one check looked at reached the next")
    return (differences, compared)
  }

  private func vendors(_ connection: Connection) throws -> [Int] {
    try connection.table("SELECT id FROM register.vendor ORDER BY id").rows.compactMap { $0[0].flatMap { Int($0) } }
  }

  // MARK: What is shown of one vendor

  @Test(.database(.demo), arguments: ["2025-06-01", "2026-11-22"])
  func eachVendorOfTheDemoIsShownAsWhenAllAreLookedAt(_ text: String) throws {
    let connection = try TestDatabase.connect()
    let day = CalendarDate.iso(text)
    func shown(_ vendor: Int, _ connection: Connection) throws -> [[[String?]]] {
      try [
        "SELECT * FROM facts.engagement_sheet(\(day)::date) e WHERE e.vendor_id = \(vendor) ORDER BY e.engagement_id",
        """
        SELECT * FROM facts.engagement_gate(\(day)::date) g WHERE g.engagement_id IN (
          SELECT e.engagement_id FROM facts.engagement_vendor(\(day)::date) e WHERE e.vendor_id = \(vendor)) ORDER BY g.engagement_id, g.place
        """,
        """
        SELECT * FROM facts.engagement_coverage(\(day)::date) g WHERE g.engagement_id IN (
          SELECT e.engagement_id FROM facts.engagement_vendor(\(day)::date) e WHERE e.vendor_id = \(vendor))
        ORDER BY g.engagement_id, g.regime_place, g.place
        """,
        """
        SELECT * FROM facts.coverage(\(day)::date) g WHERE g.contract_id IN (
          SELECT l.contract_id FROM facts.contract_vendor(\(day)::date) l WHERE l.vendor_id = \(vendor))
        ORDER BY g.contract_id, g.regime_place, g.place
        """,
        "SELECT * FROM facts.contract(\(day)::date) c WHERE \(vendor) = ANY (c.vendor_ids) ORDER BY c.contract_id",
      ].map { try connection.table($0).rows }
    }
    var rows = 0
    try connection.readFacts { connection in
      for vendor in try vendors(connection) {
        let all = try shown(vendor, connection)
        let only = try connection.lookingOnly(at: [vendor]) { part in
          #expect(try part.value("SELECT count(*) FROM register.vendor", as: Int.self) ?? 0 < 40)
          return try shown(vendor, part)
        }
        #expect(only == all, "vendor \(vendor)")
        rows += all.reduce(0) { $0 + $1.count }
      }
      #expect(try connection.value("SELECT count(*) FROM part.vendor", as: Int.self) ?? 0 > 40)
    }
    #expect(rows > 300)
  }

  // MARK: The whole check, filtered

  @Test(.database(.demo)) func eachVendorOfTheDemoIsFoundWhatTheWholeCheckFinds() throws {
    let connection = try TestDatabase.connect()
    let vendors = try vendors(connection)
    let (differences, compared) = try compare(connection, vendors.map { [$0] })
    #expect(differences == [])
    #expect(compared > 250)
  }

  /// On other days, and of several at once.
  @Test(.database(.demo), arguments: ["2025-06-01", "2027-03-01"]) func severalAreFoundTheSame(_ day: String) throws {
    let connection = try TestDatabase.connect()
    var random = SplitMix64(state: 6)
    let mixed = try vendors(connection).shuffled(using: &random)
    let scopes = [Array(mixed[0..<3]), Array(mixed[3..<10]), Array(mixed[10..<40])]
    let (differences, compared) = try compare(connection, scopes, on: .iso(day))
    #expect(differences == [])
    #expect(compared > 100)
  }

  /// Registers of which chance tied the vendors to one another.
  @Test(.database(.demo), arguments: 1...3) func whatHangsTogetherIsFoundTheSame(_ seed: Int) throws {
    let connection = try TestDatabase.connect()
    try connection.change(as: .test) { connection in
      try connection.execute(
        "SELECT set_config('tangle.seed', \("\(seed)"), true), set_config('tangle.acts', '300', true)")
      let tangle = try String(contentsOfFile: "Fixtures/demo/tangle.sql", encoding: .utf8)
      try connection.execute(script: tangle)
    }
    var random = SplitMix64(state: UInt64(seed))
    let mixed = try vendors(connection).shuffled(using: &random)
    let (differences, compared) = try compare(connection, mixed.prefix(8).map { [$0] } + [Array(mixed[8..<14])])
    #expect(differences == [])
    #expect(compared > 50)
  }

  /// With what is over, word for word what the check said that worked out the facts of all.
  @Test(.database(.demo)) func thePlanIsThatOfTheFactsOfAll() throws {
    let connection = try TestDatabase.connect()
    let some = Array(try vendors(connection).prefix(12))
    try connection.execute("SET session_replication_role = replica")
    try connection.register("UPDATE register.contract SET ends_on = NULL, open_ended = true, auto_renews = false")
    let part = try found(connection, of: some)
    #expect(part == (try found(connection, of: some, sharesFacts: false)))
    #expect(part.values.joined().contains { $0.vendor == nil })
  }

  /// Where much is looked at, by many names or through one that much hangs together with, all is.
  @Test(.register) func muchIsFoundTheSame() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.vendor (name) SELECT 'V' || n FROM generate_series(1, 400) n;
      INSERT INTO register.contract (reference, starts_on, ends_on)
      SELECT 'C-' || n, '2024-04-01', '2026-03-31' FROM generate_series(1, 320) n;
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position)
      SELECT c.id, (SELECT min(id) FROM register.vendor), 1 FROM register.contract c
      """)
    let vendors = try vendors(connection)
    let (differences, compared) = try compare(connection, [Array(vendors[..<350]), [vendors[0]], [vendors[1]]])
    #expect(differences == [])
    #expect(compared > 600)
  }

  // MARK: Whose rules, and who asks

  /// Nobody can tell what it asks for.
  @Test(.database(.demo)) func aRuleOfOnesOwnSeesTheWholeRegister() throws {
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(
      select: """
        SELECT v.id AS vendor_id, v.id AS subject_id, NULL::date AS since, (SELECT count(*) FROM vendor)
          || ' ' || (SELECT count(*) FROM register.contract) || ' ' || (SELECT count(*) FROM facts.contract(:as_of)) AS reason FROM vendor v
        """)
    let one = try #require(try vendors(connection).first)
    let counts = try connection.value(
      """
      SELECT (SELECT count(*) FROM register.vendor) || ' ' || (SELECT count(*) FROM register.contract) || ' '
        || (SELECT count(*) FROM register.contract)
      """, as: String.self)
    let said = try found(connection, of: [one], own: [rule])["sample"] ?? []
    #expect(said.count == 1 && said.allSatisfy { $0.text.contains("|\(counts ?? "")|") })
  }

  /// Who keeps no tables of its own works out the facts of all, and whoever is limited to a unit sees that unit's.
  @Test(.database(.demo)) func whoMayCheckMayCheckSome() throws {
    let connection = try TestDatabase.connect()
    try connection.createRoles()
    try connection.register(
      "UPDATE register.vendor SET unit = CASE WHEN id % 2 = 0 THEN 'Cargo' ELSE 'Passengers' END")
    let some = Array(try vendors(connection).prefix(6))
    let expected = try found(connection, of: some)
    #expect(expected.values.joined().count > 10)
    for role in ["clause6_procurement", "clause6_reviewer", "clause6_scheduler"] {
      #expect(try connection.asMember(of: role) { try found($0, of: some) } == expected, "\(role)")
    }
    try connection.asMember(of: ["clause6_reviewer"], units: ["Cargo"]) { cargo in
      let (differences, compared) = try compare(cargo, [some.filter { $0 % 2 == 0 }])
      #expect(differences == [])
      #expect(compared > 0)
    }
    try connection.createRulesLogin()
    let rules = try Connection(connection.info.with(["user": Connection.rulesLogin]))
    #expect(try found(rules, of: some) == expected)
  }

  @Test(.database(.demo)) func whatIsKeptIsTheSame() throws {
    let connection = try TestDatabase.connect()
    let one = try #require(try vendors(connection).first)
    let rules = try RuleSet.shipped().rules
    let today = try connection.today()
    _ = try connection.check(rules, on: today, as: .test)
    let again = try connection.check(rules, on: today, as: .test, CheckOptions(vendors: [one]))
    #expect(again.rules.allSatisfy { $0.opened + $0.changed + $0.reopened + $0.resolved == 0 && $0.error == nil })
  }
}
