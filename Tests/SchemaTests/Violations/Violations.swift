import Testing

/// A statement that exactly one constraint refuses.
struct Violation: Sendable, CustomTestStringConvertible {
  let constraint: String
  let statement: String
  var testDescription: String { constraint }

  init(_ constraint: String, _ statement: String) {
    self.constraint = constraint
    self.statement = statement
  }

  /// A contract that only one of its fields makes impossible.
  static func contract(_ constraint: String, _ fields: KeyValuePairs<String, String>) -> Violation {
    let columns = fields.map(\.key).joined(separator: ", ")
    let values = fields.map(\.value).joined(separator: ", ")
    return Violation(constraint, "INSERT INTO register.contract (\(columns)) VALUES (\(values))")
  }

  /// An amendment of the first contract that only one of its fields makes impossible.
  static func amendment(_ constraint: String, _ fields: KeyValuePairs<String, String>) -> Violation {
    let columns = fields.map(\.key).joined(separator: ", ")
    let values = fields.map(\.value).joined(separator: ", ")
    return Violation(
      constraint,
      "INSERT INTO register.contract (reference, kind, parent_id, \(columns)) VALUES ('C-9', 'memorandum', 1, \(values))"
    )
  }

  /// What is recorded of a term of the first contract that only one of its fields makes impossible.
  static func term(_ constraint: String, _ key: String, _ fields: KeyValuePairs<String, String>) -> Violation {
    let columns = fields.map(\.key).joined(separator: ", ")
    let values = fields.map(\.value).joined(separator: ", ")
    let status = fields.contains { $0.key == "status" } ? "" : "status, "
    let present = status.isEmpty ? "" : "'present', "
    return Violation(
      constraint,
      "INSERT INTO register.term (contract_id, term_key, \(status)\(columns)) VALUES (1, '\(key)', \(present)\(values))"
    )
  }
}

/// The violations of one part of the register, and one or two of each of its things to violate, numbered from 1.
struct Violations: Sendable {
  let seed: String
  let all: [Violation]

  init(seed: String, _ all: [Violation]) {
    self.seed = seed
    self.all = all
  }

  /// In the order in which their seeds build on each other.
  static let parts = [
    people,
    calendars,
    vendors,
    vendorDetails,
    vendorIdentity,
    engagements,
    contracts,
    links,
    engagementFacts,
    tierOverrides,
    regimes,
    evidence,
    chain,
    assessments,
    reviews,
    references,
    gates,
    findings,
    reminders,
    erasures,
    units,
    dora,
  ]
}
