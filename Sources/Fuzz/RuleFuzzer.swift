import Clause6

/// Files of rules: their header, and the words of their SQL.
struct RuleFuzzer: ByteFuzzer {
  static let name = "rule"
  static let ending = "sql"
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "-- rule: ", "-- version: 1\n", "-- title: ", "-- title-ja: ", "-- severity: high\n", "-- subject: contract\n",
    "-- scope: all\n", "-- status: draft\n", "-- replaces: ", "-- controls: ", "-- population: ", "-- limit: 60\n",
    "-- param: a integer = 1 | b\n", "-- tier: critical severity=high\n", "-- false: ", "--", "/*", "*/", "'", "\"",
    "$$", "$a$", "E'\\'", "U&'", ";", ":day", "$1",
    "$99", "now()", "current_date", "random()", "SELECT ", "WITH ", "UNION ", "\0", "\r", "\r\n", "\u{2028}",
    "99999999999999999999",
  ])

  init(corpus: [[UInt8]]) { self.corpus = corpus }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let source = String(validating: bytes, as: UTF8.self), let rule = try rule(source) else { return }
    guard rule.source.isSameText(as: source) else { throw Failure("The rule is kept as another text.") }
    guard rule.version > 0, !rule.name.isEmpty else { throw Failure("A rule without a name or a version is taken.") }
    // A clock before all else that the rule says is in no quotes.
    let header = source.prefix(source.count - rule.body.count)
    guard try self.rule(header + "SELECT now()\n" + rule.body) == nil else {
      throw Failure("A clock is not seen.")
    }
  }

  private func rule(_ source: String) throws(Failure) -> Rule? {
    try taken { try Rule(source: source, path: "f.sql") }
  }
}
