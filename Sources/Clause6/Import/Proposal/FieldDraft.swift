/// A field of the mapping as it is going to be written.
struct FieldDraft {
  let field: ImportField
  var columns: [String] = []
  var constant: String?
  /// Words of the field with their values in YAML.
  var words: [(word: String, value: String)] = []
  var values: [(word: String, meaning: String)] = []
  /// Words that people have to explain.
  var unknown: [String] = []
  /// What should be looked at before it is used.
  var checks: [String] = []
  /// Written as a comment, since it cannot be read as it stands.
  var isCommentedOut = false

  mutating func add(_ word: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    words.append((word, texts.count == 1 ? YAMLText.scalar(texts[0]) : YAMLText.list(texts)))
  }

  /// Its lines under "fields".
  var lines: [String] {
    let comments = checks.flatMap { YAMLText.wrapped("CHECK: " + $0) }.map { "  # \($0)" }
    let mark = isCommentedOut ? "  # " : "  "
    guard unknown.isEmpty, values.count <= 6, flow.count <= 110 else { return comments + block.map { mark + $0 } }
    return comments + [mark + flow]
  }

  private var source: (word: String, value: String) {
    if let constant { return ("constant", YAMLText.scalar(constant)) }
    return columns.count == 1 ? ("column", YAMLText.scalar(columns[0])) : ("columns", YAMLText.list(columns))
  }

  private var flow: String {
    guard words.isEmpty, values.isEmpty, constant == nil, columns.count == 1 else {
      var pairs = [source] + words
      let meanings = values.map { "\(YAMLText.scalar($0.word)): \(YAMLText.scalar($0.meaning))" }
      if !values.isEmpty { pairs.append(("values", "{\(meanings.joined(separator: ", "))}")) }
      return "\(field.name): {\(pairs.map { "\($0.word): \($0.value)" }.joined(separator: ", "))}"
    }
    return "\(field.name): \(YAMLText.scalar(columns[0]))"
  }

  private var block: [String] {
    var lines = ["\(field.name):"] + ([source] + words).map { "  \($0.word): \($0.value)" }
    guard !values.isEmpty || !unknown.isEmpty else { return lines }
    lines.append("  values:")
    lines += values.map { "    \(YAMLText.scalar($0.word)): \(YAMLText.scalar($0.meaning))" }
    let mark = isCommentedOut ? "    " : "    # "
    return lines + unknown.map { "\(mark)\(YAMLText.scalar($0)): " }
  }
}
