/// A rule: one `SELECT` in one file, with a comment header. A row it returns is a breach.
///
/// The form is described in `docs/rules.md`.
public struct Rule: Sendable {
  public let name: String
  public let version: Int
  public let title: String
  /// The severity where no tier says otherwise.
  public let severity: String
  /// The table that `subject_id` refers to: `contract`, `vendor` …
  public let subject: String
  public let why: String
  public let fix: String
  public let controls: [String]
  public let parameters: [Parameter]
  /// Per tier: the name of a parameter, or `severity`, and its value.
  public let overrides: [String: [String: String]]
  /// The whole file.
  public let source: String
  /// The file's name, for messages.
  public let path: String
  let body: String
  /// Lines of the file before the body.
  let headerLines: Int

  public struct Parameter: Sendable, Equatable {
    public let name: String
    public let type: String
    public let value: String
    public let help: String
  }

  /// The tiers, strictest first.
  public static let tiers = ["critical", "high", "medium", "low"]
  public static let severities = ["info", "low", "medium", "high", "critical"]
  static let parameterTypes = ["int", "numeric", "bool", "text", "date", "interval"]

  var sha256: String { SHA256.hexadecimal(of: source) }

  /// The value of a parameter, or of `severity`, for a tier.
  func value(of name: String, tier: String) -> String {
    if let value = overrides[tier]?[name] { return value }
    return name == "severity" ? severity : parameters.first { $0.name == name }?.value ?? ""
  }

  /// All values of all tiers, as JSON, to keep with the findings.
  var parametersJSON: String {
    let names = ["severity"] + parameters.map(\.name)
    let tiers = Rule.tiers.map { tier in
      "\"\(tier)\":{"
        + names.map { "\"\($0)\":\"\(value(of: $0, tier: tier).escapedForJSON)\"" }.joined(separator: ",") + "}"
    }
    return "{" + tiers.joined(separator: ",") + "}"
  }
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
