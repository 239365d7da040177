import Clause6
import Postgres

/// A table as a JSON array with one object a line, keys in the order of the columns. Always an array, also of one row.
enum JSONText {
  static func render(_ table: Table) -> String {
    if table.rows.isEmpty { return "[]\n" }
    let keys = objectKeys(table.columns)
    return "[\n" + table.rows.map { object($0, keys, table.columns) }.joined(separator: ",\n") + "\n]\n"
  }

  /// The rows as one array on one line.
  static func list(_ table: Table) -> String {
    let keys = objectKeys(table.columns)
    return "[" + table.rows.map { object($0, keys, table.columns) }.joined(separator: ",") + "]"
  }

  /// `"name":` for each column, escaped once for all rows.
  static func objectKeys(_ columns: [Table.Column]) -> [String] { columns.map { quoted($0.name) + ":" } }

  static func object(_ row: [String?], _ keys: [String], _ columns: [Table.Column]) -> String {
    var text = "{"
    for (index, value) in row.enumerated() {
      if index > 0 { text += "," }
      text += keys[index]
      text += json(value, columns[index].kind)
    }
    return text + "}"
  }

  private static func json(_ value: String?, _ kind: Table.Kind) -> String {
    guard let value else { return "null" }
    switch kind {
    case .number: return isNumber(value) ? value : quoted(value)
    case .boolean: return value == "t" ? "true" : value == "f" ? "false" : quoted(value)
    case .json: return escaped(value, insideString: false)
    case .list:
      guard let elements = Table.elements(ofList: value) else { return quoted(value) }
      return "[" + elements.map { $0.map(quoted) ?? "null" }.joined(separator: ",") + "]"
    case .text, .day: return quoted(value)
    }
  }

  /// JSON as it may go to a terminal, on one line.
  static func printable(_ json: String) -> String { escaped(json, insideString: false) }

  static func quoted(_ text: String) -> String { "\"" + escaped(text, insideString: true) + "\"" }

  /// Escapes what JSON demands, and what would be a command to a terminal or a line break to JavaScript.
  ///
  /// Outside strings the text is JSON already, as the server checked: there a raw line break is only white space, which
  /// must not break the one line of an object, and the other characters can stand only inside its strings.
  private static func escaped(_ text: String, insideString: Bool) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return text
    }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        if insideString { result += "\\" }
        result.unicodeScalars.append(scalar)
      case "\n": result += insideString ? "\\n" : " "
      case "\r": result += insideString ? "\\r" : " "
      case "\t": result += insideString ? "\\t" : " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{2029}": result += codePoint(scalar)
      case _ where scalar.turnsDirection: result += codePoint(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// JSON's own grammar of numbers, which knows no NaN and no Infinity.
  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = takeDigits(&rest)
    if whole.isEmpty || (whole.count > 1 && whole.first == UInt8(ascii: "0")) { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if takeDigits(&rest).isEmpty { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      if takeDigits(&rest).isEmpty { return false }
    }
    return rest.isEmpty
  }

  private static func takeDigits(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    text = text[digits.endIndex...]
    return digits
  }
}

/// A table as JSON objects, one a line and nothing around them: https://github.com/ndjson/ndjson-spec
enum NDJSONText {
  static func render(_ table: Table) -> String {
    let keys = JSONText.objectKeys(table.columns)
    return table.rows.map { JSONText.object($0, keys, table.columns) + "\n" }.joined()
  }
}
