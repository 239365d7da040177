import Bytes
import Schema

/// A rule: one `SELECT` in one file, with a comment header. A row it returns is a breach.
///
/// The form is described in `docs/rules.md`.
public struct Rule: Sendable {
  /// Letters, digits, dots and hyphens, such as `contract-lapsed`; another question has another name.
  public let name: String
  /// Raised with every change of the file.
  public let version: Int
  /// What stands in the header for people to read: title, why, fix; in English, and in Japanese where the file has it.
  public let texts: Texts
  /// The severity where no tier says otherwise.
  public let severity: String
  /// Whether it counts, is only watched, or is over.
  public let status: Status
  /// The table that `subject_id` refers to: `contract`, `vendor` …
  public let subject: String
  /// Whether what it says of one vendor depends on that vendor alone.
  public let scope: Scope
  /// What it answers, such as `ISO27001:2022 A.5.20`.
  public let controls: [String]
  /// Names of rules whose place it takes; what they found and is still open is resolved.
  public let replaces: [String]
  /// A `SELECT count(*)`: of how many its breaches are some.
  public let population: String?
  /// How long it may take, in seconds, for each hundred thousand vendors of the register; 60 where the file does not say.
  public let limit: Int
  /// For how many vendors a limit is meant: what a rule costs grows with them.
  static let vendorsOfLimit = 100_000
  public let parameters: [Parameter]
  /// Per tier: the name of a parameter, or `severity`, and its value.
  public let overrides: [String: [String: String]]
  /// What the organisation has set, which goes before what the file says.
  public internal(set) var settings: [RuleSetting] = []
  /// The whole file.
  public let source: String
  /// The file's name, for messages.
  public let path: String
  package let body: String
  /// Lines of the file before the body.
  let headerLines: Int

  public var title: String { texts.title }
  public var why: String { texts.why }
  public var fix: String { texts.fix }

  /// The sentences of a header.
  public struct Texts: Sendable, Equatable {
    public let title: String
    public let why: String
    public let fix: String
    /// The same in Japanese; `nil` where the file has none.
    public let titleJa: String?
    public let whyJa: String?
    public let fixJa: String?
  }

  public enum Status: String, Sendable, CaseIterable {
    /// Runs and shows its plan; nothing is kept, and no exit code depends on it.
    case draft
    case active
    /// Does not run any more; what it found and is still open is resolved.
    case retired
  }

  public enum Scope: String, Sendable, CaseIterable {
    case vendor
    /// The outcome for one vendor depends on the rows of others: left out where only some vendors are checked.
    case all
  }

  public struct Parameter: Sendable, Equatable {
    public let name: String
    public let type: String
    public let value: String
    public let help: String
  }

  /// The tiers, strictest first.
  public static let tiers = ["critical", "high", "medium", "low"]
  public static let severities = ["info", "low", "medium", "high", "critical"]
  static let parameterTypes = ["int", "numeric", "bool", "text", "date", "interval", "text[]"]

  /// The digest of the whole file.
  public var sha256: String { SHA256.hexadecimal(of: source) }

  private static let shipped = Set(SQLFile.inFolder("rules").map(\.text))

  /// Whether it is, to the letter, one of those that come with the program.
  var isShipped: Bool { Rule.shipped.contains(source) }

  /// The line of the file on which the `SELECT`, or what is said of it, begins, from 1.
  public var firstLine: Int {
    let blank = body.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.allSatisfy(\.isWhitespace) }
    return headerLines + blank.count + 1
  }

  /// The status that counts: what the organisation has set, else what the file says.
  public var effectiveStatus: Status {
    settings.first { $0.name == RuleSetting.status }.flatMap { Status(rawValue: $0.value) } ?? status
  }

  /// The value of a parameter, or of `severity`, for a tier: set for the tier, set for all, of the file's tier line, of
  /// the file.
  public func value(of name: String, tier: String) -> String {
    if let set = settings.first(where: { $0.name == name && $0.tier == tier }) { return set.value }
    if let set = settings.first(where: { $0.name == name && $0.tier == nil }) { return set.value }
    if let value = overrides[tier]?[name] { return value }
    return name == RuleSetting.severity ? severity : parameters.first { $0.name == name }?.value ?? ""
  }

  /// `severity` and the parameters: what `params` has columns for, and what can be set.
  public var valueNames: [String] { [RuleSetting.severity] + parameters.map(\.name) }

  /// All values of all tiers, as JSON, to keep with the findings.
  var parametersJSON: String {
    let tiers = Rule.tiers.map { tier in
      "\"\(tier)\":{"
        + valueNames.map { "\"\($0)\":\"\(value(of: $0, tier: tier).escapedForJSON)\"" }.joined(separator: ",") + "}"
    }
    return "{" + tiers.joined(separator: ",") + "}"
  }
}

/// A value that the organisation has set for a rule.
public struct RuleSetting: Sendable, Equatable {
  /// A parameter, `severity` or `status`.
  public let name: String
  /// For which tier; `nil` for all.
  public let tier: String?
  public let value: String

  static let severity = "severity"
  static let status = "status"
  /// How long a waiver may last; no value of the rule itself.
  static let waiverDays = "waiver_days"
}

extension String {
  var escapedForJSON: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
