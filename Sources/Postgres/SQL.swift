/// A statement and its bindings.
///
/// An interpolated value is always a parameter, never text:
///
/// ```swift
/// let statement: SQL = "SELECT name FROM register.vendor WHERE id = \(id)"
/// ```
///
/// Other `SQL` values nest, and their parameters are numbered when the statement is sent.
public struct SQL: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  enum Segment: Sendable {
    case text(String)
    case binding((any PostgresEncodable)?)
  }

  var segments: [Segment]

  public init(stringLiteral value: String) {
    segments = [.text(value)]
  }

  public init(stringInterpolation: StringInterpolation) {
    segments = stringInterpolation.segments
    numbered = stringInterpolation.numbered
  }

  /// Text that is trusted as it stands: a file of the SQL folder, or a rule's body.
  ///
  /// Parameters are written `$1`, `$2` … in the text and given in that order. Nested in another statement they keep
  /// their numbers, so only one piece of a statement may have such parameters.
  public init(verbatim text: String, _ bindings: [(any PostgresEncodable)?] = []) {
    segments = [.text(text)]
    numbered = bindings
  }

  /// Bindings that the text itself numbers.
  var numbered: [(any PostgresEncodable)?] = []

  /// The text with `$n` where a value is bound.
  public var text: String { rendered.text }

  /// The text only: bindings may be confidential and are never printed.
  public var description: String { text }

  var rendered: (text: String, bindings: [(any PostgresEncodable)?]) {
    var text = ""
    var bindings = numbered
    for segment in segments {
      switch segment {
      case .text(let piece): text += piece
      case .binding(let value):
        bindings.append(value)
        text += "$\(bindings.count)"
      }
    }
    return (text, bindings)
  }

  /// Text and values as they are sent: as C strings, so that a U+0000 would silently end them.
  func readied() throws(PostgresError) -> ReadiedSQL {
    let rendered = rendered
    let statement = ReadiedSQL(text: rendered.text, values: rendered.bindings.map { $0?.postgresText })
    if statement.text.utf8.contains(0) { throw .unsendable("the statement holds U+0000, which PostgreSQL cannot read") }
    if let index = statement.values.firstIndex(where: { $0?.utf8.contains(0) == true }) {
      throw .unsendable("value \(index + 1) of the statement holds U+0000, which PostgreSQL cannot store")
    }
    guard statement.values.count <= 65_535 else { throw .unsendable("a statement takes 65,535 values at most") }
    return statement
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var segments: [Segment] = []
    var numbered: [(any PostgresEncodable)?] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      segments.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { segments.append(.text(literal)) }
    }

    /// Binds a value; `nil` is NULL.
    public mutating func appendInterpolation(_ value: (any PostgresEncodable)?) {
      segments.append(.binding(value))
    }

    /// Nests another statement with its bindings.
    public mutating func appendInterpolation(_ other: SQL) {
      precondition(numbered.isEmpty || other.numbered.isEmpty, "two pieces of a statement number their parameters")
      segments += other.segments
      numbered += other.numbered
    }

    /// A table's, column's or channel's name, quoted.
    public mutating func appendInterpolation(identifier name: String) {
      segments.append(.text(SQL.quoted(identifier: name)))
    }
  }

  /// By scalars: a quote and a combining mark after it are one character, and yet the quote would end the name.
  static func quoted(identifier name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

/// A statement that can be sent.
struct ReadiedSQL {
  var text: String
  /// `nil` is NULL.
  var values: [String?]
}
