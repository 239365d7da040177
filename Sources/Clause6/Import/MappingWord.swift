/// One word of a mapping: what is read by it, and what an editor is told of it.
struct MappingWord: Sendable {
  let name: String
  /// What it says, in a sentence or two.
  let meaning: String
  /// What can stand behind it, as JSON Schema.
  let value: JSONValue

  init(_ name: String, _ value: JSONValue, _ meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}

extension MappingWords {
  /// What is said of the whole.
  static let top = [
    MappingWord("clause6", ["const": "mapping/1"], "The form of this file."),
    MappingWord("noun", ["enum": .texts(ImportNoun.all.map(\.name))], "What a row of the file is."),
    MappingWord(
      "source", MappingValue.text,
      "Names the register that the file is an edition of: what a later edition lacks is gone."),
    MappingWord(
      "ignore", MappingValue.texts, "What stands in place of the key in rows that are none, such as 合計 or Total."),
    MappingWord(
      "repeated", ["const": "last"], "Of rows with one key the last counts; else all but the first are rejected."),
    MappingWord("fields", ["type": "object"], "Which column says what: a line a field."),
  ]

  /// What can be said of the file.
  static let form = [
    MappingWord("encoding", MappingValue.anyCase(TextEncoding.allNames), "The encoding of a text file."),
    MappingWord("delimiter", MappingValue.character, "What stands between cells; a comma, in .tsv files a tab."),
    MappingWord("quote", MappingValue.character, "What stands around cells that hold a delimiter or a line end; \"."),
    MappingWord("escape", MappingValue.character, "What takes the meaning from the character behind it; none."),
    MappingWord("comment", MappingValue.character, "What lines begin with that are no rows; none."),
    MappingWord(
      "header",
      ["anyOf": [["type": "integer", "minimum": 1], ["type": "string", "pattern": "^([0-9]+(-[0-9]+)?|none)$"]]],
      "The line that names the columns, such as 4; several, such as 4-5; or none."),
    MappingWord("columns", MappingValue.texts, "The columns' names, instead of those in the file."),
    MappingWord("short_rows", ["const": "pad"], "Rows with too few cells have empty ones at their end."),
    MappingWord("sheet", MappingValue.text, "The sheet of a workbook; needed where several are not hidden."),
    MappingWord("rows", MappingValue.text, "Where the rows of a JSON file stand, such as releases[].contracts[]."),
    MappingWord(
      "lines", MappingValue.text,
      "A regular expression: each line that it finds is a row, its groups (?<name>…) are the columns."),
  ]

  /// What can be said of all cells and of those of one field.
  static let cell = [
    MappingWord(
      "dates", MappingValue.oneOf(DateOrder.self),
      "The order of dates: year, month, day; serial stands for the numbers of a spreadsheet's days."),
    MappingWord(
      "short_years", MappingValue.number(MappingWords.shortYears),
      "The first of the hundred years that years of two digits lie in: with 1970, 26 is 2026 and 85 is 1985."),
    MappingWord(
      "incomplete", MappingValue.oneOf(DayReading.Incomplete.self),
      "Which day a month or a fiscal year means that stands alone."),
    MappingWord(
      "fiscal_year_starts", MappingValue.number(MappingWords.months), "The month in which a fiscal year begins; 4."),
    MappingWord(
      "sentinels", MappingValue.oneOrMore(["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]),
      "Days that stand for none, such as 9999-12-31."),
    MappingWord(
      "blank", MappingValue.texts,
      "Texts that mean: nothing recorded. Those of a field come on top of those of the file."),
    MappingWord("decimal", ["enum": [".", ","]], "What stands before a fraction; the other one groups thousands."),
    MappingWord(
      "times",
      [
        "anyOf": [
          ["enum": .list(MappingWords.powersOfTen.map { .number(String($0)) })],
          ["enum": .texts(MappingWords.powersOfTen.map { String($0) })],
        ]
      ], "What an amount counts: 1000 under the heading 千円."),
  ]

  static let shortYears = 1800...2100
  static let months = 1...12
  static let powersOfTen = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}

extension FieldWords {
  /// What can be said of one field beside how its cells are read.
  static let own = [
    MappingWord("column", MappingValue.text, "The column's name, as in the file; of JSON a path."),
    MappingWord("columns", MappingValue.texts, "Several columns that are one value together."),
    MappingWord("join", MappingValue.text, "What stands between the values of several columns; a blank."),
    MappingWord("constant", MappingValue.text, "The same value for every row, instead of a column."),
    MappingWord(
      "values", ["type": "object", "additionalProperties": MappingValue.text],
      "The file's words and ours, whatever their width and case; any other word is listed as unreadable."),
    MappingWord("otherwise", MappingValue.text, "What all words mean that values does not explain."),
    MappingWord(
      "split", MappingValue.oneOrMore(["type": "string", "minLength": 1]),
      "What stands between several entries in one cell."),
    MappingWord("remove", MappingValue.text, "A regular expression; what it matches is cut from each value."),
    MappingWord("optional", MappingValue.flag, "The file may lack the column; the field is then left alone."),
  ]
}

extension [MappingWord] {
  var names: [String] { map(\.name) }
}

/// What can stand behind the words of a mapping, as JSON Schema.
enum MappingValue {
  /// YAML takes some texts for numbers, for true or for nothing, and we take all of them as they are written.
  static let text: JSONValue = ["$ref": "#/$defs/text"]
  static let texts: JSONValue = ["$ref": "#/$defs/texts"]
  static let character: JSONValue = ["$ref": "#/$defs/character"]
  static let flag: JSONValue = ["$ref": "#/$defs/yes_or_no"]

  static let shared: [(String, JSONValue)] = [
    ("text", ["type": ["string", "number", "boolean", "null"]]), ("texts", oneOrMore(text)),
    (
      "character",
      [
        "anyOf": [
          ["type": "string", "pattern": "^[^\\n\\r\\u0080-\\uffff]$"], ["type": "integer", "minimum": 0, "maximum": 9],
        ]
      ]
    ),
    (
      "yes_or_no",
      .members([
        (
          "anyOf",
          .list([
            ["enum": ["yes", "no", true, false, 1, 0]], ["type": "string", "pattern": .text(pattern(FlagWord.all))],
          ])
        )
      ])
    ),
  ]

  static func oneOrMore(_ value: JSONValue) -> JSONValue { ["anyOf": [value, ["type": "array", "items": value]]] }

  static func oneOf<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> JSONValue {
    ["enum": .texts(Word.allCases.map(\.rawValue))]
  }

  static func number(_ range: ClosedRange<Int>) -> JSONValue {
    let (first, last) = (JSONValue.number(String(range.lowerBound)), JSONValue.number(String(range.upperBound)))
    return [
      "anyOf": [["type": "integer", "minimum": first, "maximum": last], ["type": "string", "pattern": "^[0-9]+$"]]
    ]
  }

  /// Words in any case, of which an editor offers those in small letters.
  static func anyCase(_ words: [String]) -> JSONValue {
    ["anyOf": [["enum": .texts(words)], ["type": "string", "pattern": .text(pattern(words))]]]
  }

  /// ECMAScript's expressions, which JSON Schema has, know no flag for the case.
  private static func pattern(_ words: [String]) -> String {
    let alternatives = words.map { word in
      word.map { letter in
        letter.isASCII && letter.isLetter ? "[\(letter.uppercased())\(letter.lowercased())]" : String(letter)
      }.joined()
    }
    return "^(" + alternatives.joined(separator: "|") + ")$"
  }
}
