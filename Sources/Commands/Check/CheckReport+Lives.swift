import Clause6
import Postgres

/// What reports that others read need of a finding: what it is known by, where its rule stands, why it is borne.
extension CheckReport {
  /// The changes in an order that depends on nothing but what was found.
  var ordered: [Change] {
    let places = Dictionary(
      rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func number(_ change: Change, _ column: String) -> Int { change[column].flatMap(Int.init) ?? 0 }
    return changes.sorted { left, right in
      let (a, b) = (places[left.name] ?? 0, places[right.name] ?? 0)
      if a != b { return a < b }
      let (c, d) = (number(left, "subject_id"), number(right, "subject_id"))
      return c != d ? c < d : (left["key"] ?? "").utf8.lexicographicallyPrecedes((right["key"] ?? "").utf8)
    }
  }

  /// What the register has kept of a finding; `nil` of one that was never kept.
  func kept(_ change: Change) -> KeptFindings.Finding? { change["id"].flatMap(Int.init).flatMap { kept?.finding($0) } }

  /// What its subject is: contract, vendor …
  func subject(_ change: Change) -> String { change.rule?.subject ?? kept(change)?.subject ?? "subject" }

  func identity(_ change: Change) -> FindingIdentity {
    FindingIdentity(
      rule: change.name, subject: subject(change), subjectID: change["subject_id"] ?? "", key: change["key"] ?? "")
  }

  /// The waiver that is the reason why a finding is waived.
  func waiver(_ change: Change) -> KeptFindings.Waiver? {
    let vendor = change.vendorID
    return kept?.waiver(
      rule: change.name, finding: change["id"].flatMap(Int.init), vendor: vendor.flatMap(Int.init))
  }

  /// The file of a rule, or of the one that has taken its place.
  func file(ofRule name: String) -> RulePlace? {
    let own = rules.first { $0.name == name }?.rule
    let rule = own ?? rules.lazy.compactMap(\.rule).first { $0.replaces.contains(name) }
    return rule.map { RulePlace($0, isShipped: shipped.contains($0.name)) }
  }

  func title(_ rule: RuleOutcome) -> String { rule.rule.map { inLanguage($0.title, $0.texts.titleJa) } ?? rule.name }
  func inLanguage(_ english: String, _ japanese: String?) -> String { language == .ja ? japanese ?? english : english }
}

extension CheckReport.Change {
  var isResolved: Bool { self["what"] == "resolved" }
  var isWaived: Bool { (self["is_waived"] ?? self["was_waived"]) == "t" }
}

/// Where a rule's text stands, as a URI: relative wherever it can be, since others look for it in a checkout of theirs.
struct RulePlace {
  let uri: String
  let line: Int

  init(_ rule: Rule, isShipped: Bool) {
    line = rule.firstLine
    guard !isShipped else {
      uri = RulePlace.encoded("SQL/" + rule.path)
      return
    }
    var path = Substring(rule.path)
    if let folder = Invocation.current.variable("PWD"), path.hasPrefix(folder + "/") {
      path = path.dropFirst(folder.count + 1)
    }
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    uri = (path.hasPrefix("/") ? "file://" : "") + RulePlace.encoded(String(path))
  }

  /// As RFC 3986 wants it: whatever is neither unreserved nor a slash is escaped.
  private static func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}

/// A control that a rule answers, as its header names it: `ISO27001:2022 A.5.20` is A.5.20 of ISO27001:2022.
struct Control: Hashable, Comparable {
  let text: String
  let framework: String
  let id: String

  init(_ text: String) {
    self.text = text
    let space = text.lastIndex(of: " ")
    framework = space.map { String(text[..<$0]) } ?? "controls"
    id = space.map { String(text[text.index(after: $0)...]) } ?? text
  }

  static func < (left: Control, right: Control) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
