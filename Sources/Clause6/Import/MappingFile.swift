import Bytes
import Postgres

extension Mapping {
  /// Reads a mapping.
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - path: the file's name, for messages.
  ///   - termKeys: the closed list of terms.
  /// - Throws: ``Clause6Error`` that names file, line and word.
  public init(yaml: String, path: String, termKeys: Set<String>) throws {
    let document = try YAMLNode.document(yaml, at: path)
    guard let root = document else { throw Clause6Error("\(path) is empty: a mapping names the fields.") }
    let words = MappingWords(path: path)
    let keys = try words.mapping(root, "the mapping", allowed: MappingWords.top + MappingWords.form + MappingWords.cell)
    guard keys["clause6"]?.text == "mapping/1" else {
      throw Clause6Error("\(path) does not begin with \"clause6: mapping/1\": it is not a mapping this program knows.")
    }
    let nouns = ImportNoun.all.map(\.name)
    guard let noun = ImportNoun.named(keys["noun"]?.text) else {
      throw Clause6Error(
        "\(path) does not say what the file is a list of: it must say \"noun: \(nouns.joined(separator: "\" or \"noun: "))\"."
      )
    }
    guard let source = keys["source"]?.text, !source.isEmpty else {
      throw Clause6Error("\(path) does not say which register the file is an edition of: add \"source: a-name\".")
    }
    guard let fields = keys["fields"] else {
      throw Clause6Error("\(path) has no fields: add \"fields:\" and a line for each.")
    }
    self.noun = noun
    self.source = source
    sha256 = SHA256.hexadecimal(of: yaml)
    form = try words.form(keys)
    ignored = Set(try keys["ignore"].map { try words.strings($0, "ignore").map(\.foldedWord) } ?? [])
    var reading = CellReading()
    try words.read(keys, into: &reading)
    if let node = keys["repeated"], node.text != "last" {
      throw words.refusal(node, "repeated can only be \"last\"")
    }
    lastCounts = keys["repeated"] != nil
    let file = FieldWords(words: words, noun: noun, termKeys: termKeys)
    self.fields = try words.pairs(fields, "fields").map { try file.field($0, $1, reading) }
    let names = Set(self.fields.map(\.field.name))
    if names.contains("value_amount"), !names.contains("value_currency") {
      throw Clause6Error(
        "\(path) says which column is the value_amount and not in which currency it is: add \"value_currency\", such as "
          + "\"value_currency: {constant: JPY}\".")
    }
    if !self.fields.contains(where: { $0.field.name == noun.key }) {
      throw Clause6Error(
        "\(path) does not say which column is the \(noun.key): without it no row can be told from another.")
    }
  }
}

/// Reads the words of one mapping; every refusal names the line.
struct MappingWords {
  let path: String

  func form(_ keys: [String: YAMLNode]) throws -> TableForm {
    var form = TableForm()
    form.encoding = try keys["encoding"].map(encoding)
    form.delimiter = try keys["delimiter"].map { try character($0, "delimiter", "\";\" or \"\\t\"") }
    form.quote = try keys["quote"].map { try character($0, "quote", "\"'\"") }
    form.escape = try keys["escape"].map { try character($0, "escape", "\"\\\\\"") }
    form.comment = try keys["comment"].map { try character($0, "comment", "\"#\"") }
    form.header = try keys["header"].map(header) ?? .first
    form.columns = try keys["columns"].map { try strings($0, "columns") }
    form.sheet = try keys["sheet"].map { try string($0, "sheet") }
    form.rows = try keys["rows"].map { try string($0, "rows") }
    form.lines = try keys["lines"].map(regularExpression)
    if let node = keys["short_rows"] {
      guard node.text == "pad" else { throw refusal(node, "short_rows can only be \"pad\"") }
      form.padsShortRows = true
    }
    if form.header == .none, form.columns == nil, let node = keys["header"] {
      throw refusal(node, "a file without a header needs \"columns: [first, second, …]\"")
    }
    return form
  }

  /// What is said of cells, on top of what holds already.
  func read(_ keys: [String: YAMLNode], into reading: inout CellReading) throws {
    if let node = keys["dates"] { reading.days.order = try oneOf(node, "dates") }
    if let node = keys["incomplete"] { reading.days.incomplete = try oneOf(node, "incomplete") }
    if let node = keys["short_years"] {
      reading.days.shortYears = try number(node, "short_years", MappingWords.shortYears)
    }
    if let node = keys["fiscal_year_starts"] {
      reading.days.fiscalYearStart = try number(node, "fiscal_year_starts", MappingWords.months)
    }
    if let node = keys["sentinels"] {
      reading.days.sentinels = Set(try strings(node, "sentinels").map { try day($0, node) })
    }
    if let node = keys["blank"] { reading.blank.formUnion(try strings(node, "blank")) }
    if let node = keys["decimal"] {
      guard let mark = node.text, mark == "." || mark == "," else { throw refusal(node, "decimal is \".\" or \",\"") }
      reading.numbers.decimal = Character(mark)
    }
    if let node = keys["times"] {
      let times = try number(node, "times", 1...1_000_000_000)
      guard MappingWords.powersOfTen.contains(times) else {
        throw refusal(node, "times is a power of ten such as 1000")
      }
      reading.numbers.times = times
    }
  }

  // MARK: Values

  func pairs(_ node: YAMLNode, _ what: String) throws -> [(key: YAMLNode, value: YAMLNode)] {
    guard let mapping = node.pairs else { throw refusal(node, "\(what) must be a list of \"word: value\" lines") }
    return mapping.map { ($0.key, $0.value) }
  }

  func mapping(_ node: YAMLNode, _ what: String, allowed words: [MappingWord]) throws -> [String: YAMLNode] {
    try mapping(node, what, allowed: words.names)
  }

  func mapping(_ node: YAMLNode, _ what: String, allowed: [String]) throws -> [String: YAMLNode] {
    var result: [String: YAMLNode] = [:]
    for (key, value) in try pairs(node, what) {
      guard let word = key.text, allowed.contains(word) else {
        let word = key.text ?? ""
        throw refusal(
          key,
          "\"\(word)\" is not a word of \(what)\(suggestion(word, allowed)); these are: \(allowed.joined(separator: ", "))"
        )
      }
      result[word] = value
    }
    return result
  }

  func strings(_ node: YAMLNode, _ what: String) throws -> [String] {
    guard let sequence = node.list else { return [try string(node, what)] }
    return try sequence.map { try string($0, what) }
  }

  func string(_ node: YAMLNode, _ what: String) throws -> String {
    guard let text = node.text else { throw refusal(node, "\(what) must be one text") }
    return text
  }

  func flag(_ node: YAMLNode, _ what: String) throws -> Bool {
    guard let flag = try? node.text?.flag() else { throw refusal(node, "\(what) is yes or no") }
    return flag
  }

  func regularExpression(_ node: YAMLNode) throws -> String {
    let text = try string(node, "a regular expression")
    do {
      _ = try Pattern(text)
      return text
    } catch {
      throw refusal(node, error.message)
    }
  }

  func refusal(_ node: YAMLNode, _ sentence: String) -> Clause6Error {
    Clause6Error("\(path) line \(node.line): \(sentence).")
  }

  private func oneOf<Word: RawRepresentable<String> & CaseIterable>(_ node: YAMLNode, _ what: String) throws -> Word {
    guard let word = Word(rawValue: node.text ?? "") else {
      let words = Word.allCases.map(\.rawValue)
      let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
      throw refusal(node, "\(what) is \(list), not \"\(node.text ?? "")\"")
    }
    return word
  }

  private func number(_ node: YAMLNode, _ what: String, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = node.text.flatMap({ Int($0) }), range.contains(number) else {
      throw refusal(node, "\(what) is a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func character(_ node: YAMLNode, _ what: String, _ example: String) throws -> UInt8 {
    guard let text = node.text, let byte = text.utf8.first, text.utf8.count == 1, byte != lineFeed,
      byte != carriageReturn
    else { throw refusal(node, "\(what) is one character, such as \(example)") }
    return byte
  }

  private func encoding(_ node: YAMLNode) throws -> TextEncoding {
    let text = node.text ?? ""
    guard let encoding = TextEncoding(named: text) else {
      throw refusal(
        node,
        "\"\(text)\" is not an encoding this program knows; these are: \(TextEncoding.names.joined(separator: ", "))")
    }
    return encoding
  }

  private func header(_ node: YAMLNode) throws -> TableForm.Header {
    if node.text == "none" { return .none }
    let numbers = (node.text ?? "").split(separator: "-").map { Int($0) }
    guard (1...2).contains(numbers.count), let first = numbers[0], let last = numbers[numbers.count - 1], first >= 1,
      last >= first, last - first < 10
    else { throw refusal(node, "header is the line that names the columns, such as 4, several such as 4-5, or none") }
    return .lines(first...last)
  }

  private func day(_ text: String, _ node: YAMLNode) throws -> CalendarDate {
    guard let day = CalendarDate(text) else { throw refusal(node, "\"\(text)\" is not a day such as 9999-12-31") }
    return day
  }
}
