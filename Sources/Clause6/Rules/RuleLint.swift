public import Postgres

/// Something about a rule that is wrong, or that will be regretted.
public struct RuleProblem: Sendable, Equatable {
  public enum Level: String, Sendable {
    /// The rule cannot run, or must not.
    case error
    /// It runs, but not as it should.
    case warning
  }

  public let rule: String
  public let level: Level
  public let sentence: String
}

extension Connection {
  /// Looks at rules without running them: columns and types by the server, the rest by their text.
  /// - Parameters:
  ///   - rules: what to look at.
  ///   - set: where their cases are.
  public func lint(_ rules: [Rule], of set: RuleSet) throws -> [RuleProblem] {
    try transaction(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", end: "ROLLBACK") { connection in
      try rules.flatMap { try connection.lint($0, set) }
    }
  }

  private func lint(_ rule: Rule, _ set: RuleSet) throws -> [RuleProblem] {
    var problems: [RuleProblem] = []
    func add(_ level: RuleProblem.Level, _ sentence: String) {
      problems.append(RuleProblem(rule: rule.name, level: level, sentence: sentence))
    }
    for sentence in try serverProblems(rule) { add(.error, sentence) }
    if try hasOtherText(rule) {
      add(.error, "it was changed but is still version \(rule.version): raise its version")
    }
    for parameter in rule.parameters {
      let values = Rule.tiers.map { rule.value(of: parameter.name, tier: $0) }
      for value in Set(values).sorted() where try !isReadable(value, as: parameter.type) {
        add(.error, "\(parameter.name) is of type \(parameter.type), and \"\(value)\" is not")
      }
    }
    for sentence in rule.regrets { add(.warning, sentence) }
    do {
      let cases = try set.tests(of: rule).cases
      if !cases.contains(where: \.expectsNothing) { add(.warning, "no case expects that nothing is found") }
      if cases.allSatisfy(\.expectsNothing) { add(.warning, "no case expects that something is found") }
    } catch {
      add(.warning, error.message)
    }
    return problems
  }

  private func serverProblems(_ rule: Rule) throws -> [String] {
    do {
      try savepoint {
        try execute(script: Rule.session())
        _ = try rule.columns(on: try today(), self)
      }
      return []
    } catch let error as PostgresError where error.sqlState != nil {
      return [error.sentence]
    } catch let error as Clause6Error {
      return [error.message]
    }
  }
}

extension Rule {
  /// What runs, but not as it should.
  fileprivate var regrets: [String] {
    let words = SQLWords(body).words
    var regrets: [String] = []
    if !body.contains(":as_of") { regrets.append("it never asks for :as_of, so it says the same of every day") }
    for parameter in parameters where !words.contains(parameter.name) {
      regrets.append("nothing uses the parameter \(parameter.name)")
    }
    // Of a list that is written out it is known that no value is NULL.
    if zip(words, words.dropFirst(2)).enumerated().contains(where: {
      $0.element == ("not", "select") && words[$0.offset + 1] == "in"
    }) {
      regrets.append("NOT IN finds nothing as soon as one value is NULL: write NOT EXISTS")
    }
    if !words.contains("reason_ja") { regrets.append("it has no reason_ja: its findings are in English alone") }
    if texts.titleJa == nil { regrets.append("it has no title-ja, why-ja and fix-ja") }
    return regrets
  }
}
