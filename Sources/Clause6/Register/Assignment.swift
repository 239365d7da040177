import Postgres

/// What an edit does with one field: leave it, or set it (to nothing, with `nil`).
public enum Edit<Value: Sendable>: Sendable {
  case keep
  case set(Value?)
}

extension Edit {
  /// What is taken away from a field that always has something.
  func orDefault(_ value: Value) -> Edit {
    if case .set(nil) = self { .set(value) } else { self }
  }
}

extension Edit<[Int]> {
  /// In the order in which such days come.
  var latestLast: Edit {
    if case .set(let days?) = self { .set(days.sorted(by: >)) } else { self }
  }
}

extension Edit<String> {
  /// Without spaces around it, which nobody sees.
  var trimmed: Edit {
    if case .set(let text?) = self { .set(text.trimmedCell) } else { self }
  }

  /// As codes of countries and currencies are written: in capital letters of half width.
  var asCode: Edit {
    if case .set(let text?) = self { .set(text.asCode) } else { self }
  }
}

extension String {
  /// As codes of countries and currencies are written.
  var asCode: String { halfWidth.trimmedCell.uppercased() }
}

/// A column and the value it gets; several make the `SET` of an UPDATE or the columns of an INSERT.
struct Assignment {
  let column: String
  let value: (any PostgresEncodable)?

  /// `nil` when the edit keeps the field.
  init?<Value: PostgresEncodable>(_ column: String, _ edit: Edit<Value>) {
    guard case .set(let value) = edit else { return nil }
    self.column = column
    self.value = value
  }

  init(_ column: String, _ value: (any PostgresEncodable)?) {
    self.column = column
    self.value = value
  }
}

extension [Assignment] {
  /// `a = $1, b = $2`
  var setClause: SQL { joined { "\(identifier: $0.column) = \($0.value)" } }
  var columns: SQL { joined { "\(identifier: $0.column)" } }
  var values: SQL { joined { "\($0.value)" } }

  /// Whether the row has anything else: what says the same again is no change and leaves no trace.
  var anyDiffers: SQL { joined(by: " OR ") { "\(identifier: $0.column) IS DISTINCT FROM \($0.value)" } }

  private func joined(by separator: SQL = ", ", _ piece: (Assignment) -> SQL) -> SQL {
    guard let first else { return "" }
    return dropFirst().reduce(piece(first)) { "\($0)\(separator)\(piece($1))" }
  }
}

extension Connection {
  /// What is entered anew, for the owner of something: `keep` and nothing stay what they are.
  func person(_ edit: Edit<String>) throws -> Edit<Int> {
    switch edit {
    case .keep: .keep
    case .set(let text): .set(try text.map { try person(called: $0) })
    }
  }
}
