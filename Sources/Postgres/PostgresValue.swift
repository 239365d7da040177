/// A value that can be bound to a statement, in PostgreSQL's text format.
public protocol PostgresEncodable: Sendable {
  var postgresText: String { get }
}

/// A value that can be read from PostgreSQL's text format.
public protocol PostgresDecodable: Sendable {
  /// `nil` when the text is not such a value.
  init?(postgresText: String)
}

extension String: PostgresEncodable, PostgresDecodable {
  public var postgresText: String { self }
  public init?(postgresText: String) { self = postgresText }
}

extension Int: PostgresEncodable, PostgresDecodable {
  public var postgresText: String { String(self) }
  public init?(postgresText: String) { self.init(postgresText) }
}

extension Double: PostgresEncodable, PostgresDecodable {
  public var postgresText: String { description }
  public init?(postgresText: String) { self.init(postgresText) }
}

extension Bool: PostgresEncodable, PostgresDecodable {
  public var postgresText: String { self ? "t" : "f" }
  public init?(postgresText: String) {
    switch postgresText {
    case "t", "true": self = true
    case "f", "false": self = false
    default: return nil
    }
  }
}

extension RawRepresentable where Self: PostgresEncodable, RawValue == String {
  public var postgresText: String { rawValue }
}

extension RawRepresentable where Self: PostgresDecodable, RawValue == String {
  public init?(postgresText: String) { self.init(rawValue: postgresText) }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
  /// An array literal; every element is quoted, so that `NULL`, commas and braces are text.
  public var postgresText: String { arrayLiteral(map { $0.postgresText }) }
}

private func arrayLiteral(_ texts: [String]) -> String {
  var literal = "{"
  literal.reserveCapacity(texts.reduce(2) { $0 + $1.utf8.count + 3 })
  for text in texts {
    literal += literal.utf8.count > 1 ? ",\"" : "\""
    if text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for character in text.unicodeScalars {
        if character == "\"" || character == "\\" { literal += "\\" }
        literal.unicodeScalars.append(character)
      }
    } else {
      literal += text
    }
    literal += "\""
  }
  return literal + "}"
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  /// One-dimensional arrays without NULLs; anything else is `nil`.
  public init?(postgresText: String) {
    guard let texts = arrayElements(postgresText) else { return nil }
    var values: [Element] = []
    for text in texts {
      guard let text, let value = Element(postgresText: text) else { return nil }
      values.append(value)
    }
    self = values
  }
}

extension Table {
  /// The elements of a cell of kind `list`, `nil` for NULL; no result when it is no one-dimensional array.
  public static func elements(ofList literal: String) -> [String?]? { arrayElements(literal) }
}

private func arrayElements(_ literal: String) -> [String?]? {
  // By scalars: a combining mark at the start of an element would make one character with the brace.
  guard literal.unicodeScalars.first == "{", literal.unicodeScalars.last == "}" else { return nil }
  var elements: [String?] = []
  var current = ""
  var quoted = false
  var wasQuoted = false
  var escaped = false
  for character in literal.unicodeScalars.dropFirst() {
    if escaped {
      current.unicodeScalars.append(character)
      escaped = false
    } else if character == "\\" {
      escaped = true
    } else if character == "\"" {
      quoted.toggle()
      wasQuoted = true
    } else if !quoted, character == "," || character == "}" {
      let isEmptyArray = character == "}" && elements.isEmpty && current.isEmpty && !wasQuoted
      if !isEmptyArray { elements.append(!wasQuoted && current == "NULL" ? nil : current) }
      current = ""
      wasQuoted = false
    } else if !quoted, character == "{" {
      return nil
    } else {
      current.unicodeScalars.append(character)
    }
  }
  return elements
}
