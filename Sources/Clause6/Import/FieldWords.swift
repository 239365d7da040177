/// Reads the lines under `fields` of a mapping.
struct FieldWords {
  let words: MappingWords
  let noun: ImportNoun
  let termKeys: Set<String>

  func field(_ key: YAMLNode, _ value: YAMLNode, _ reading: CellReading) throws -> MappedField {
    var field = MappedField(field: try target(key), reading: reading)
    guard value.pairs != nil else {
      field.columns = [try words.string(value, "a column's name").columnName]
      return field
    }
    let keys = try words.mapping(value, "a field", allowed: FieldWords.own + MappingWords.cell)
    try words.read(keys, into: &field.reading)
    if let node = keys["values"] {
      field.reading.values = try values(node)
      field.reading.words = node.pairs?.compactMap(\.key.text) ?? []
    }
    field.reading.otherwise = try keys["otherwise"].map { try words.string($0, "otherwise") }
    try refuseMeaningless(keys, field)
    field.columns = try columns(keys)
    if let node = keys["join"] { field.join = try words.string(node, "join") }
    field.constant = try keys["constant"].map { try words.string($0, "constant") }
    if let node = keys["split"] {
      field.split = try words.strings(node, "split")
      guard !field.split.contains("") else {
        throw words.refusal(node, "split needs a text to split at, such as \"\\n\"")
      }
    }
    if let node = keys["optional"] { field.isOptional = try words.flag(node, "optional") }
    field.remove = try keys["remove"].map(words.regularExpression)
    guard field.columns.isEmpty != (field.constant == nil) else {
      throw words.refusal(key, "\(field.field.name) needs either a column or a constant")
    }
    return field
  }

  private func columns(_ keys: [String: YAMLNode]) throws -> [String] {
    if let column = keys["column"], let columns = keys["columns"] {
      throw words.refusal(max(column, columns), "a field has either a column or columns")
    }
    if let node = keys["column"] { return [try words.string(node, "column").columnName] }
    return try keys["columns"].map { try words.strings($0, "columns").map(\.columnName) } ?? []
  }

  /// A meaning that no cell of the field can have is the mapping's mistake, and not every row's.
  private func refuseMeaningless(_ keys: [String: YAMLNode], _ field: MappedField) throws {
    let nodes = (keys["values"]?.pairs?.map(\.value) ?? []) + [keys["otherwise"], keys["constant"]].compactMap { $0 }
    for node in nodes {
      guard let meaning = node.text, !meaning.isEmpty,
        field.reading.values.isEmpty || node.line != keys["constant"]?.line
      else { continue }
      do throws(UnreadableCell) {
        _ = try field.reading.read(meaning, as: field.field.kind)
      } catch {
        throw words.refusal(node, "\"\(meaning)\" \(error.reason)")
      }
    }
  }

  private func values(_ node: YAMLNode) throws -> [String: String] {
    var values: [String: String] = [:]
    for (word, meaning) in try words.pairs(node, "values") {
      let folded = try words.string(word, "a word").foldedWord
      guard values.updateValue(try words.string(meaning, "its meaning"), forKey: folded) == nil else {
        throw words.refusal(word, "\"\(word.text ?? "")\" differs from another word in width or case alone")
      }
    }
    return values
  }

  private func target(_ key: YAMLNode) throws -> ImportField {
    let word = try words.string(key, "a field")
    if noun.hasTerms, word.hasPrefix("term.") {
      let term = String(word.dropFirst(5))
      guard termKeys.contains(term) else {
        throw words.refusal(
          key, "\"\(term)\" is not a term\(suggestion(term, Array(termKeys))); \"clause6 term list\" shows them")
      }
      return .term(term)
    }
    guard let field = noun.field(word) else {
      let names = noun.fields.map(\.name)
      throw words.refusal(
        key,
        "\"\(word)\" is not a field of a \(noun.name)\(suggestion(word, names)); these are: \(names.joined(separator: ", "))"
          + (noun.hasTerms ? ", term.…" : ""))
    }
    return field
  }

  /// The one that stands further down.
  private func max(_ left: YAMLNode, _ right: YAMLNode) -> YAMLNode { left.line > right.line ? left : right }
}
