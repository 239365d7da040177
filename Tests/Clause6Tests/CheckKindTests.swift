import Clause6
import Postgres
import TestSupport
import Testing

/// Drafts, retired and replaced rules, checks of some vendors, and rules that would resolve too much at once.
@Suite struct CheckKindTests {
  private let noted = Rule.everyContract + " WHERE note IS NOT NULL"
  private let vendors =
    "SELECT id AS vendor_id, id AS subject_id, NULL::date AS since, 'is ' || name AS reason, 'high' AS severity FROM vendor WHERE note IS NOT NULL"

  private func states(_ connection: Connection) throws -> [[String?]] {
    try connection.table(
      "SELECT rule, subject_id, state FROM facts.finding('2099-12-31') ORDER BY rule, subject_id"
    ).rows
  }

  @Test(.register) func aDraftShowsItsPlanAndKeepsNothing() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    let draft = try Rule.sample(header: "-- status: draft", select: noted)
    let result = try connection.check([draft], on: .iso("2020-01-01"), as: .test)
    #expect(result.rules[0].outcome == .draft && result.rules[0].opened == 1 && result.rules[0].open == 1)
    #expect(result.open == [:] && result.openCount(atLeast: "info") == 0 && result.newCount(atLeast: "info") == 0)
    #expect(try states(connection) == [])
    #expect(try connection.value("SELECT outcome || ' ' || opened FROM register.check_rule") == "draft 1")
    let broken = try Rule.sample(header: "-- status: draft", select: "SELECT 1 / 0")
    #expect(try connection.check([broken], on: .iso("2020-01-01"), as: .test).isIncomplete == false)
  }

  @Test(.register) func theTextOfADraftMayChangeUnderItsVersion() throws {
    let connection = try TestDatabase.connect()
    let draft = try Rule.sample(header: "-- status: draft", select: noted)
    _ = try connection.check([draft], on: .iso("2020-01-01"), as: .test)
    let active = try Rule.sample(select: noted + " AND true")
    #expect(try connection.check([active], on: .iso("2020-01-01"), as: .test).rules[0].error == nil)
  }

  @Test(.register) func aRetiredRuleResolvesAllItFound() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    _ = try connection.check([.sample(select: noted)], on: .iso("2020-01-01"), as: .test)
    let retired = try Rule.sample(version: 2, header: "-- status: retired", select: noted)
    let result = try connection.check([retired], on: .iso("2020-01-02"), as: .test)
    #expect(result.rules[0].outcome == .retired && result.rules[0].resolved == 1 && result.rules[0].open == 0)
    #expect(try states(connection) == [["sample", "10", "resolved"]])
  }

  @Test(.register) func aRuleThatTakesAnothersPlaceResolvesWhatThatFound() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    _ = try connection.check([.sample("old", select: noted)], on: .iso("2020-01-01"), as: .test)
    let heir = try Rule.sample("new", header: "-- replaces: old; never-was", select: noted)
    let plan = try connection.planCheck([heir], on: .iso("2020-01-02"))
    #expect(plan.rules.map(\.name) == ["new", "old"] && plan.rules[1].resolved == 1)
    _ = try connection.check([heir], on: .iso("2020-01-02"), as: .test)
    #expect(try states(connection) == [["new", "10", "open"], ["old", "10", "resolved"]])
    // Nobody is left whose findings would have to be told of.
    #expect(try connection.planCheck([heir], on: .iso("2020-01-02")).orphans == [:])
  }

  @Test(.register) func findingsOfARuleThatIsGoneAreTold() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    _ = try connection.check([.sample("old", select: noted)], on: .iso("2020-01-01"), as: .test)
    let result = try connection.planCheck([.sample("new", select: noted)], on: .iso("2020-01-02"))
    #expect(result.orphans == ["old": 1])
  }

  // MARK: Some vendors

  @Test(.register) func aCheckOfSomeVendorsIsTheWholeOneFiltered() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.vendor (id, name, note) SELECT n, 'V' || n, 'noted' FROM generate_series(1, 4) n")
    let rule = try Rule.sample(select: vendors)
    let all = try Rule.sample("everywhere", header: "-- scope: all", select: vendors)
    let some = CheckOptions(vendors: [2, 3])
    let scoped = try connection.check([rule, all], on: .iso("2020-01-01"), as: .test, some)
    #expect(scoped.rules[0].opened == 2 && scoped.rules[1].outcome == .skipped)
    #expect(try states(connection) == [["sample", "2", "open"], ["sample", "3", "open"]])
    #expect(try connection.value("SELECT vendor_ids::text || is_whole FROM register.check_run") == "{2,3}false")
    try connection.register("UPDATE register.vendor SET note = NULL WHERE id IN (1, 2)")
    let again = try connection.check([rule, all], on: .iso("2020-01-01"), as: .test, some)
    #expect(again.rules[0].resolved == 1 && again.open == ["high": 1])
    let whole = try connection.check([rule, all], on: .iso("2020-01-01"), as: .test)
    #expect(whole.rules[0].opened == 1 && whole.rules[0].open == 2 && whole.rules[1].opened == 2)
    #expect(try connection.planCheck([rule, all], on: .iso("2020-01-01"), some).rules[0].opened == 0)
  }

  @Test(.register) func aFindingThatMovesToAnotherVendorIsMetByACheckOfThatVendor() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
      INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'noted');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (10, 1, 1);
      """)
    let rule = try Rule.sample(
      select: """
        SELECT l.vendor_id, c.id AS subject_id, NULL::date AS since, c.note AS reason FROM contract c
        JOIN contract_vendor l ON l.contract_id = c.id
        """)
    _ = try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    try connection.register("UPDATE register.contract_vendor SET vendor_id = 2")
    let moved = try connection.check([rule], on: .iso("2020-01-01"), as: .test, CheckOptions(vendors: [2]))
    #expect(moved.rules[0].changed == 1 && moved.rules[0].opened == 0 && moved.rules[0].error == nil)
  }

  // MARK: Too much at once

  @Test(.register) func aRuleThatWouldResolveNearlyAllIsHeld() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (reference, note) SELECT 'C-' || n, 'noted' FROM generate_series(1, 200) n")
    let rule = try Rule.sample(select: noted)
    _ = try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    // A hundred may go at once, as may a fifth.
    try connection.register("UPDATE register.contract SET note = NULL WHERE id <= 101")
    let held = try connection.check([rule], on: .iso("2020-01-02"), as: .test)
    #expect(held.rules[0].outcome == .held && held.isIncomplete && held.rules[0].open == 200)
    #expect(held.rules[0].error?.hasPrefix("it would resolve 101 of 200 findings at once") == true)
    #expect(try connection.value("SELECT count(*) FROM register.finding WHERE resolved_check_id IS NULL") == 200)
    try connection.register("UPDATE register.contract SET note = 'noted' WHERE id = 1")
    #expect(try connection.planCheck([rule], on: .iso("2020-01-02")).rules[0].outcome == .done)
    try connection.register("UPDATE register.contract SET note = NULL")
    let released = try connection.check(
      [rule], on: .iso("2020-01-02"), as: .test, CheckOptions(allowMassResolve: true))
    #expect(released.rules[0].resolved == 200 && released.rules[0].error == nil)
  }

  @Test(.register) func ofMoreThanFiveHundredAFifthMayGo() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (reference, note) SELECT 'C-' || n, 'noted' FROM generate_series(1, 600) n")
    let rule = try Rule.sample(select: noted)
    _ = try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    try connection.register("UPDATE register.contract SET note = NULL WHERE id <= 120")
    #expect(try connection.planCheck([rule], on: .iso("2020-01-02")).rules[0].outcome == .done)
    try connection.register("UPDATE register.contract SET note = NULL WHERE id <= 121")
    #expect(try connection.planCheck([rule], on: .iso("2020-01-02")).rules[0].outcome == .held)
  }

  // MARK: What is counted

  @Test(.register) func thePlanCountsWhatIsKept() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
      INSERT INTO register.engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical');
      INSERT INTO register.contract (reference, starts_on, ends_on) SELECT 'C-' || n, '2019-01-01', '2019-12-31' FROM generate_series(1, 12) n;
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) SELECT n, n % 2 + 1, 1 FROM generate_series(1, 12) n;
      """)
    let rules = try RuleSet.shipped().rules
    let plan = try connection.planCheck(rules, on: .iso("2020-01-01"))
    let kept = try connection.check(rules, on: .iso("2020-01-01"), as: .test)
    #expect(plan.open == kept.open && plan.openCount(atLeast: "info") >= 12)
    let counted = try connection.table(
      "SELECT severity, count(*) FROM facts.finding('2020-01-01') WHERE state = 'open' GROUP BY 1 ORDER BY 1")
    #expect(counted.rows == kept.open.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] })
    #expect(try connection.planCheck(rules, on: .iso("2020-01-01")).open == kept.open)
  }

  @Test(.register) func aRuleMaySayOfHowMany() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (reference, starts_on) VALUES ('A', '2019-01-01'), ('B', '2021-01-01')")
    let rule = try Rule.sample(
      header: "-- population: SELECT count(*) FROM contract WHERE starts_on <= :as_of", select: noted)
    #expect(try connection.check([rule], on: .iso("2020-01-01"), as: .test).rules[0].population == 1)
    #expect(try connection.value("SELECT population FROM register.check_rule") == 1)
  }
}
