import Schema

extension Rule {
  /// The rules that come with the program.
  public static func shipped() throws -> [Rule] {
    try SQLFile.inFolder("rules").filter { !$0.name.hasSuffix(".test") }.map {
      try Rule(source: $0.text, path: $0.path)
    }
  }

  /// The test cases that stand beside a shipped rule; none for a rule without.
  public func shippedTests() throws -> [RuleTest] {
    let path = String(self.path.dropLast(".sql".count)) + ".test.sql"
    return try SQLFile.all.first { $0.path == path }.map { try RuleTest.cases(in: $0.text, path: $0.path) } ?? []
  }

  /// Reads a rule's file.
  /// - Throws: ``Clause6Error`` that names file and line.
  public init(source: String, path: String) throws(Clause6Error) {
    var header = RuleHeader(path: path)
    // Windows ends lines with two characters that Swift counts as one.
    let lines = source.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let entry = RuleHeader.entry(line) else { break }
      try header.add(entry.name, entry.text, line: index + 1)
    }
    name = try header.required("rule")
    version = try header.positiveNumber("version")
    title = try header.required("title")
    severity = try header.severity()
    subject = try header.required("subject")
    why = try header.required("why")
    fix = try header.required("fix")
    controls = (header.texts["controls"] ?? "").split(separator: ";").map { String($0).trimmedCell }
    parameters = header.parameters
    overrides = header.overrides
    self.source = source
    self.path = path
    headerLines = header.lines
    body = lines.dropFirst(header.lines).joined(separator: "\n")
    guard !body.allSatisfy(\.isWhitespace) else { throw Clause6Error("\(path) has a header and no SELECT after it.") }
    if let word = Rule.clockWords.first(where: { body.lowercased().contains($0) }) {
      throw Clause6Error("\(path) looks at a clock (\(word)): use :as_of, so that the rule can be asked about any day.")
    }
  }

  private static let clockWords = [
    "now()", "current_date", "current_timestamp", "clock_timestamp", "localtimestamp", "random()",
  ]
}

/// The comment lines at the top of a rule's file, as they are read.
private struct RuleHeader {
  let path: String
  var texts: [String: String] = [:]
  var parameters: [Rule.Parameter] = []
  var overrides: [String: [String: String]] = [:]
  var lines = 0

  static let words = [
    "rule", "version", "title", "severity", "subject", "controls", "param", "tier", "why", "fix", "false",
  ]

  init(path: String) { self.path = path }

  /// `-- name: text`, or `nil` when the header is over.
  static func entry(_ line: Substring) -> (name: String, text: String)? {
    guard line.hasPrefix("-- "), let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[line.index(line.startIndex, offsetBy: 3)..<colon]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
    return (String(name), String(line[line.index(after: colon)...]).trimmedCell)
  }

  mutating func add(_ name: String, _ text: String, line: Int) throws(Clause6Error) {
    lines = line
    let place = "\(path) line \(line)"
    guard RuleHeader.words.contains(name) else {
      throw Clause6Error(
        "\(place): \"\(name)\" is not a word of a rule's header; these are: \(RuleHeader.words.joined(separator: ", "))."
      )
    }
    switch name {
    case "param": parameters.append(try parameter(text, place))
    case "tier": try addOverride(text, place)
    default:
      guard texts.updateValue(text, forKey: name) == nil else {
        throw Clause6Error("\(place): \"\(name)\" stands twice.")
      }
    }
  }

  private func parameter(_ text: String, _ place: String) throws(Clause6Error) -> Rule.Parameter {
    let halves = text.split(separator: "|", maxSplits: 1)
    let sides = (halves.first ?? "").split(separator: "=", maxSplits: 1)
    let words = (sides.first ?? "").split(separator: " ")
    guard sides.count == 2, words.count == 2, Rule.parameterTypes.contains(String(words[1])) else {
      throw Clause6Error(
        "\(place): a parameter is \"name type = default | help\", its type one of \(Rule.parameterTypes.joined(separator: ", "))."
      )
    }
    return Rule.Parameter(
      name: String(words[0]), type: String(words[1]), value: String(sides[1]).trimmedCell,
      help: halves.count > 1 ? String(halves[1]).trimmedCell : "")
  }

  private mutating func addOverride(_ text: String, _ place: String) throws(Clause6Error) {
    let words = text.split(separator: " ")
    guard let tier = words.first.map(String.init), Rule.tiers.contains(tier), words.count > 1 else {
      throw Clause6Error(
        "\(place): a tier line is \"critical name=value …\", its tier one of \(Rule.tiers.joined(separator: ", ")).")
    }
    for word in words.dropFirst() {
      let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, sides[0] == "severity" || parameters.contains(where: { $0.name == sides[0] }) else {
        throw Clause6Error("\(place): \"\(word)\" sets neither severity nor a parameter declared above it.")
      }
      guard sides[0] != "severity" || Rule.severities.contains(sides[1]) else { throw unknownSeverity(sides[1], place) }
      overrides[tier, default: [:]][sides[0]] = sides[1]
    }
  }

  func required(_ name: String) throws(Clause6Error) -> String {
    guard let text = texts[name], !text.isEmpty else {
      throw Clause6Error("\(path) does not say its \(name): add a line \"-- \(name): …\" to its header.")
    }
    return text
  }

  func positiveNumber(_ name: String) throws(Clause6Error) -> Int {
    let text = try required(name)
    guard let number = Int(text), number > 0 else {
      throw Clause6Error("\(path): \(name) must be a whole number from 1, not \"\(text)\".")
    }
    return number
  }

  func severity() throws(Clause6Error) -> String {
    let severity = try required("severity")
    guard Rule.severities.contains(severity) else { throw unknownSeverity(severity, path) }
    return severity
  }

  private func unknownSeverity(_ word: String, _ place: String) -> Clause6Error {
    Clause6Error("\(place): \"\(word)\" is no severity; these are: \(Rule.severities.joined(separator: ", ")).")
  }
}
