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
  }

  /// Text that is trusted as it stands: a file of the SQL folder, or a rule's body.
  ///
  /// Parameters are written `$1`, `$2` … in the text and given in that order. Such a statement cannot be nested after
  /// other bindings, because its own numbers would then be wrong.
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

  public struct StringInterpolation: StringInterpolationProtocol {
    var segments: [Segment] = []

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
      segments += other.segments
    }

    /// A table's, column's or channel's name, quoted.
    public mutating func appendInterpolation(identifier name: String) {
      segments.append(.text(SQL.quoted(identifier: name)))
    }
  }

  static func quoted(identifier name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
