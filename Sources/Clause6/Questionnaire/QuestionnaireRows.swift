/// Reads questions that are rows of named fields: a CSV file, or a list in YAML or JSON.
///
/// Understands our own words and those of the Japanese third-party questionnaire library (category, order, type …).
struct QuestionnaireRows {
  let language: TextLanguage
  let path: String
  private(set) var criteria: [CriterionDraft] = []
  private(set) var remarks: [QuestionnaireDraft.Remark] = []
  private var unknownFields: Set<String> = []

  /// The words of a file, and the field each means.
  private static let fields = [
    "key": "key", "uid": "key", "id": "key", "group_en": "group_en", "group_ja": "group_ja", "group": "group",
    "category": "group", "order": "order", "text_en": "text_en", "text_ja": "text_ja", "text": "text",
    "question": "text", "kind": "kind", "type": "kind", "choices": "choices", "weight": "weight",
    "required": "required", "knock_out_when": "knock_out_when", "knock_out_en": "knock_out_en",
    "knock_out_ja": "knock_out_ja", "evidence_needed": "evidence_needed", "guidance": "guidance",
    "depends_on": "depends_on", "tags": "tags", "version": "version",
  ]

  private static let kinds: [String: CriterionDraft.Kind] = [
    "score": .score, "yes_no": .yesNo, "boolean": .yesNo, "bool": .yesNo, "choice": .choice, "select": .choice,
    "radio": .choice, "choices": .choices, "multi_select": .choices, "checkbox": .choices, "text": .text,
  ]

  init(language: TextLanguage, path: String) {
    self.language = language
    self.path = path
  }

  // MARK: CSV

  mutating func read(_ reader: DelimitedReader) throws {
    guard let header = try reader.next() else {
      throw Clause6Error("\(path) is empty: its first line names the columns.")
    }
    let names = header.fields.map(\.trimmedCell)
    guard names.contains(where: { QuestionnaireRows.fields[$0]?.hasPrefix("text") == true }) else {
      throw Clause6Error("\(path) has no column of questions: name one text, text_en, text_ja or question.")
    }
    while let record = try reader.next() {
      guard record.fields.contains(where: { !$0.trimmedCell.isEmpty }) else { continue }
      guard record.fields.count <= names.count, record.problem == nil else {
        throw Clause6Error("\(path) line \(record.line) does not fit its header of \(names.count) columns.")
      }
      var cells: [String: String] = [:]
      for (name, cell) in zip(names, record.fields) {
        store(CSVLine.unguarded(cell), name, line: header.line, in: &cells)
      }
      var criterion = try criterion(cells, record.line)
      if let text = cells["choices"] { criterion.choices = try choices(text, record.line) }
      criteria.append(criterion)
    }
  }

  // MARK: YAML and JSON

  mutating func read(_ root: YAMLNode) throws {
    let list = root["criteria"]?.list ?? root["questions"]?.list ?? root.list ?? (root["key"] != nil ? [root] : [])
    for (key, _) in root.pairs ?? [] where root["key"] == nil {
      let known = ["clause6", "title_en", "title_ja", "source", "criteria", "questions"]
      if let text = key.text, !known.contains(text) { remark(key.line, "\"\(text)\" is no word of a questionnaire") }
    }
    for node in list {
      guard let pairs = node.pairs else {
        remark(node.line, "a list of questions holds something else: \(node.text ?? "a list")")
        continue
      }
      var cells: [String: String] = [:]
      for (key, value) in pairs where key.text != "choices" {
        let text = value.text ?? value.list.map { $0.compactMap(\.text).joined(separator: ", ") }
        if let text, let name = key.text {
          store(text, name, line: key.line, in: &cells)
        } else {
          remark(value.line, "\"\(key.text ?? "")\" holds more than a text")
        }
      }
      var criterion = try criterion(cells, node.line)
      criterion.choices = try (node["choices"]?.list ?? []).flatMap { try choices($0) }
      criteria.append(criterion)
    }
  }

  private func choices(_ node: YAMLNode) throws -> [CriterionDraft.Choice] {
    if let text = node.text { return try choices(text, node.line) }
    if let key = node["key"]?.text.flatMap(\.said) {
      let score = try node["score"]?.text.flatMap(\.said).map { try number($0, "a score", 0...4, node.line) }
      return [
        CriterionDraft.Choice(
          key: key, textEn: node["en"]?.text.flatMap(\.said), textJa: node["ja"]?.text.flatMap(\.said), score: score)
      ]
    }
    return (node.pairs ?? []).compactMap { key, value in
      guard let key = key.text, let text = value.text else { return nil }
      return CriterionDraft.Choice(key: key, text: text, language)
    }
  }

  // MARK: Both

  private mutating func store(_ text: String, _ name: String, line: Int, in cells: inout [String: String]) {
    guard let field = QuestionnaireRows.fields[name] else {
      if unknownFields.insert(name).inserted { remark(line, "\"\(name)\" is no field of a question") }
      return
    }
    if let text = text.said { cells[field] = text }
  }

  private mutating func remark(_ line: Int, _ text: String) {
    remarks.append(QuestionnaireDraft.Remark(line: line, text: text))
  }

  private mutating func criterion(_ cells: [String: String], _ line: Int) throws -> CriterionDraft {
    let place = cells["order"].map { "\(cells["group"] ?? "q").\($0)" } ?? "q\(criteria.count + 1)"
    var criterion = CriterionDraft(key: cells["key"] ?? place.replacing(" ", with: "_"))
    criterion.setGroup(cells["group"], language)
    criterion.groupEn = cells["group_en"] ?? criterion.groupEn
    criterion.groupJa = cells["group_ja"] ?? criterion.groupJa
    criterion.setText(cells["text"], language)
    criterion.textEn = cells["text_en"] ?? criterion.textEn
    criterion.textJa = cells["text_ja"] ?? criterion.textJa
    guard criterion.textEn != nil || criterion.textJa != nil else {
      throw Clause6Error("\(path) line \(line): \(criterion.key) asks nothing: its text is empty.")
    }
    if let word = cells["kind"] {
      if let kind = QuestionnaireRows.kinds[word.lowercased()] {
        criterion.kind = kind
      } else {
        criterion.kind = .text
        remark(line, "\"\(word)\" is no kind of answer; \(criterion.key) is answered by a text")
      }
    }
    if let text = cells["weight"] { criterion.weight = try number(text, "a weight", 0...1000, line) }
    criterion.isRequired = try cells["required"].map { try flag($0, line) } ?? (cells["depends_on"] == nil)
    criterion.knockOutWhen = cells["knock_out_when"]
    criterion.knockOutEn = cells["knock_out_en"]
    criterion.knockOutJa = cells["knock_out_ja"]
    criterion.evidenceNeeded = cells["evidence_needed"]
    criterion.guidance = cells["guidance"]
    for (field, title) in [("depends_on", "Depends on"), ("tags", "Tags"), ("version", "Version")] {
      if let text = cells[field] { criterion.addGuidance("\(title): \(text)") }
    }
    return criterion
  }

  /// `yes=Yes, always|no:0=No`: between two stands a bar or a line break; a number behind the key is its score.
  private func choices(_ text: String, _ line: Int) throws -> [CriterionDraft.Choice] {
    try text.split(whereSeparator: { $0 == "|" || $0.isNewline }).map { piece in
      let sides = piece.split(separator: "=", maxSplits: 1).map { String($0).trimmedCell }
      guard sides.count == 2 else {
        throw Clause6Error("\(path) line \(line): \"\(piece)\" is no choice: write key=text, with | between two.")
      }
      let key = sides[0].split(separator: ":", maxSplits: 1).map(String.init)
      let score = try key.count == 2 ? number(key[1], "a score", 0...4, line) : nil
      return CriterionDraft.Choice(key: key[0], text: sides[1], language, score: score)
    }
  }

  private func number(_ text: String, _ what: String, _ range: ClosedRange<Int>, _ line: Int) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw Clause6Error(
        "\(path) line \(line): \(what) is a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"."
      )
    }
    return number
  }

  private func flag(_ text: String, _ line: Int) throws -> Bool {
    switch text.lowercased() {
    case "true", "yes", "t", "1": true
    case "false", "no", "f", "0": false
    default: throw Clause6Error("\(path) line \(line): required is yes or no, not \"\(text)\".")
    }
  }
}
