import Foundation
import Testing

@testable import Clause6

struct PatternTests {
  @Test(arguments: [
    ("\\(.*\\)$", "山田商事 (Ltd)", "山田商事 "), ("[ 　]", "a b　c", "abc"), ("x*", "axxb", "ab"), ("^", "日本", "日本"),
    ("\\s", "\u{3000}東京\u{A0}", "東京"), ("[ァ-ヴ]+", "ABCアイウ", "ABC"), (".$", "one\ntwo\n", "one\ntwo\n"),
    ("(?i)kk$", "Acme KK", "Acme "), ("\\bLtd\\b", "Ltd Ltda", " Ltda"), ("(?<=a)\\Kb", "abab", "aa"), ("a", "", ""),
    ("\\d", "１2", ""), (".", "か\u{3099}", ""), ("(から|[~～]).*$", "2025/4/1～2026/3/31", "2025/4/1"),
  ])
  func cutsWhatItMatches(_ pattern: String, _ text: String, _ rest: String) throws {
    #expect(try Pattern(pattern).cut(from: text) == rest)
  }

  @Test func groupsAreCells() throws {
    let pattern = try Pattern("^(?<no>\\S+)\\s+(?P<name>\\S+)(?<note>！)?$")
    #expect(try pattern.groups(["name", "no", "note", "none"], in: "C-1  山田") == ["山田", "C-1", "", ""])
    #expect(try pattern.groups(["name"], in: "nothing of the kind here") == nil)
  }

  @Test(arguments: ["(", "[a", "a{2,1}", "(?<a>x)(?<a>y)", "*", "\\C"])
  func whatIsNoneIsRefused(_ pattern: String) throws {
    let error = try #require(throws: Clause6Error.self) { try Pattern(pattern) }
    #expect(error.message.hasPrefix("\"\(pattern)\" is not a regular expression: "), "\(error.message)")
  }

  /// Expressions that are known to try every way there is; without a limit each takes longer than anybody waits.
  @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"])
  func itDoesNotRunForEver(_ pattern: String) throws {
    let text = String(repeating: "a", count: 60) + "!"
    #expect(throws: Pattern.Endless.self) { try Pattern(pattern).cut(from: text) }
  }
}
