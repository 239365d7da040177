extension Mapping {
  /// The JSON Schema (2020-12) of mappings, for editors; made of the words that mappings are read by.
  public static var schema: String { MappingSchema.document.indented + "\n" }
}

/// Puts the schema together. What only a reading can tell, such as whether a column is there, it does not know.
enum MappingSchema {
  static var document: JSONValue {
    let words = MappingWords.top + MappingWords.form + MappingWords.cell
    let nouns = ImportNoun.all
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A mapping of clause6",
      "description": "Which column of a file says what. See docs/import.md.",
      "type": "object",
      "properties": properties(words, shared: MappingWords.cell.names),
      "additionalProperties": false,
      "required": ["clause6", "noun", "source", "fields"],
      "allOf": .list(nouns.map(fields) + [columnsOfHeadless]),
      "$defs": .members(definitions),
    ]
  }

  private static var definitions: [(String, JSONValue)] {
    var all = MappingValue.shared
    for word in MappingWords.cell + FieldWords.own { all.append(("word.\(word.name)", described(word))) }
    for kind in kinds { all.append(("field.\(kind.name)", field(kind))) }
    let comments = ColumnComments()
    for each in ImportNoun.all { all.append(("noun.\(each.name)", noun(each, comments))) }
    return all
  }

  /// Which fields there are depends on the noun.
  private static func fields(_ noun: ImportNoun) -> JSONValue {
    [
      "if": ["properties": ["noun": ["const": .text(noun.name)]], "required": ["noun"]],
      "then": ["properties": ["fields": ["$ref": .text("#/$defs/noun.\(noun.name)")]]],
    ]
  }

  private static let columnsOfHeadless: JSONValue = [
    "if": ["properties": ["header": ["const": "none"]], "required": ["header"]], "then": ["required": ["columns"]],
  ]

  // MARK: Words

  /// - Parameter shared: words that are said in several places, and described in one.
  private static func properties(_ words: [MappingWord], shared: [String]) -> JSONValue {
    .members(
      words.map { word in
        (word.name, shared.contains(word.name) ? ["$ref": .text("#/$defs/word.\(word.name)")] : described(word))
      })
  }

  private static func described(_ word: MappingWord) -> JSONValue {
    JSONValue.members([("description", .text(word.meaning))]).merging(word.value)
  }

  // MARK: Fields

  private static func noun(_ noun: ImportNoun, _ comments: ColumnComments) -> JSONValue {
    let fields = noun.fields.map { field -> (String, JSONValue) in
      let comment = comments.comment(on: field.name, of: noun.table).map { "\($0). " } ?? ""
      let key = field.name == noun.key ? " It tells rows apart." : ""
      return (field.name, mapped(field.kind, comment + field.kind.meaning + key))
    }
    var members: [(String, JSONValue)] = [("type", "object"), ("properties", .members(fields))]
    if noun.hasTerms {
      let term = ImportField.term("")
      members.append(
        ("patternProperties", ["^term\\.": mapped(term.kind, "What the contract says of a term. \(term.kind.meaning)")])
      )
    }
    members += [("additionalProperties", false), ("required", [.text(noun.key)])]
    if noun.field("value_amount") != nil { members.append(("dependentRequired", ["value_amount": ["value_currency"]])) }
    return .members(members)
  }

  /// The name of a column, or words about it.
  private static func mapped(_ kind: ImportField.Kind, _ meaning: String) -> JSONValue {
    ["description": .text(meaning), "anyOf": [MappingValue.text, ["$ref": .text("#/$defs/field.\(kind.name)")]]]
  }

  private static func field(_ kind: ImportField.Kind) -> JSONValue {
    let words = FieldWords.own + MappingWords.cell
    let all: JSONValue = [
      "type": "object", "properties": properties(words, shared: words.names), "additionalProperties": false,
      "oneOf": [["required": ["column"]], ["required": ["columns"]], ["required": ["constant"]]],
    ]
    guard let meaning = kind.meanings else { return all }
    // A constant is a word of the file where the field explains words.
    return all.with([
      (
        "allOf",
        [
          ["properties": ["values": ["additionalProperties": meaning], "otherwise": meaning]],
          ["if": ["not": ["required": ["values"]]], "then": ["properties": ["constant": meaning]]],
        ]
      )
    ])
  }

  /// Each kind that a field of some noun has, once.
  private static var kinds: [ImportField.Kind] {
    var kinds: [ImportField.Kind] = []
    for noun in ImportNoun.all {
      let own = noun.fields.map(\.kind) + (noun.hasTerms ? [ImportField.term("").kind] : [])
      for kind in own where !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}

extension ImportField.Kind {
  fileprivate var name: String {
    switch self {
    case .text: "text"
    case .day: "day"
    case .flag: "yes_or_no"
    case .amount: "amount"
    case .currency: "currency"
    case .list: "list"
    case .number(.nothing): "number"
    case .number(.months): "months"
    case .number(.days): "days"
    case .numbers: "lists_of_numbers"
    case .oneOf(let words): words.joined(separator: "-")
    }
  }

  /// What a field of it is, in a sentence.
  fileprivate var meaning: String {
    switch self {
    case .text: "Text."
    case .day: "A day."
    case .flag: "Yes or no."
    case .amount: "An amount of money."
    case .currency: "A currency of ISO 4217, such as JPY."
    case .list: "One or several in a cell."
    case .number(.nothing): "A whole number."
    case .number(.months): "A whole number of months."
    case .number(.days): "A whole number of days."
    case .numbers: "Whole numbers of days in one cell, such as 180, 90, 30."
    case .oneOf(let words): "One of \(words.joined(separator: ", "))."
    }
  }

  /// What the words of a file can mean; an empty text means that nothing is recorded.
  fileprivate var meanings: JSONValue? {
    switch self {
    case .oneOf(let words): ["enum": .texts(words + [""])]
    case .flag: ["anyOf": [MappingValue.flag, ["enum": ["", .null]]]]
    default: nil
    }
  }
}

extension JSONValue {
  /// With the members of another object behind its own.
  fileprivate func merging(_ other: JSONValue) -> JSONValue {
    guard case .object(let object) = other else { return self }
    return with(object.members.map { ($0.name, $0.value) })
  }
}
