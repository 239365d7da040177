import Clause6
import Postgres
import Schema
import TestSupport
import Testing

/// The runner that judges the cases beside the rules, and what every rule has.
@Suite(.register, .serialized) struct RuleTestsTests {
  static let ruleNames = SQLFile.inFolder("rules").map(\.name).filter { !$0.hasSuffix(".test") }

  fileprivate static func shipped(_ file: String) throws -> (Rule, [RuleTest]) {
    let set = try RuleSet.shipped()
    let rule = try #require(set.rules.first { $0.path == "rules/\(file).sql" })
    return (rule, try set.tests(of: rule).cases)
  }

  @Test(arguments: ruleNames)
  func someCaseExpectsBreachesAndSomeNone(file: String) throws {
    let (_, tests) = try RuleTestsTests.shipped(file)
    #expect(tests.contains { $0.expectsNothing })
    #expect(tests.contains { !$0.expectsNothing })
    #expect(Set(tests.map(\.title)).count == tests.count, "two cases have one title")
  }

  /// Shipped rules are read by people of both languages, and nothing about them is left to be regretted.
  @Test func everyShippedRuleIsWithoutProblems() throws {
    let set = try RuleSet.shipped()
    #expect(try TestDatabase.connect().lint(set.rules, of: set).map { "\($0.rule): \($0.sentence)" } == [])
    for rule in set.rules {
      #expect(rule.texts.titleJa != nil && rule.texts.whyJa != nil && rule.texts.fixJa != nil, "\(rule.name)")
      #expect(!rule.controls.isEmpty, "\(rule.name) answers nothing")
      #expect(rule.path == "rules/\(rule.name.replacing("-", with: "_")).sql")
    }
  }

  @Test func everyTestFileStandsBesideARule() {
    let files = SQLFile.inFolder("rules").map(\.name).filter { $0.hasSuffix(".test") }
    #expect(files.sorted() == RuleTestsTests.ruleNames.map { "\($0).test" }.sorted())
  }

  // MARK: The runner

  /// What the runner says of one case.
  private func problems(_ test: String, _ select: String = Rule.everyContract) throws -> [String] {
    let cases = try RuleTests(text: test, path: "sample.test.sql").cases
    let connection = try TestDatabase.connect()
    return try connection.withoutForeignKeys { try cases[0].run(Rule.sample(select: select), on: connection) }
  }

  @Test func aWrongExpectationIsOneMissingAndOneUnexpectedRow() throws {
    let found = try problems(
      """
      -- test: wrong
      -- as-of: 2026-04-01
      INSERT INTO contract (id, reference) VALUES (10, 'C-10'), (11, 'C-11');
      -- expect: subject_id
      VALUES (10), (12);
      """)
    #expect(found == [#"unexpected: {"subject_id":11}"#, #"missing: {"subject_id":12}"#])
  }

  @Test func aBreachTooManyIsUnexpectedWhereNoneIsExpected() throws {
    let found = try problems(
      """
      -- test: wrong
      -- as-of: 2026-04-01
      INSERT INTO contract (id, reference) VALUES (10, 'C-10');
      -- expect: none
      """)
    try #require(found.count == 1)
    #expect(found[0].hasPrefix("unexpected: ") && found[0].contains(#""subject_id":10"#))
  }

  @Test func oneRowExpectedTwiceIsMissingOnce() throws {
    let found = try problems(
      """
      -- test: wrong
      -- as-of: 2026-04-01
      INSERT INTO contract (id, reference) VALUES (10, 'C-10');
      -- expect: subject_id
      VALUES (10), (10);
      """)
    #expect(found == [#"missing: {"subject_id":10}"#])
  }

  private static let oneContract = """
    -- test: stability
    -- as-of: 2026-04-01
    INSERT INTO contract (id, reference, starts_on) VALUES (10, 'C-10', '2026-01-01');
    -- expect: subject_id
    VALUES (10);
    """

  @Test func aReasonThatAgesIsFound() throws {
    let found = try problems(
      RuleTestsTests.oneContract,
      """
      SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since,
        format('%s days old', :as_of - starts_on) AS reason
      FROM contract
      """)
    #expect(found == ["changes from one day to the next: since 2026-01-01, 91 days old"])
  }

  @Test func aSinceThatMovesIsFound() throws {
    let found = try problems(
      RuleTestsTests.oneContract,
      "SELECT NULL::bigint AS vendor_id, id AS subject_id, :as_of AS since, 'old' AS reason FROM contract")
    #expect(found == ["changes from one day to the next: since 2026-04-02, old"])
  }

  @Test func twoBreachesOfOneSubjectAreFound() throws {
    let twice = """
      SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since, 'twice' AS reason
      FROM contract, generate_series(1, 2)
      """
    let found = try problems(
      RuleTestsTests.oneContract.replacing("VALUES (10);", with: "VALUES (10), (10);"), twice)
    #expect(found == ["1 breaches have the same subject, and no key tells them apart"])
  }

  @Test func aKeyTellsTwoBreachesOfOneSubjectApart() throws {
    let keyed = """
      SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since, n::text AS key, 'number ' || n AS reason
      FROM contract, generate_series(1, 2) AS n
      """
    let found = try problems(RuleTestsTests.oneContract.replacing("VALUES (10);", with: "VALUES (10), (10);"), keyed)
    #expect(found == [])
  }

  @Test func whatIsGivenIsRegisteredInEachCase() throws {
    let text = """
      -- given:
      INSERT INTO contract (id, reference) VALUES (10, 'C-10');

      -- test: one
      -- as-of: 2026-04-01
      -- expect: subject_id
      VALUES (10);

      -- test: two
      -- as-of: 2026-04-01
      INSERT INTO contract (id, reference) VALUES (11, 'C-11');
      -- expect: subject_id
      VALUES (10), (11);
      """
    let cases = try RuleTests(text: text, path: "sample.test.sql").cases
    let connection = try TestDatabase.connect()
    let rule = try Rule.sample(select: Rule.everyContract)
    let problems = try connection.withoutForeignKeys { try cases.flatMap { try $0.run(rule, on: connection) } }
    #expect(cases.map(\.title) == ["one", "two"] && problems == [])
  }

  @Test(arguments: [
    ("'' AS reason", "incomplete: "), ("'x' AS reason, ' ' AS reason_ja", "incomplete: "),
    ("'x' AS reason, 'huge' AS severity", "incomplete: "), ("'x' AS reason, 'y' AS reason_ja, 'low' AS severity", ""),
  ])
  func aBreachHasAReasonInBothLanguagesAndASeverity(columns: String, problem: String) throws {
    let select = "SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since, \(columns) FROM contract"
    let found = try problems(RuleTestsTests.oneContract, select)
    #expect(problem.isEmpty ? found == [] : found.count == 1 && found[0].hasPrefix(problem))
  }

  @Test func aCaseLeavesNothingAndIsAttributedToNobody() throws {
    let connection = try TestDatabase.connect()
    let newest = try connection.value("SELECT max(seq) FROM audit.entry", as: Int.self)
    _ = try problems(RuleTestsTests.oneContract)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
    #expect(try connection.value("SELECT max(seq) FROM audit.entry", as: Int.self) == newest)
  }

  @Test func constraintsOtherThanForeignKeysHoldInCases() throws {
    #expect(throws: PostgresError.self) {
      try problems(RuleTestsTests.oneContract.replacing("'2026-01-01'", with: "'1026-01-01'"))
    }
  }

  // MARK: The file

  @Test(arguments: [
    ("SELECT 1", "t.sql has no case: one begins with a line \"-- test: title\"."),
    ("\n-- test: a\n-- expect: none", "t.sql line 2: the case has no line \"-- as-of: 2026-01-31\"."),
    (
      "-- test: a\n-- as-of: 2026-02-30\n-- expect: none",
      "t.sql line 1: the case has no line \"-- as-of: 2026-01-31\"."
    ),
    (
      "-- test: a\n-- as-of: 2026-02-28\n",
      "t.sql line 1: after its day the case has no line \"-- expect: none\" or \"-- expect: subject_id, severity\"."
    ),
    (
      "-- test: a\n-- expect: none\n-- as-of: 2026-02-28\n",
      "t.sql line 1: after its day the case has no line \"-- expect: none\" or \"-- expect: subject_id, severity\"."
    ),
    (
      "-- test: a\n-- as-of: 2026-02-28\n-- expect: none\nVALUES (1);",
      "t.sql line 1: \"-- expect: none\" stands alone, and expected columns are followed by \"VALUES (…), (…);\"."
    ),
    (
      "-- test: a\n-- as-of: 2026-02-28\n-- expect: subject_id\n-- nothing",
      "t.sql line 1: \"-- expect: none\" stands alone, and expected columns are followed by \"VALUES (…), (…);\"."
    ),
  ])
  func whatIsWrongWithATestFileIsSaid(text: String, sentence: String) {
    #expect(throws: Clause6Error(sentence)) { try RuleTests(text: text, path: "t.sql") }
  }

  @Test func linesMayEndAsWindowsEndsThem() throws {
    #expect(try problems(RuleTestsTests.oneContract.replacing("\n", with: "\r\n")) == [])
    #expect(try problems(RuleTestsTests.oneContract.replacing("(10);", with: "(11);\r\n")).count == 2)
  }
}

/// The cases beside the rules, each rule's in a register of its own.
@Suite struct ShippedRuleTests {
  @Test(.register, arguments: RuleTestsTests.ruleNames)
  func everyCaseBesideTheRuleHolds(file: String) throws {
    let (rule, tests) = try RuleTestsTests.shipped(file)
    let connection = try TestDatabase.connect()
    try connection.withoutForeignKeys {
      // The snapshot costs ten times what the case does, so it is taken for every fourth that finds something, and the first.
      var found = 0
      for test in tests {
        if !test.expectsNothing { found += 1 }
        let problems = try test.run(rule, on: connection, isShared: !test.expectsNothing && found % 4 == 1)
        #expect(problems == [], "\(file): \(test.title)")
      }
    }
  }
}
