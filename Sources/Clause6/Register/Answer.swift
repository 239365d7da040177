public import Postgres

/// What is said about one criterion; fields that are not named keep what they have.
public struct AnswerEdit: Sendable {
  /// The answer as its criterion wants it: a score from 0 to 4, yes or no, a choice, choices with commas, or a text.
  public var value: String?
  /// What the assessor judges an answer to be worth that is not itself a score: 0 none, 1 claimed, 2 partial with
  /// evidence, 3 met with evidence, 4 better than needed.
  public var score = Edit<Int>.keep
  /// Why the criterion does not apply; takes the place of an answer.
  public var notApplicableBecause: String?
  public var comment = Edit<String>.keep
  /// What proves it.
  public var evidence = Edit<String>.keep
  /// Last day on which that proves it; afterwards the answer is worth 1, claimed.
  public var evidenceValidUntilOn = Edit<CalendarDate>.keep

  public init() {}

  fileprivate var isAnswer: Bool { value != nil || notApplicableBecause != nil }

  fileprivate func assignments(_ asked: AskedCriterion) throws -> [Assignment] {
    var fields = [
      Assignment("comment", comment), Assignment("evidence", evidence),
      Assignment("evidence_valid_until_on", evidenceValidUntilOn),
    ].compactMap { $0 }
    if asked.kind == "score" {
      guard case .keep = score else {
        throw Clause6Error("\(asked.key) is itself answered by a score: give it as the answer.")
      }
    } else if let judged = Assignment("score", score) {
      fields.append(judged)
    }
    if let notApplicableBecause {
      fields.append(Assignment("not_applicable_because", notApplicableBecause))
      fields += [Assignment("value", nil), Assignment("score", nil)]
    } else if let value {
      fields.append(Assignment("not_applicable_because", nil))
      fields += try answer(value, asked)
    }
    return fields
  }

  private func answer(_ value: String, _ asked: AskedCriterion) throws -> [Assignment] {
    switch asked.kind {
    case "score":
      guard let score = Int(value.halfWidth.trimmedCell), (0...4).contains(score) else {
        throw Clause6Error(
          "\(asked.key) is answered by a score, not by \"\(value)\": "
            + "0 none, 1 claimed, 2 partial with evidence, 3 met with evidence, 4 better than needed.")
      }
      return [Assignment("score", score)]
    case "choices":
      return [Assignment("value", value.split(separator: ",").map { String($0).trimmedCell }.joined(separator: ","))]
    case "yes_no":
      let words = ["はい": "yes", "いいえ": "no", "有": "yes", "無": "no"]
      return [Assignment("value", words[value.trimmedCell] ?? value.halfWidth.trimmedCell.lowercased())]
    default: return [Assignment("value", value)]
    }
  }
}

/// A criterion of an assessment's questionnaire.
struct AskedCriterion: Decodable {
  let id: Int
  let questionnaireId: Int
  let key: String
  let kind: String
}

extension Connection {
  /// The criterion of a key in the questionnaire that an assessment asks.
  func criterion(_ key: String, ofAssessment id: Int) throws -> AskedCriterion {
    let asked = try row(
      """
      SELECT id, questionnaire_id, key, kind FROM register.criterion
      WHERE register.name_key(key) = register.name_key(\(key))
        AND questionnaire_id = (SELECT questionnaire_id FROM register.assessment WHERE id = \(id))
      ORDER BY key = \(key) DESC LIMIT 1
      """, as: AskedCriterion.self)
    if let asked { return asked }
    let known = try table(
      """
      SELECT key FROM register.criterion
      WHERE questionnaire_id = (SELECT questionnaire_id FROM register.assessment WHERE id = \(id)) ORDER BY position
      """
    ).rows.compactMap { $0[0] }
    throw Clause6Error(
      "Assessment \(id) asks nothing called \"\(key)\"\(suggestion(key, known)): "
        + "\"clause6 assessment show \(id)\" lists what it asks.")
  }

  /// Answers one criterion of an open assessment, or corrects the answer. What says the same again changes nothing.
  /// - Parameters:
  ///   - key: the criterion.
  ///   - id: the assessment.
  ///   - edit: what is said about it.
  ///   - day: the day of the answer, not after today.
  /// - Returns: whether anything changed.
  /// - Throws: ``Clause6Error`` when the assessment asks no such criterion or the answer does not fit it;
  ///   `PostgresError.server` when the assessment is concluded.
  @discardableResult
  public func answer(
    _ key: String, ofAssessment id: Int, _ edit: AnswerEdit, on day: CalendarDate
  ) throws -> Bool {
    try refuseFuture(day, "Nobody has answered")
    let asked = try criterion(key, ofAssessment: id)
    let fields = try edit.assignments(asked)
    guard !fields.isEmpty else { return false }
    let dated = fields + [Assignment("answered_on", day)]
    let changed = try execute(
      """
      UPDATE register.answer SET \(dated.setClause)
      WHERE assessment_id = \(id) AND criterion_id = \(asked.id) AND (\(fields.anyDiffers))
      """)
    guard changed == 0 else { return true }
    let exists = try value(
      "SELECT count(*) FROM register.answer WHERE assessment_id = \(id) AND criterion_id = \(asked.id)", as: Int.self)
    if exists != 0 { return false }
    guard edit.isAnswer else {
      throw Clause6Error("\(key) has no answer yet: give one, or say why it does not apply.")
    }
    let whole =
      dated + [
        Assignment("assessment_id", id), Assignment("criterion_id", asked.id),
        Assignment("questionnaire_id", asked.questionnaireId),
      ]
    try execute("INSERT INTO register.answer (\(whole.columns)) VALUES (\(whole.values))")
    return true
  }
}
