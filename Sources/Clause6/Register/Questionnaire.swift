public import Postgres

extension Connection {
  /// The number of a questionnaire, called `clause6@1` with its version, or `clause6` for the version recorded last.
  /// - Throws: ``Clause6Error`` when there is none.
  public func questionnaire(called which: String) throws -> Int {
    let id = try value(
      "SELECT max(id) FROM register.questionnaire WHERE key = \(which) OR key || '@' || version = \(which)",
      as: Int.self)
    if let id { return id }
    let known = try table(
      "SELECT key FROM register.questionnaire UNION SELECT key || '@' || version FROM register.questionnaire")
    let words = known.rows.compactMap { $0[0] }.sorted()
    throw Clause6Error(
      "There is no questionnaire \"\(which)\"\(suggestion(which, words)): \"clause6 questionnaire list\" shows all.")
  }

  /// Records a version of a questionnaire; it never changes afterwards.
  /// - Returns: its number.
  /// - Throws: `PostgresError.server` with the constraint that refuses: the version is recorded already, a key stands
  ///   twice, a weight is out of bounds …
  public func addQuestionnaire(_ draft: QuestionnaireDraft, key: String, version: String) throws -> Int {
    let id = try value(
      """
      INSERT INTO register.questionnaire (key, version, title_en, title_ja, source, sha256, criteria)
      VALUES (\(key), \(version), \(draft.titleEn), \(draft.titleJa), \(draft.source), \(draft.sha256), \(draft.criteria.count))
      RETURNING id
      """, as: Int.self)
    guard let id else { throw PostgresError.unexpectedRowCount(0) }
    for (index, criterion) in draft.criteria.enumerated() {
      let fields = [Assignment("questionnaire_id", id), Assignment("position", index + 1)] + criterion.assignments
      try execute("INSERT INTO register.criterion (\(fields.columns)) VALUES (\(fields.values))")
    }
    return id
  }

  /// A questionnaire as JSON that ``QuestionnaireDraft`` reads again.
  public func document(ofQuestionnaire id: Int) throws(PostgresError) -> String {
    try value("SELECT facts.questionnaire_document(\(id))") ?? ""
  }
}

extension CriterionDraft {
  fileprivate var assignments: [Assignment] {
    [
      Assignment("key", key), Assignment("group_en", groupEn), Assignment("group_ja", groupJa),
      Assignment("text_en", textEn), Assignment("text_ja", textJa), Assignment("kind", kind.rawValue),
      Assignment("choices", choices.isEmpty ? nil : "[\(choices.map(\.json).joined(separator: ","))]"),
      Assignment("weight", weight), Assignment("required", isRequired), Assignment("knock_out_when", knockOutWhen),
      Assignment("knock_out_en", knockOutEn), Assignment("knock_out_ja", knockOutJa),
      Assignment("evidence_needed", evidenceNeeded), Assignment("guidance", guidance),
    ]
  }
}
