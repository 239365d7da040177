import Clause6
import Postgres
import TestSupport
import Testing

/// `facts.coverage`: which requirements apply to a contract, and which of them the papers meet.
@Suite(.register, .serialized) struct CoverageTests {
  // MARK: Against the reference

  private struct Row: Decodable {
    let id: Int
    let regime: String
    let byDefault: Bool
    let condition: String
    let terms: String
  }

  private struct Found: Decodable {
    let subject: Int
    let requirementId: Int
    let state: String
  }

  /// What the database says: for each subject the state of each requirement.
  private func states(_ query: SQL, _ connection: Connection) throws -> [Int: [Int: String]] {
    var found: [Int: [Int: String]] = [:]
    for row in try connection.rows(query, as: Found.self) {
      found[row.subject, default: [:]][row.requirementId] = row.state
    }
    return found
  }

  private func catalogue(_ connection: Connection) throws -> [SlowCoverage.Requirement] {
    try connection.rows(
      """
      SELECT q.requirement_id AS id, r.key AS regime, r.by_default, q.applies_when AS condition, array_to_string(q.terms, ' ') AS terms
      FROM facts.requirement() q JOIN register.regime r ON r.id = q.regime_id
      """, as: Row.self
    ).map {
      SlowCoverage.Requirement(
        id: $0.id, regime: $0.regime, byDefault: $0.byDefault, condition: $0.condition,
        terms: $0.terms.split(separator: " ").map(String.init))
    }
  }

  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func everyStateAgreesWithTheReference(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let connection = try TestDatabase.connect()
    let register = SlowCoverage.random(try catalogue(connection), groups: 25, using: &random)
    let days = (0..<8).map { _ in SlowCoverage.randomDay(&random) }
    var compared: [String: Int] = [:]
    try connection.rehearseRegister { connection in
      try connection.execute(script: register.script)
      for day in days {
        let ofContracts = try states(
          "SELECT contract_id AS subject, requirement_id, state FROM facts.coverage(\(day.description)::date)",
          connection)
        let ofEngagements = try states(
          "SELECT engagement_id AS subject, requirement_id, state FROM facts.engagement_coverage(\(day.description)::date)",
          connection)
        for engagement in register.engagements.indices {
          let expected = register.coverage(ofEngagement: engagement, on: day)
          #expect(ofEngagements[engagement] ?? [:] == expected, "engagement \(engagement) on \(day), seed \(seed)")
        }
        for contract in register.contracts.indices {
          let expected = register.coverage(of: contract, on: day)
          #expect(ofContracts[contract] ?? [:] == expected, "contract \(contract) on \(day), seed \(seed)")
          for state in expected.values { compared[state, default: 0] += 1 }
        }
      }
    }
    // A register in which nothing ever is met would agree too easily.
    for state in CoverageState.allCases { #expect(compared[state.rawValue, default: 0] > 20, "\(state), seed \(seed)") }
  }

  // MARK: Case by case

  private static let register = """
    INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
    INSERT INTO register.engagement (id, vendor_id, title, ends_on) VALUES (1, 1, 'cards', NULL), (2, 1, 'catering', '2026-06-30'), (3, 2, 'x', NULL);
    INSERT INTO register.engagement_data (engagement_id, data_class) VALUES (1, 'card');
    INSERT INTO register.contract (id, reference, starts_on, ends_on) VALUES (1, 'CARDS', '2026-01-01', NULL),
      (2, 'NDA', '2026-02-01', '2026-08-31'), (3, 'CATERING', '2026-01-01', NULL), (4, 'BOLT', '2026-01-01', NULL);
    INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 2, 1);
    INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (1, 1), (2, 3), (3, 4);
    INSERT INTO register.term (contract_id, term_key, status, article) VALUES (2, 'confidentiality', 'present', '3');
    """

  /// State, papers and detail of one requirement of one contract on a day, after what is changed first.
  private func covered(
    _ ref: String, of contract: Int, on day: String, after change: String = ""
  ) throws -> [String?]? {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: CoverageTests.register + change)
      return try connection.table(
        """
        SELECT state, array_to_string(papers, ' '), detail_en, detail_ja FROM facts.coverage(\(day)::date)
        WHERE contract_id = \(contract) AND ref = \(ref)
        """
      ).rows.first
    }
  }

  private func term(_ contract: Int, _ key: String, _ status: String, from: String = "NULL") -> String {
    "INSERT INTO register.term (contract_id, term_key, status, from_on) VALUES (\(contract), '\(key)', '\(status)', \(from));"
  }

  @Test(arguments: [
    ("2026-01-31", "unrecorded"), ("2026-02-01", "met"), ("2026-08-31", "met"), ("2026-09-01", "unrecorded"),
  ])
  func anotherPaperCountsWhileItBinds(day: String, state: String) throws {
    #expect(try covered("6-c1", of: 1, on: day)?[0] == state)
  }

  @Test func thePaperThatSaysItIsNamed() throws {
    #expect(
      try covered("6-c1", of: 1, on: "2026-03-01") == [
        "met", "NDA", "Confidentiality obligation of the provider: present (NDA 3)", "秘密保持: あり (NDA 3)",
      ])
    #expect(
      try covered("6-c1", of: 4, on: "2026-03-01") == [
        "unrecorded", "", "Confidentiality obligation of the provider: not recorded", "秘密保持: 未確認",
      ], "it binds nobody else")
  }

  @Test func aContractsOwnTermsAreJudgedAsWrittenEvenWhenItDoesNotBind() throws {
    #expect(try covered("6-c1", of: 2, on: "2025-12-31")?[0] == "met", "a draft is judged before it is signed")
    #expect(try covered("6-c1", of: 2, on: "2026-09-01")?[0] == "met")
  }

  @Test(arguments: [
    ("present", "met", "CARDS"), ("weak", "met", "NDA"), ("missing", "met", "NDA"), ("not_applicable", "met", "NDA"),
  ])
  func theBestPaperCountsAndOfEqualsTheContractItself(status: String, state: String, paper: String) throws {
    let row = try covered("6-c1", of: 1, on: "2026-03-01", after: term(1, "confidentiality", status))
    #expect(row?[0] == state && row?[1] == paper)
  }

  @Test(arguments: [
    (["present", "present", "present"], "met"), (["present", "present", "weak"], "weak"),
    (["present", "weak", "missing"], "missing"), (["present", "weak", ""], "unrecorded"),
    (["missing", "", "weak"], "missing"), (["present", "not_applicable", "present"], "met"),
    (["weak", "not_applicable", "present"], "weak"), (["not_applicable", "not_applicable", ""], "unrecorded"),
    (["not_applicable", "not_applicable", "not_applicable"], "not_applicable"),
  ])
  func everyTermIsNeeded(statuses: [String], state: String) throws {
    let keys = ["security_measures", "purpose_limitation", "audit_right"]
    let change = zip(keys, statuses).filter { !$1.isEmpty }.map { term(1, $0, $1) }.joined()
    #expect(try covered("6-c2", of: 1, on: "2026-03-01", after: change)?[0] == state)
  }

  @Test(arguments: [("2026-03-31", "weak"), ("2026-04-01", "met")])
  func anAmendedTermCountsFromItsDay(day: String, state: String) throws {
    let change = term(4, "confidentiality", "weak") + term(4, "confidentiality", "present", from: "'2026-04-01'")
    #expect(try covered("6-c1", of: 4, on: day, after: change)?[0] == state)
  }

  @Test func aRequirementAppliesBecauseOfWhatIsEntrusted() throws {
    #expect(try covered("12.8.2", of: 1, on: "2026-03-01")?[0] == "unrecorded")
    #expect(
      try covered("12.8.2", of: 2, on: "2026-03-01") != nil, "a paper without engagement is for all its vendor's work")
    #expect(try covered("12.8.2", of: 3, on: "2026-03-01") == nil)
    #expect(try covered("12.8.2", of: 4, on: "2026-03-01") == nil)
  }

  @Test func whatAppliesAlwaysAppliesToEveryContract() throws {
    // After its work has ended, and without any vendor.
    #expect(try covered("6-c1", of: 3, on: "2026-07-01") != nil)
    #expect(
      try covered(
        "6-c1", of: 9, on: "2026-07-01", after: "INSERT INTO register.contract (id, reference) VALUES (9, 'LONE')")
        != nil)
  }

  @Test func ofSeveralEngagementsTheWorstOffCounts() throws {
    let change = """
      INSERT INTO register.engagement (id, vendor_id, title) VALUES (4, 2, 'second');
      INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (4, 4);
      INSERT INTO register.contract (id, reference, starts_on) VALUES (5, 'SIDE', '2026-01-01');
      INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (3, 5);
      """ + term(5, "confidentiality", "present")
    #expect(
      try covered("6-c1", of: 4, on: "2026-03-01", after: change)?[0] == "unrecorded", "SIDE is for one of the two")
    #expect(try covered("6-c1", of: 5, on: "2026-03-01", after: change)?[0] == "met")
  }

  @Test func anEngagementLacksWhatNoBindingPaperHas() throws {
    let rows = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: CoverageTests.register + term(1, "security_measures", "weak"))
      return try ["2026-08-31", "2026-09-01"].flatMap { day in
        try connection.table(
          """
          SELECT requirement_id, state, array_to_string(terms_lacking, ' ') FROM facts.engagement_coverage(\(day)::date)
          WHERE engagement_id = 1 AND regime_id = 1 ORDER BY 1
          """
        ).rows
      }
    }
    // The NDA has the secrecy, until it ends.
    let rest = ["2", "unrecorded", "audit_right purpose_limitation security_measures"]
    #expect(rows == [["1", "met", ""], rest, ["1", "unrecorded", "confidentiality"], rest])
  }

  // MARK: Contracts under contracts

  private static let master = """
    INSERT INTO register.engagement (id, vendor_id, title) VALUES (5, 2, 'other');
    INSERT INTO register.contract (id, reference, starts_on, open_ended) VALUES (6, 'MASTER', '2026-01-01', true);
    INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (6, 2, 1);
    INSERT INTO register.engagement_contract (engagement_id, contract_id) VALUES (5, 6);
    INSERT INTO register.term (contract_id, term_key, status) VALUES (6, 'confidentiality', 'present');
    """

  @Test func theContractAboveSpeaksForTheOneUnderIt() throws {
    let change = CoverageTests.master
    #expect(
      try covered("6-c1", of: 4, on: "2026-03-01", after: change)?[0] == "unrecorded", "MASTER is for another work")
    let under = change + "UPDATE register.contract SET parent_id = 6 WHERE id = 4;"
    #expect(try covered("6-c1", of: 4, on: "2026-03-01", after: under)?[1] == "MASTER")
  }

  @Test func aContractThatNamesNoWorkIsForThatOfTheOneAboveIt() throws {
    let change = """
      INSERT INTO register.contract (id, reference, kind, parent_id, starts_on, open_ended)
      VALUES (7, 'SOW', 'statement_of_work', 1, '2026-01-01', true);
      """
    #expect(try covered("12.8.2", of: 7, on: "2026-03-01", after: change) != nil)
    #expect(
      try covered("12.8.2", of: 7, on: "2026-03-01", after: change + term(1, "security_measures", "weak"))?[1]
        == "CARDS")
  }

  @Test(arguments: [("2026-03-31", "unrecorded"), ("2026-04-01", "met")])
  func anAmendmentSpeaksThroughWhatItAmends(day: String, state: String) throws {
    let change = """
      INSERT INTO register.contract (id, reference, kind, parent_id, starts_on, open_ended)
      VALUES (8, 'AMENDMENT', 'amendment', 4, '2026-04-01', true);
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (8, 2, 1);
      """ + term(8, "confidentiality", "present")
    let row = try covered("6-c1", of: 4, on: day, after: change)
    #expect(row?[0] == state && row?[1] == (state == "met" ? "AMENDMENT" : ""), "it is named")
    #expect(try covered("6-c1", of: 8, on: day, after: change) == nil, "it is not judged by itself")
    // It amends one contract of the vendor, and says nothing for its other work.
    let other = change + CoverageTests.master + "UPDATE register.term SET status = 'missing' WHERE contract_id = 6;"
    #expect(try covered("6-c1", of: 6, on: day, after: other)?[0] == "missing")
  }

  @Test(arguments: [("2026-03-31", true), ("2026-04-01", false)])
  func whatIsNoLongerFollowedNoLongerApplies(day: String, applies: Bool) throws {
    let change =
      "INSERT INTO register.regime_choice (regime_key, from_on, followed) VALUES ('pcidss-12.8', '2026-04-01', false);"
    #expect((try covered("12.8.2", of: 1, on: day, after: change) != nil) == applies)
  }

  @Test func theMatrixCountsWhatCoverageSays() throws {
    let rows = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: CoverageTests.register + term(1, "roles_responsibilities", "weak")
          + term(1, "security_measures", "present")
          + term(1, "compliance_evidence", "missing"))
      return try connection.answer(connection.reports().named("coverage"), ReportQuestion(asOf: .iso("2026-03-01")))
        .table.rows
        .filter { $0[0] == "CARDS" }.map { Array($0[4...]) }
    }
    // 12.8.2 and 12.9.1 have a weak term, 12.9.2 a missing one; clause 6 has its secrecy from the NDA.
    #expect(
      rows == [
        ["jal-6", "primary", "2", "1", "0", "0", "0", "1", "1", "2026-11-22"],
        ["pcidss-12.8", "primary", "3", "0", "0", "2", "1", "0", "3", "2026-11-22"],
      ])
  }
}
