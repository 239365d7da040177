import Foundation
import Postgres
import TestSupport
import Testing

@testable import Clause6

/// Two thousand random registers, each rule judged by a check and by plain Swift that was written from its sentence.
@Suite(.register, .serialized) struct EvaluatorTests {
  static let registers = 2000
  static let seed = ProcessInfo.processInfo.environment["CLAUSE6_SEED"].flatMap { UInt64($0) } ?? 20_261_122

  static let days: [Day] = {
    var random = SplitMix64(state: seed)
    let drawn = (0..<2).map { _ in Day(2026, 1, 1) + Int(random.next() % 1000) }
    return [Day(2024, 2, 29), Day(2025, 2, 28), Day(2026, 3, 31), Day(2026, 11, 1)] + drawn
  }()

  @Test func rulesSayWhatTheirSentencesSay() throws {
    let connection = try TestDatabase.connect()
    var made = RegisterRows()
    for number in 1...EvaluatorTests.registers {
      made += RandomRegister(number, seed: EvaluatorTests.seed, days: EvaluatorTests.days).rows
    }
    try made.insert(into: connection)
    try connection.execute(script: "ANALYZE")
    let rows = try RegisterRows.export(from: connection)
    let index = RegisterIndex(rows)
    let rules = try RuleSet.shipped().rules.filter { rule in Evaluator.rules.contains { $0.0 == rule.name } }
    let found = try EvaluatorTests.days.map { try breaches(rules, $0, connection) }
    for (name, judge) in Evaluator.rules {
      let rule = try #require(rules.first { $0.name == name })
      var conceded = Comparison(rule: name)
      var strict = Comparison(rule: name)
      for (day, found) in zip(EvaluatorTests.days, found) {
        let (found, subjects) = (found[name] ?? [], subjects(rule, rows))
        conceded.compare(
          found, judge(Evaluator(rows, index, on: day, conceding: Set(Evaluator.Dispute.allCases))), on: day,
          of: subjects)
        strict.compare(found, judge(Evaluator(rows, index, on: day)), on: day, of: subjects)
      }
      print("\(conceded.summary), \(strict.differences) with what is disputed")
      #expect(conceded.differences == 0, "seed \(EvaluatorTests.seed): \(conceded.report)")
      #expect(conceded.breaches >= 200 && conceded.others >= 200, "\(conceded.summary)")
      if strict.differences > 0 { withKnownIssue { Issue.record("\(strict.report)") } }
    }
  }

  /// What a check finds on a day, by rule.
  private func breaches(
    _ rules: [Rule], _ day: Day, _ connection: Connection
  ) throws -> [String: [Evaluator.Breach]] {
    let date = try #require(CalendarDate(day.description))
    var found: [String: [Evaluator.Breach]] = [:]
    for plan in try connection.plans(rules, on: date, CheckOptions(all: true)) {
      #expect(plan.outcome.error == nil, "\(plan.outcome.name)")
      found[plan.outcome.name] = try plan.found.map { row in
        Evaluator.Breach(
          subject: try #require(row["subject_id"].flatMap { Int($0) }), severity: try #require(row["severity"]),
          since: row["since"].map { Day(iso: $0) })
      }
    }
    return found
  }

  private func subjects(_ rule: Rule, _ rows: RegisterRows) -> Int {
    switch rule.subject {
    case "contract": rows.contracts.count
    case "engagement": rows.engagements.count
    case "evidence": rows.evidence.count
    default: rows.vendors.count
    }
  }
}

/// What the two said of a rule on all days.
struct Comparison {
  let rule: String
  var breaches = 0
  var others = 0
  var differences = 0
  private var lines: [String] = []

  init(rule: String) { self.rule = rule }

  mutating func compare(_ sql: [Evaluator.Breach], _ swift: [Evaluator.Breach], on day: Day, of subjects: Int) {
    breaches += sql.count
    others += subjects - sql.count
    let since = Dictionary(sql.map { ($0.subject, $0.since) }, uniquingKeysWith: { first, _ in first })
    let told = swift.map { breach in
      guard breach.isSinceConceded else { return breach }
      return Evaluator.Breach(
        subject: breach.subject, severity: breach.severity, since: since[breach.subject] ?? breach.since)
    }
    let (sql, swift) = (Set(sql), Set(told))
    for (said, only) in [("only the SQL", sql.subtracting(swift)), ("only the sentence", swift.subtracting(sql))] {
      differences += only.count
      for breach in only.sorted(by: { $0.subject < $1.subject }).prefix(5) {
        lines.append("  \(day): \(said) has \(breach) (register \(breach.subject / RandomRegister.span))")
      }
    }
  }

  var summary: String { "\(rule): \(breaches) breaches, \(others) not, \(differences) differences" }
  var report: String { ([summary] + lines.prefix(10)).joined(separator: "\n") }
}
