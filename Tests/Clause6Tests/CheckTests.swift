import Clause6
import Postgres
import TestSupport
import Testing

/// What a check does to the findings.
@Suite struct CheckTests {
  /// A contract with a note is a breach, and the note is the reason.
  private let noted = Rule.everyContract + " WHERE note IS NOT NULL"

  private struct Finding: Decodable, Equatable {
    var subjectId: Int
    var state: String
    var reason: String
    var reopened: Int
    var version: Int
  }

  private func findings(_ connection: Connection) throws -> [Finding] {
    try connection.rows(
      "SELECT subject_id, state, reason, reopened, version FROM facts.finding('2099-12-31') ORDER BY subject_id")
  }

  private func events(_ connection: Connection) throws -> [String?] {
    try connection.table("SELECT what || ' ' || as_of FROM facts.finding_event ORDER BY event_id").rows.map { $0[0] }
  }

  @Test(.register) func aFindingIsOpenedChangedResolvedAndReopened() throws {
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(select: noted)
    func check(_ day: String, after change: String) throws -> RuleOutcome {
      try connection.register(change)
      return try #require(try connection.check([rule], on: .iso(day), as: .test).rules.first)
    }
    var finding = Finding(subjectId: 10, state: "open", reason: "first", reopened: 0, version: 1)

    let opened = try check(
      "2020-01-01", after: "INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    #expect(opened.opened == 1 && opened.open == 1 && opened.error == nil)
    #expect(try findings(connection) == [finding])

    let changed = try check("2020-01-02", after: "UPDATE register.contract SET note = 'second'")
    #expect(changed.changed == 1 && changed.opened == 0 && changed.open == 1)
    finding.reason = "second"
    #expect(try findings(connection) == [finding])

    let resolved = try check("2020-01-03", after: "UPDATE register.contract SET note = NULL")
    #expect(resolved.resolved == 1 && resolved.open == 0)
    finding.state = "resolved"
    #expect(try findings(connection) == [finding], "what was found stays readable")

    let still = try check("2020-01-04", after: "")
    #expect(still.resolved == 0 && still.open == 0)

    let reopened = try check("2020-01-05", after: "UPDATE register.contract SET note = 'third'")
    #expect(reopened.reopened == 1 && reopened.open == 1)
    finding = Finding(subjectId: 10, state: "open", reason: "third", reopened: 1, version: 1)
    #expect(try findings(connection) == [finding])
    #expect(
      try events(connection) == [
        "opened 2020-01-01", "changed 2020-01-02", "resolved 2020-01-03", "reopened 2020-01-05",
      ])
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func theSameDataTwiceTouchesNoFinding() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.contract (id, reference, starts_on, ends_on, open_ended)
      SELECT n, 'C-' || n, '2019-01-01', CASE n % 3 WHEN 0 THEN date '2019-12-31' END, n % 3 = 1 FROM generate_series(1, 30) n
      """)
    let set = try RuleSet.shipped()
    _ = try connection.check(set.rules, on: .iso("2020-01-01"), as: .test)
    let stamps: SQL = "SELECT id, xmin, ctid, changed_check_id FROM register.finding ORDER BY id"
    let before = try connection.table(stamps).rows
    try #require(before.count >= 40, "20 without a term, 10 without an end, 10 lapsed, and what other rules find")
    let second = try connection.check(set.rules, on: .iso("2020-01-02"), as: .test)
    #expect(try connection.table(stamps).rows == before)
    #expect(second.rules.allSatisfy { $0.opened + $0.changed + $0.reopened + $0.resolved == 0 && $0.error == nil })
    let three = try set.named(["confidentiality-term-missing", "contract-end-unknown", "contract-lapsed"])
    let plan = try connection.planCheck(three, on: .iso("2020-01-02"))
    #expect(plan.open == ["high": 30, "medium": 10])
    #expect(plan.openCount(atLeast: "medium") == 40 && plan.openCount(atLeast: "high") == 30)
    #expect(plan.openCount(atLeast: "critical") == 0)
  }

  @Test(.register) func anotherVersionKeepsTheFinding() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    _ = try connection.check([.sample(select: noted)], on: .iso("2020-01-01"), as: .test)
    let louder = noted.replacing("coalesce(note, 'is there')", with: "upper(note)")
    let outcome = try connection.check([.sample(version: 2, select: louder)], on: .iso("2020-01-01"), as: .test)
    #expect(outcome.rules.first?.changed == 1 && outcome.rules.first?.opened == 0)
    #expect(
      try findings(connection) == [Finding(subjectId: 10, state: "open", reason: "FIRST", reopened: 0, version: 2)])
  }

  @Test(.register) func anotherTextUnderTheSameVersionIsRefused() throws {
    let connection = try TestDatabase.connect()
    _ = try connection.check([.sample(select: noted)], on: .iso("2020-01-01"), as: .test)
    let result = try connection.check([.sample(select: noted + " AND true")], on: .iso("2020-01-02"), as: .test)
    #expect(
      result.rules[0].error
        == "sample.sql was changed but is still version 1, under which another text has found things: raise its version."
    )
    #expect(try connection.value("SELECT count(*) FROM register.rule_revision", as: Int.self) == 1)
    #expect(
      try connection.value("SELECT string_agg(outcome, ' ' ORDER BY id) FROM register.check_rule") == "done failed")
  }

  @Test(.register) func theTierOfTheVendorDecidesWhereTheRuleDoesNot() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
      INSERT INTO register.engagement (vendor_id, title, tier) VALUES (1, 'payroll', 'critical');
      """)
    let rule = try Rule.sample(
      header: "-- tier: critical severity=critical\n-- tier: medium severity=info",
      select: "SELECT id AS vendor_id, id AS subject_id, NULL::date AS since, name AS reason FROM vendor")
    #expect(try connection.check([rule], on: .iso("2020-01-01"), as: .test).open == ["critical": 1, "info": 1])
  }

  // MARK: Days

  @Test(.register) func aDayBeforeTheLastOneCheckedIsOnlyRehearsed() throws {
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(select: noted)
    _ = try connection.check([rule], on: .iso("2020-01-02"), as: .test)
    #expect(
      throws: Clause6Error(
        "Findings were already checked as of 2020-01-02, and 2020-01-01 is before that: leave --save out to look back.")
    ) {
      try connection.check([rule], on: .iso("2020-01-01"), as: .test)
    }
    #expect(try connection.planCheck([rule], on: .iso("2020-01-01")).rules.count == 1)
    #expect(try connection.check([rule], on: .iso("2020-01-02"), as: .test).rules.count == 1)
  }

  @Test(.register) func aDayToComeIsOnlyRehearsed() throws {
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(select: noted)
    try connection.execute("SET clause6.as_of = '2020-01-10'")
    #expect(
      throws: Clause6Error(
        "2020-01-11 is yet to come (today is 2020-01-10): leave --save out to see what will be found then.")
    ) {
      try connection.check([rule], on: .iso("2020-01-11"), as: .test)
    }
    #expect(try connection.planCheck([rule], on: .iso("2020-01-11")).rules.count == 1)
    #expect(try connection.check([rule], on: .iso("2020-01-10"), as: .test).rules.count == 1)
  }

  @Test(.register) func aPlannedCheckLeavesNothing() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    let entries = try connection.value("SELECT count(*) FROM audit.entry", as: Int.self)
    let result = try connection.planCheck([.sample(select: noted)], on: .iso("2020-01-01"))
    #expect(result.rules.first?.opened == 1 && result.open == ["high": 1])
    for table in ["finding", "finding_event", "check_run", "check_rule", "rule_revision"] {
      #expect(try connection.value("SELECT count(*) FROM register.\(identifier: table)", as: Int.self) == 0, "\(table)")
    }
    #expect(try connection.value("SELECT count(*) FROM audit.entry", as: Int.self) == entries)
  }
}
