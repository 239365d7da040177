import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// The whole demo register: what `scripts/demo-register` makes, and what the rules find in it.
struct DemoTests {
  private static let day = CalendarDate("2026-11-22")!

  private struct Found: Hashable {
    let rule: String
    let text: String
  }

  /// One register for all that is asked of it: it takes a hundred commands.
  @Test(.register) func everyStateAndEveryRuleOccursAndNothingElseIsFound() throws {
    let environment = [
      "CLAUSE6_DATABASE": TestDatabase.current.text,
      "PATH": URL(fileURLWithPath: Program.path).deletingLastPathComponent().path + ":/usr/bin:/bin",
    ]
    let loaded = try Program.run(["scripts/demo-register"], environment, binary: "/bin/bash")
    try #require(loaded.code == 0, "\(loaded.err)")
    let connection = try TestDatabase.connect()

    let states = try connection.table(
      "SELECT DISTINCT state FROM facts.contract_state(\(DemoTests.day)) ORDER BY state")
    #expect(
      states.rows.map { $0[0] } == [
        "auto_renewed", "end_unknown", "in_force", "in_notice_window", "lapsed", "not_started", "notice_missed",
        "superseded", "terminated",
      ])
    let found = try findings(connection)
    #expect(Set(found.map(\.rule)) == Set(try RuleSet.shipped().rules.map(\.name)))
    #expect(try unexpected(found, connection) == [])
    #expect(
      try findings(connection, sharesFacts: false) == found, "what is worked out once for all rules is something else")
    try expectReports(connection)
    try expectDeadlines(connection)
    try expectKnownCommands(connection)
    try expectUnits(connection)
    try expectKnown(connection)
    try expectHostileTextsStayTexts(connection)
  }

  /// Each says why in both languages.
  private func expectDeadlines(_ connection: Connection) throws {
    try connection.register(
      """
      SET LOCAL clause6.actor = 'ayane';
      INSERT INTO register.review (vendor_id, cause, due_on, started_on, reviewer_id)
      SELECT min(vendor_id), 'request', '2026-12-24', '2026-11-20', (SELECT min(id) FROM register.person)
      FROM facts.review_due('2026-11-22')
      """)
    let kinds = try connection.table(
      """
      SELECT kind, bool_and(why ~ '[a-z]' AND why_ja ~ '[ぁ-んァ-ヶ一-龠]') FROM facts.deadline(\(DemoTests.day)) GROUP BY kind ORDER BY kind
      """)
    #expect(kinds.rows == DeadlineWords.knownKinds.map { [$0, "t"] })
  }

  private func findings(_ connection: Connection, sharesFacts: Bool = true) throws -> [Found] {
    var found: [Found] = []
    let vendors = try connection.table("SELECT id, name FROM register.vendor")
    let names = Dictionary(uniqueKeysWithValues: vendors.rows.map { ($0[0], $0[1] ?? "") })
    let options = CheckOptions(all: true, sharesFacts: sharesFacts)
    for plan in try connection.plans(RuleSet.shipped().rules, on: DemoTests.day, options) {
      #expect(plan.outcome.error == nil, "\(plan.outcome.name)")
      for row in plan.found where row["what"] != "resolved" {
        found.append(
          Found(rule: plan.outcome.name, text: "\(row["reason"] ?? "") / \(names[row["vendor_id"]] ?? "")"))
      }
    }
    return found.sorted { ($0.rule, $0.text) < ($1.rule, $1.text) }
  }

  /// What is found and not expected, or expected and not found. A subject is a few words that stand in one finding.
  private func unexpected(_ found: [Found], _ connection: Connection) throws -> [String] {
    try connection.execute("CREATE TEMPORARY TABLE expected (rule text, subject text, why text)")
    let file = try Data(contentsOf: URL(fileURLWithPath: "Fixtures/demo/expected-findings.csv"))
    try connection.copyIn("COPY pg_temp.expected FROM STDIN (FORMAT csv, HEADER)") { try $0.write(bytes: file) }
    let expected = try connection.table(
      "SELECT rule, subject FROM pg_temp.expected ORDER BY length(subject) DESC, rule, subject")
    var left = found
    var problems: [String] = []
    for row in expected.rows {
      let (rule, subject) = (row[0] ?? "", row[1] ?? "")
      let words = subject.components(separatedBy: " / ")
      if let index = left.firstIndex(where: { found in
        found.rule == rule && words.allSatisfy { found.text.contains($0) }
      }) {
        left.remove(at: index)
      } else {
        problems.append("expected and not found: \(rule) \(subject)")
      }
    }
    return problems + left.map { "found and not expected: \($0.rule) \($0.text)" }
  }
}
