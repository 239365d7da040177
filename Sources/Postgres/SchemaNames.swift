/// Schemas that a session reads in the place of others: names in a statement, and not in its texts and comments, are replaced.
///
/// ```swift
/// connection.schemaNames = SchemaNames(["facts": "known_facts"])
/// try connection.value("SELECT count(*) FROM facts.vendor(facts.as_of())", as: Int.self)  // known_facts.vendor
/// ```
public struct SchemaNames: Sendable, Equatable {
  /// Functions and tables that are called otherwise, too, as `audit.entry`; the schema of the others follows ``schemas``.
  let objects: [String: String]
  let schemas: [String: String]

  /// - Parameters:
  ///   - schemas: a schema's name, and what takes its place.
  ///   - objects: a table's or function's name with its schema, and what takes its place.
  public init(_ schemas: [String: String] = [:], objects: [String: String] = [:]) {
    self.schemas = schemas
    self.objects = objects
  }

  public var isEmpty: Bool { schemas.isEmpty && objects.isEmpty }

  /// The schema that takes a schema's place.
  public func name(of schema: String) -> String { schemas[schema] ?? schema }

  /// The same SQL over the other schemas.
  ///
  /// Reads SQL as PostgreSQL does with `standard_conforming_strings`: strings, `E''` strings, quoted names, both kinds of
  /// comments. Bodies between dollar signs are SQL, too, so that the files of functions can be read.
  public func apply(to sql: String) -> String {
    guard !isEmpty else { return sql }
    var words = SQLTokens(sql)
    var result = ""
    result.reserveCapacity(sql.utf8.count + 256)
    var before: SQLTokens.Kind?
    while let token = words.next() {
      if case .name(let schema) = token.kind, before != .dot, let other = replacement(of: schema, before: words) {
        if let whole = other.whole {
          result += whole
          words = other.rest
          before = .name("")
          continue
        }
        result += other.schema
      } else {
        result += token.text
      }
      if token.kind != .space { before = token.kind }
    }
    return result
  }

  private struct Replacement {
    var schema: String
    var whole: String?
    var rest: SQLTokens
  }

  /// What stands for a name that a dot and another name follow.
  private func replacement(of schema: String, before rest: SQLTokens) -> Replacement? {
    let isObject = objects.keys.contains { $0.hasPrefix(schema + ".") }
    guard schemas[schema] != nil || isObject else { return nil }
    var rest = rest
    guard rest.nextThatSays()?.kind == .dot, case .name(let object)? = rest.nextThatSays()?.kind else { return nil }
    if let whole = objects["\(schema).\(object)"] { return Replacement(schema: "", whole: whole, rest: rest) }
    return schemas[schema].map { Replacement(schema: $0, whole: nil, rest: rest) }
  }
}

/// SQL cut into what matters to names; the pieces together are the text.
struct SQLTokens {
  enum Kind: Equatable {
    /// Folded as PostgreSQL folds it; of a quoted one what is between the quotes.
    case name(String)
    case dot
    /// Also comments.
    case space
    case other
  }

  struct Token {
    let kind: Kind
    let text: Substring
  }

  private var rest: Substring.UTF8View

  init(_ sql: String) { rest = sql[...].utf8 }

  mutating func nextThatSays() -> Token? {
    while let token = next() {
      if token.kind != .space { return token }
    }
    return nil
  }

  mutating func next() -> Token? {
    guard let first = rest.first else { return nil }
    let second = rest.dropFirst().first
    switch first {
    case UInt8(ascii: "'"): return string(escapes: false, from: rest)
    case UInt8(ascii: "E"), UInt8(ascii: "e"):
      return second == UInt8(ascii: "'") ? string(escapes: true, from: rest.dropFirst()) : word()
    case UInt8(ascii: "\""):
      let end = Self.end(ofQuoted: rest, by: first, escapes: false)
      // Names of schemas hold no quotes, so one that does is none of ours.
      return take(to: end, .name(String(Substring(rest[..<end].dropFirst().dropLast()))))
    case UInt8(ascii: "-") where second == first:
      return take(to: rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex, .space)
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"): return take(to: Self.end(ofComment: rest), .space)
    case UInt8(ascii: "."): return take(to: rest.index(after: rest.startIndex), .dot)
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C:
      return take(to: rest.firstIndex { !Self.isSpace($0) } ?? rest.endIndex, .space)
    default: return Self.startsName(first) ? word() : other()
    }
  }

  /// A number with its point, a parameter, a dollar quote's tag, or a sign.
  private mutating func other() -> Token {
    let isNumber = rest.first.map { (0x30...0x39).contains($0) } ?? false
    let end =
      isNumber
      ? rest.firstIndex { !Self.isInName($0) && $0 != UInt8(ascii: ".") } ?? rest.endIndex
      : rest.index(after: rest.startIndex)
    return take(to: end, .other)
  }

  private mutating func word() -> Token {
    let end = rest.firstIndex { !Self.isInName($0) } ?? rest.endIndex
    let text = Substring(rest[..<end])
    return take(to: end, .name(text.lowercased()))
  }

  private mutating func string(escapes: Bool, from quote: Substring.UTF8View) -> Token {
    take(to: Self.end(ofQuoted: quote, by: UInt8(ascii: "'"), escapes: escapes), .other)
  }

  private mutating func take(to end: String.Index, _ kind: Kind) -> Token {
    defer { rest = rest[end...] }
    return Token(kind: kind, text: Substring(rest[..<end]))
  }

  /// A doubled quote is two strings beside each other, which comes to the same here.
  private static func end(ofQuoted text: Substring.UTF8View, by quote: UInt8, escapes: Bool) -> String.Index {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let byte = text[index]
      index = text.index(after: index)
      if byte == quote {
        guard escapes, index < text.endIndex, text[index] == quote else { return index }
        index = text.index(after: index)
      } else if escapes, byte == UInt8(ascii: "\\"), index < text.endIndex {
        index = text.index(after: index)
      }
    }
    return text.endIndex
  }

  /// Comments of this kind nest.
  private static func end(ofComment text: Substring.UTF8View) -> String.Index {
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      let after = text.index(after: index)
      let next = after < text.endIndex ? text[after] : 0
      if text[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        depth += 1
        index = text.index(after: after)
      } else if text[index] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        depth -= 1
        index = text.index(after: after)
        if depth == 0 { return index }
      } else {
        index = after
      }
    }
    return text.endIndex
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func startsName(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    startsName(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "$")
  }
}
