import Postgres

/// Cells that hold an array of PostgreSQL.
package enum ListText {
  /// The elements as one text; what is no flat array stays as it is.
  package static func joined(_ literal: String, with separator: String) -> String {
    guard let elements = Table.elements(ofList: literal) else { return literal }
    return elements.map { $0 ?? "" }.joined(separator: separator)
  }
}
