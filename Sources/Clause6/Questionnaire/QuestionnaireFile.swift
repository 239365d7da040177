import Bytes

extension QuestionnaireDraft {
  /// Endings of the files that can be read.
  public static let endings = [".csv", ".tsv", ".json", ".yaml", ".yml"]

  /// Reads a questionnaire: CSV or TSV, YAML or JSON, in a form that is told by what is in it. See `docs/assessment.md`.
  /// - Parameters:
  ///   - path: the file; its ending says what it is.
  ///   - text: what is in it, already read.
  ///   - language: of texts in a file that does not say.
  /// - Throws: ``Clause6Error`` that names file and line. What a criterion has no place for is no error, but stands in
  ///   ``notUnderstood``.
  public init(path: String, text: String, language: TextLanguage = .en) throws {
    guard let ending = QuestionnaireDraft.endings.first(where: { path.lowercased().hasSuffix($0) }) else {
      throw Clause6Error(
        "\(path) has no ending that says what it is: name it \(QuestionnaireDraft.endings.joined(separator: ", ")).")
    }
    self.init()
    if ending == ".csv" || ending == ".tsv" {
      var rows = QuestionnaireRows(language: language, path: path)
      let delimiter = UInt8(ascii: ending == ".tsv" ? "\t" : ",")
      try rows.read(DelimitedReader(text: text.withoutByteOrderMark, Dialect(delimiter: delimiter)))
      criteria = rows.criteria
      notUnderstood = rows.remarks
    } else {
      try read(try QuestionnaireDraft.tree(path, text, isJSON: ending == ".json"), path, language)
    }
    sha256 = SHA256.hexadecimal(of: text)
    notUnderstood.sort { $0.line < $1.line }
    guard !criteria.isEmpty else { throw Clause6Error("\(path) asks nothing: no question was found in it.") }
  }

  private static func tree(_ path: String, _ text: String, isJSON: Bool) throws -> YAMLNode {
    do {
      // JSON is YAML, but for what some writers of it allow themselves.
      let yaml = text.withoutByteOrderMark
      if let node = try YAMLNode.document(isJSON ? LooseJSON.plain(yaml) : yaml) { return node }
    } catch {
      throw Clause6Error("\(path) line \(error.line) is not \(isJSON ? "JSON" : "YAML"): \(error.problem).")
    }
    throw Clause6Error("\(path) is empty: a questionnaire asks something.")
  }

  private mutating func read(_ root: YAMLNode, _ path: String, _ language: TextLanguage) throws {
    if let catalog = root["catalog"] {
      var reader = CatalogReader(language: language)
      reader.read(catalog)
      (criteria, notUnderstood) = (reader.criteria, reader.remarks)
      setTitle(catalog["metadata"]?["title"]?.text, language)
    } else if root["questionnaire"]?.list != nil || root["extensions"]?.list != nil {
      var reader = BlockReader(language: language)
      reader.read(root)
      (criteria, notUnderstood) = (reader.criteria, reader.remarks)
      setTitle(reader.title, language)
    } else {
      var rows = QuestionnaireRows(language: language, path: path)
      try rows.read(root)
      (criteria, notUnderstood) = (rows.criteria, rows.remarks)
      titleEn = root["title_en"]?.text.flatMap(\.said)
      titleJa = root["title_ja"]?.text.flatMap(\.said)
      source = root["source"]?.text.flatMap(\.said)
    }
  }

  private mutating func setTitle(_ title: String?, _ language: TextLanguage) {
    if language == .ja { titleJa = title } else { titleEn = title }
  }
}

extension YAMLNode {
  /// The value of a key of a mapping.
  subscript(_ key: String) -> YAMLNode? { pairs?.first { $0.key.text == key }?.value }
}

extension String {
  /// Nothing where a file writes that there is nothing.
  var said: String? {
    let text = trimmedCell
    return text.isEmpty || text == "null" || text == "~" ? nil : text
  }

  var withoutByteOrderMark: String { hasPrefix("\u{FEFF}") ? String(unicodeScalars.dropFirst()) : self }
}
