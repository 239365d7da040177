/// A questionnaire as a file has it, before it is recorded.
public struct QuestionnaireDraft: Sendable, Equatable {
  public var titleEn: String?
  public var titleJa: String?
  /// Where it was taken from.
  public var source: String?
  /// SHA-256 of the file.
  public var sha256: String?
  public var criteria: [CriterionDraft] = []
  /// What the file says that no criterion keeps, in the order of its lines.
  public var notUnderstood: [Remark] = []

  /// Something in a line of a file.
  public struct Remark: Sendable, Equatable {
    public let line: Int
    public let text: String
  }

  public init() {}
}

/// One question of a questionnaire.
public struct CriterionDraft: Sendable, Equatable {
  /// How a criterion is answered.
  public enum Kind: String, Sendable, CaseIterable {
    /// A score from 0 to 4.
    case score
    case yesNo = "yes_no"
    /// One of several.
    case choice
    /// Any number of several.
    case choices
    case text
  }

  public struct Choice: Sendable, Equatable {
    public var key: String
    public var textEn: String?
    public var textJa: String?
    /// What it is worth, from 0 to 4; none when the assessor has to say.
    public var score: Int?
  }

  public var key: String
  public var groupEn: String?
  public var groupJa: String?
  public var textEn: String?
  public var textJa: String?
  public var kind = Kind.score
  public var choices: [Choice] = []
  /// How much it counts beside the others; 0 for a gate or a question for information.
  public var weight = 1
  /// Whether a blank counts as the worst answer.
  public var isRequired = true
  /// The answer that rules a vendor out: yes, no, a choice, or a score with all below it.
  public var knockOutWhen: String?
  public var knockOutEn: String?
  public var knockOutJa: String?
  public var evidenceNeeded: String?
  public var guidance: String?

  public init(key: String) { self.key = key }
}

/// The language of texts in a file that does not say.
public enum TextLanguage: String, Sendable {
  case en, ja
}

extension CriterionDraft {
  mutating func setText(_ text: String?, _ language: TextLanguage) {
    if language == .ja { textJa = text } else { textEn = text }
  }

  mutating func setGroup(_ text: String?, _ language: TextLanguage) {
    if language == .ja { groupJa = text } else { groupEn = text }
  }

  mutating func addGuidance(_ text: String) {
    guidance = guidance.map { "\($0)\n\(text)" } ?? text
  }
}

extension CriterionDraft.Choice {
  init(key: String, text: String, _ language: TextLanguage, score: Int? = nil) {
    self.init(key: key, textEn: language == .en ? text : nil, textJa: language == .ja ? text : nil, score: score)
  }

  /// As the register keeps it.
  var json: String {
    func member(_ name: String, _ text: String?) -> String? { text.map { "\"\(name)\":\"\($0.escapedForJSON)\"" } }
    let members = [member("key", key), member("en", textEn), member("ja", textJa), score.map { "\"score\":\($0)" }]
    return "{" + members.compactMap { $0 }.joined(separator: ",") + "}"
  }
}
