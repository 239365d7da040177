/// The comment lines at the top of a rule's file, as they are read.
struct RuleHeader {
  let path: String
  private(set) var texts: [String: String] = [:]
  private(set) var parameters: [Rule.Parameter] = []
  private(set) var overrides: [String: [String: String]] = [:]
  private(set) var lines = 0

  static let words = [
    "rule", "version", "title", "title-ja", "severity", "status", "subject", "scope", "controls", "param", "tier",
    "population", "limit", "replaces", "author", "why", "why-ja", "fix", "fix-ja", "false", "false-ja",
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
    let sides = (halves.first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let words = (sides.first ?? "").split(separator: " ")
    guard sides.count == 2, words.count == 2, Rule.parameterTypes.contains(String(words[1])) else {
      throw Clause6Error(
        "\(place): a parameter is \"name type = default | help\", its type one of \(Rule.parameterTypes.joined(separator: ", "))."
      )
    }
    let name = String(words[0])
    // It becomes a column of params.
    guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }),
      name.first?.isLetter == true, !["tier", RuleSetting.severity, RuleSetting.status].contains(name)
    else {
      throw Clause6Error(
        "\(place): a parameter is named by small letters, digits and _, and not tier, severity or status; \"\(name)\" is not."
      )
    }
    guard !parameters.contains(where: { $0.name == name }) else {
      throw Clause6Error("\(place): the parameter \(name) stands twice.")
    }
    return Rule.Parameter(
      name: name, type: String(words[1]), value: String(sides[1]).trimmedCell,
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
      guard sides.count == 2, sides[0] == RuleSetting.severity || parameters.contains(where: { $0.name == sides[0] })
      else {
        throw Clause6Error("\(place): \"\(word)\" sets neither severity nor a parameter declared above it.")
      }
      guard sides[0] != RuleSetting.severity || Rule.severities.contains(sides[1]) else {
        throw unknown(sides[1], "severity", Rule.severities, place)
      }
      guard overrides[tier]?[sides[0]] == nil else {
        throw Clause6Error("\(place): \(sides[0]) of the tier \(tier) stands twice.")
      }
      overrides[tier, default: [:]][sides[0]] = sides[1]
    }
  }

  // MARK: What the lines say

  func required(_ name: String) throws(Clause6Error) -> String {
    guard let text = texts[name], !text.isEmpty else {
      throw Clause6Error("\(path) does not say its \(name): add a line \"-- \(name): …\" to its header.")
    }
    return text
  }

  func name() throws(Clause6Error) -> String {
    let name = try required("rule")
    guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E })
    else {
      throw Clause6Error("\(path): a rule is named by small letters, digits, . and -; \"\(name)\" is not.")
    }
    return name
  }

  func number(_ name: String, or missing: Int? = nil) throws(Clause6Error) -> Int {
    if let missing, texts[name] == nil { return missing }
    let text = try required(name)
    guard let number = Int(text), number > 0 else {
      throw Clause6Error("\(path): \(name) must be a whole number from 1, not \"\(text)\".")
    }
    return number
  }

  func severity() throws(Clause6Error) -> String {
    let severity = try required("severity")
    guard Rule.severities.contains(severity) else { throw unknown(severity, "severity", Rule.severities, path) }
    return severity
  }

  func word<Word: RawRepresentable & CaseIterable>(_ name: String, or missing: Word) throws(Clause6Error) -> Word
  where Word.RawValue == String {
    guard let text = texts[name] else { return missing }
    guard let word = Word(rawValue: text) else { throw unknown(text, name, Word.allCases.map(\.rawValue), path) }
    return word
  }

  /// The parts of a line, separated by semicolons.
  func list(_ name: String) -> [String] {
    (texts[name] ?? "").split(separator: ";").map { String($0).trimmedCell }
  }

  private func unknown(_ word: String, _ what: String, _ words: [String], _ place: String) -> Clause6Error {
    Clause6Error("\(place): \"\(word)\" is no \(what); these are: \(words.joined(separator: ", ")).")
  }
}
