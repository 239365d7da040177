/// Reads a questionnaire in the form of Google's VSAQ: blocks of items, with tips that belong to an answer.
///
/// A radio group becomes a choice, a group of boxes several choices, a box to tick a yes or no, a line or a field a text
/// for information. Remarks before a question and tips after it become its guidance; what is asked only under a
/// condition is not required.
struct BlockReader {
  let language: TextLanguage
  private(set) var title: String?
  private(set) var criteria: [CriterionDraft] = []
  private(set) var remarks: [QuestionnaireDraft.Remark] = []
  /// What is said before the next question.
  private var introduction: [String] = []

  init(language: TextLanguage) { self.language = language }

  mutating func read(_ root: YAMLNode) {
    for (key, value) in root.pairs ?? [] {
      switch key.text {
      case "questionnaire", "extensions":
        let blocks = value.list ?? []
        title = blocks.count == 1 ? blocks[0]["text"]?.text?.said : nil
        // The one block around all the others is the questionnaire itself.
        for block in blocks { read(block, under: [], when: [], isWhole: title != nil) }
      case "version": break
      default: remark(key.line, "\"\(key.text ?? "")\" is not part of a question")
      }
    }
    for text in introduction { remark(root.line, "no question follows this remark: \(text)") }
  }

  private mutating func read(_ item: YAMLNode, under titles: [String], when conditions: [String], isWhole: Bool = false)
  {
    let text = item["text"]?.text?.said
    let conditions = conditions + [item["cond"]?.text?.said].compactMap { $0 }
    let type = item["type"]?.text ?? ""
    noteUnknown(item, type)
    switch type {
    case "block":
      let titles = isWhole ? titles : titles + [text].compactMap { $0 }
      for item in item["items"]?.list ?? [] { read(item, under: titles, when: conditions) }
    case "info": introduction += [text].compactMap { $0 }
    case "tip": addTip(item, text)
    case "radiogroup": add(item, text, .choice, titles, conditions)
    case "checkgroup": add(item, text, .choices, titles, conditions)
    case "check": add(item, text, .yesNo, titles, conditions)
    case "line", "box", "date", "upload": add(item, text, .text, titles, conditions, weight: 0)
    default: remark(item.line, "\"\(type)\" is no type of item: \(text ?? "without a text")")
    }
  }

  private mutating func add(
    _ item: YAMLNode, _ text: String?, _ kind: CriterionDraft.Kind, _ titles: [String], _ conditions: [String],
    weight: Int = 1
  ) {
    var criterion = CriterionDraft(key: item["id"]?.text?.said ?? "q\(criteria.count + 1)")
    criterion.kind = kind
    criterion.weight = weight
    criterion.setGroup(titles.isEmpty ? nil : titles.joined(separator: " – "), language)
    // A group of boxes may leave its question to the remark before it.
    criterion.setText(text ?? introduction.last ?? titles.last, language)
    for text in introduction { criterion.addGuidance(text) }
    introduction = []
    for choice in item["choices"]?.list ?? [] {
      for (key, value) in choice.pairs ?? [] {
        criterion.choices.append(CriterionDraft.Choice(key: key.text ?? "", text: value.text ?? "", language))
      }
    }
    criterion.isRequired = conditions.isEmpty && kind != .text
    if !conditions.isEmpty { criterion.addGuidance("Asked when: \(conditions.joined(separator: " and "))") }
    criteria.append(criterion)
  }

  private mutating func addTip(_ item: YAMLNode, _ text: String?) {
    let name = [item["name"]?.text?.said, item["severity"]?.text?.said.map { "severity \($0)" }].compactMap { $0 }
    let when = item["cond"]?.text?.said.map { "When \($0)" }
    let head = ([when] + name).compactMap { $0 }.joined(separator: ", ")
    let tip = [head.isEmpty ? nil : head, text, item["why"]?.text?.said].compactMap { $0 }.joined(separator: ": ")
    guard !criteria.isEmpty else { return remark(item.line, "no question stands before this tip: \(tip)") }
    criteria[criteria.count - 1].addGuidance(tip)
  }

  private mutating func noteUnknown(_ item: YAMLNode, _ type: String) {
    // How a form looks and what is ticked at first is not part of a question.
    let known = ["type", "text", "id", "cond", "defaultChoice", "placeholder", "warn"]
    let own = [
      "block": ["items"], "radiogroup": ["choices"], "checkgroup": ["choices"], "tip": ["why", "name", "severity"],
    ]
    for (key, _) in item.pairs ?? [] {
      guard let name = key.text, !(known + (own[type] ?? [])).contains(name) else { continue }
      remark(key.line, "\"\(name)\" of \(item["id"]?.text ?? "a \(type)") is not part of a question")
    }
  }

  private mutating func remark(_ line: Int, _ text: String) {
    remarks.append(QuestionnaireDraft.Remark(line: line, text: text))
  }
}
