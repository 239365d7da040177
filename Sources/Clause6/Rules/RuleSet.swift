import Schema

/// The rules that come with the program, and those in folders of the organisation's own.
public struct RuleSet: Sendable {
  public let rules: [Rule]
  /// The text of the file beside each rule that has its cases, by the rule's name.
  private let tests: [String: SQLFile]

  /// The rules that come with the program.
  public static func shipped() throws(Clause6Error) -> RuleSet { try RuleSet(SQLFile.inFolder("rules")) }

  /// The shipped rules and those in folders.
  /// - Parameter folders: every file that ends in `.sql` and not in `.test.sql` is a rule.
  /// - Throws: ``Clause6Error`` for a folder or file that cannot be read, and for a name that two rules have.
  public init(folders: [String]) throws(Clause6Error) {
    var files = SQLFile.inFolder("rules")
    for folder in folders { files += try SQLFolder.files(in: folder, of: "rule") }
    try self.init(files)
  }

  private init(_ files: [SQLFile]) throws(Clause6Error) {
    var rules: [Rule] = []
    var tests: [String: SQLFile] = [:]
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for file in files where !file.path.hasSuffix(RuleSet.testEnding) {
      let rule = try Rule(source: file.text, path: file.path)
      if let other = rules.first(where: { $0.name == rule.name }) {
        throw Clause6Error("\(rule.path) and \(other.path) are both called \(rule.name): give one another name.")
      }
      rules.append(rule)
      tests[rule.name] = byPath[file.path.dropLast(".sql".count) + RuleSet.testEnding]
    }
    self.rules = rules
    self.tests = tests
  }

  static let testEnding = ".test.sql"

  /// Some of the rules.
  /// - Parameter names: none for all.
  /// - Throws: ``Clause6Error`` for a name that no rule has.
  public func named(_ names: [String]) throws(Clause6Error) -> [Rule] {
    for name in names where !rules.contains(where: { $0.name == name }) {
      throw Clause6Error(
        "There is no rule \"\(name)\"\(suggestion(name, rules.map(\.name))): \"clause6 rule list\" shows them; --rules names a folder of your own."
      )
    }
    return names.isEmpty ? rules : rules.filter { names.contains($0.name) }
  }

  /// The cases that stand beside a rule.
  /// - Throws: ``Clause6Error`` when there are none, or they cannot be read.
  public func tests(of rule: Rule) throws(Clause6Error) -> RuleTests {
    guard let file = tests[rule.name] else {
      let path = rule.path.dropLast(".sql".count) + RuleSet.testEnding
      throw Clause6Error("\(rule.path) has no cases: put them into \(path).")
    }
    return try RuleTests(text: file.text, path: file.path)
  }
}
