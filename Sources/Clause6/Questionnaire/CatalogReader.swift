/// Reads a catalogue of controls in the form of OSCAL (NIST), as MVSP is published in: each control is a criterion.
struct CatalogReader {
  let language: TextLanguage
  private(set) var criteria: [CriterionDraft] = []
  private(set) var remarks: [QuestionnaireDraft.Remark] = []

  init(language: TextLanguage) { self.language = language }

  mutating func read(_ catalog: YAMLNode) {
    for (key, value) in catalog.pairs ?? [] {
      switch key.text {
      case "groups": for group in value.list ?? [] { read(group: group, under: []) }
      case "controls": for control in value.list ?? [] { read(control: control, under: []) }
      case "uuid", "metadata": break
      default: remark(key, "is not part of a question")
      }
    }
  }

  private mutating func read(group: YAMLNode, under titles: [String]) {
    let titles = titles + [group["title"]?.text].compactMap { $0 }
    for (key, value) in group.pairs ?? [] {
      switch key.text {
      case "groups": for group in value.list ?? [] { read(group: group, under: titles) }
      case "controls": for control in value.list ?? [] { read(control: control, under: titles) }
      case "id", "class", "title", "props": break
      default: remark(key, "of a group is not part of a question")
      }
    }
  }

  private mutating func read(control: YAMLNode, under titles: [String]) {
    let label = (control["props"]?.list ?? []).first { $0["name"]?.text == "label" }?["value"]?.text
    var criterion = CriterionDraft(key: label ?? control["id"]?.text ?? "q\(criteria.count + 1)")
    criterion.setGroup(titles.isEmpty ? nil : titles.joined(separator: " – "), language)
    var sentences = [control["title"]?.text].compactMap { $0?.said }
    var nested: [YAMLNode] = []
    for (key, value) in control.pairs ?? [] {
      switch key.text {
      case "parts":
        for part in value.list ?? [] {
          let prose = prose(part)
          if part["name"]?.text == "statement" {
            sentences += prose
          } else {
            criterion.addGuidance(([part["title"]?.text].compactMap { $0 } + prose).joined(separator: ": "))
          }
        }
      case "controls": nested = value.list ?? []
      case "id", "class", "title", "props": break
      default: remark(key, "of control \(criterion.key) is not part of a question")
      }
    }
    criterion.setText(sentences.isEmpty ? nil : sentences.joined(separator: "\n"), language)
    criteria.append(criterion)
    for control in nested { read(control: control, under: titles) }
  }

  /// The prose of a part and of the parts in it.
  private func prose(_ part: YAMLNode) -> [String] {
    [part["prose"]?.text?.said].compactMap { $0 } + (part["parts"]?.list ?? []).flatMap(prose)
  }

  private mutating func remark(_ key: YAMLNode, _ text: String) {
    remarks.append(QuestionnaireDraft.Remark(line: key.line, text: "\"\(key.text ?? "")\" \(text)"))
  }
}
