/// What is wrong with a package of the register of information.
package struct DoraFault: Sendable, Equatable {
  package enum Severity: String, Sendable {
    /// The authority does not take the package.
    case reject
    /// It does, and asks.
    case warning
  }

  package let severity: Severity
  /// The number that the EBA gives the rule; `own` for what no rule of theirs asks and readers stumble over.
  package let rule: String
  /// Below the package's folder; empty for the package itself.
  package let file: String
  /// From 1 for the header.
  package var line: Int?
  package var column: String?
  package let text: String
}
