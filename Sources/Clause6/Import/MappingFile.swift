extension Mapping {
  /// Reads a mapping.
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - path: the file's name, for messages.
  ///   - termKeys: the closed list of terms.
  /// - Throws: ``Clause6Error`` that names file, line and word.
  public init(yaml: String, path: String, termKeys: Set<String>) throws {
    let file = MappingFile(path: path, termKeys: termKeys)
    let document: YAMLNode?
    do {
      document = try YAMLNode.document(yaml)
    } catch {
      throw Clause6Error("\(path) line \(error.line) is not YAML: \(error.problem).")
    }
    guard let root = document else { throw Clause6Error("\(path) is empty: a mapping names the fields.") }
    let keys = try file.mapping(
      root, "the mapping", allowed: ["clause6", "noun", "source", "dates", "blank", "delimiter", "fields"])
    guard keys["clause6"]?.text == "mapping/1" else {
      throw Clause6Error("\(path) does not begin with \"clause6: mapping/1\": it is not a mapping this program knows.")
    }
    guard keys["noun"]?.text == "contract" else {
      throw Clause6Error("\(path) is not for contracts: it must say \"noun: contract\".")
    }
    guard let source = keys["source"]?.text, !source.isEmpty else {
      throw Clause6Error("\(path) does not say which register the file is an edition of: add \"source: a-name\".")
    }
    guard let fields = keys["fields"] else {
      throw Clause6Error("\(path) has no fields: add \"fields:\" and a line for each.")
    }
    self.source = source
    sha256 = SHA256.hexadecimal(of: yaml)
    delimiter = try keys["delimiter"].map(file.delimiter)
    let dates = try keys["dates"].map(file.dateOrder) ?? .ymd
    let blank = try keys["blank"].map { Set(try file.strings($0, "blank")) } ?? []
    self.fields = try file.pairs(fields, "fields").map { try file.field($0, $1, dates: dates, blank: blank) }
    if let missing = [ContractField.reference].first(where: { field in
      !self.fields.contains { $0.target == .field(field) }
    }) {
      throw Clause6Error(
        "\(path) does not say which column is the \(missing.rawValue): without it no row can be told from another.")
    }
  }
}

/// Reads the nodes of one file; every refusal names the line.
private struct MappingFile {
  let path: String
  let termKeys: Set<String>

  func pairs(_ node: YAMLNode, _ what: String) throws -> [(key: YAMLNode, value: YAMLNode)] {
    guard let mapping = node.pairs else { throw refusal(node, "\(what) must be a list of \"word: value\" lines") }
    return mapping.map { ($0.key, $0.value) }
  }

  func mapping(_ node: YAMLNode, _ what: String, allowed: [String]) throws -> [String: YAMLNode] {
    var result: [String: YAMLNode] = [:]
    for (key, value) in try pairs(node, what) {
      guard let word = key.text, allowed.contains(word) else {
        throw refusal(
          key, "\"\(key.text ?? "")\" is not a word of \(what); these are: \(allowed.joined(separator: ", "))")
      }
      result[word] = value
    }
    return result
  }

  func field(_ key: YAMLNode, _ value: YAMLNode, dates: DateOrder, blank: Set<String>) throws -> MappedField {
    var field = MappedField(target: try target(key), dates: dates, blank: blank, values: [:])
    guard value.pairs != nil else {
      field.column = try string(value, "a column's name")
      return field
    }
    let words = try mapping(
      value, "a field", allowed: ["column", "constant", "dates", "blank", "values", "split", "remove"])
    field.column = try words["column"].map { try string($0, "column") }
    field.constant = try words["constant"].map { try string($0, "constant") }
    if let node = words["dates"] { field.dates = try dateOrder(node) }
    if let node = words["blank"] { field.blank.formUnion(try strings(node, "blank")) }
    if let node = words["values"] {
      for (word, meaning) in try pairs(node, "values") {
        field.values[try string(word, "a word")] = try string(meaning, "its meaning")
      }
    }
    field.split = try words["split"].map { try string($0, "split") }
    field.remove = try words["remove"].map(regularExpression)
    guard field.split != "" else { throw refusal(key, "split needs a text to split at, such as \"\\n\"") }
    guard (field.column == nil) != (field.constant == nil) else {
      throw refusal(key, "\(field.name) needs either a column or a constant")
    }
    return field
  }

  private func target(_ key: YAMLNode) throws -> MappedField.Target {
    let word = try string(key, "a field")
    if word.hasPrefix("term.") {
      let term = String(word.dropFirst(5))
      guard termKeys.contains(term) else {
        throw refusal(
          key, "\"\(term)\" is not a term\(suggestion(term, Array(termKeys))); \"clause6 term list\" shows them")
      }
      return .term(term)
    }
    guard let field = ContractField(rawValue: word) else {
      let names = ContractField.allCases.map(\.rawValue)
      throw refusal(
        key,
        "\"\(word)\" is not a field of a contract\(suggestion(word, names)); these are: \(names.joined(separator: ", ")), term.…"
      )
    }
    return .field(field)
  }

  func dateOrder(_ node: YAMLNode) throws -> DateOrder {
    guard let order = DateOrder(rawValue: node.text ?? "") else {
      throw refusal(node, "dates is ymd, dmy or mdy, not \"\(node.text ?? "")\"")
    }
    return order
  }

  func delimiter(_ node: YAMLNode) throws -> UInt8 {
    guard let text = node.text, let byte = text.utf8.first, text.utf8.count == 1 else {
      throw refusal(node, "delimiter is one character, such as \";\" or \"\\t\"")
    }
    return byte
  }

  private func regularExpression(_ node: YAMLNode) throws -> String {
    let text = try string(node, "remove")
    do {
      _ = try Regex(text)
      return text
    } catch {
      throw refusal(node, "\"\(text)\" is not a regular expression")
    }
  }

  func strings(_ node: YAMLNode, _ what: String) throws -> [String] {
    guard let sequence = node.list else { return [try string(node, what)] }
    return try sequence.map { try string($0, what) }
  }

  private func string(_ node: YAMLNode, _ what: String) throws -> String {
    guard let text = node.text else { throw refusal(node, "\(what) must be one text") }
    return text
  }

  func refusal(_ node: YAMLNode, _ sentence: String) -> Clause6Error {
    Clause6Error("\(path) line \(node.line): \(sentence).")
  }
}
