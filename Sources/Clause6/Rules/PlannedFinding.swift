import Postgres

/// What a rule finds beside what is kept: a finding that would be opened, changed or resolved, or stays as it is.
///
/// Columns are those of `acts/check_plan.sql`: `id` of one that is kept; `what`: opened, changed, worsened, reopened, resolved or
/// unchanged; what it says of whom (`vendor_id`, `subject_id`, `key`, `severity`, `since`, `reason`, `reason_ja`, `evidence`,
/// `due_on`); what it said before (`old_severity`, `old_vendor_id`); `is_waived` and `was_waived`.
public struct PlannedFinding: Sendable {
  /// As texts, in the order of the columns; `nil` is NULL.
  package let cells: [String?]
  private let places: [String: Int]

  init(_ cells: [String?], _ places: [String: Int]) {
    self.cells = cells
    self.places = places
  }

  /// A column's text, `nil` of NULL. To ask for a column that there is not is a mistake of the program.
  public subscript(_ column: String) -> String? {
    guard let place = places[column] else { preconditionFailure("a plan has no column \(column)") }
    return cells[place]
  }

  var what: String { self["what"] ?? "" }
  var isChange: Bool { what != "unchanged" }
}

/// How many findings of a plan are of one kind, for rules that find more than one wants to hold.
struct PlanTally {
  struct Kind: Hashable {
    let what: String
    let severity: String
    let oldSeverity: String?
    let isWaived: Bool?
    let wasWaived: Bool?
  }

  private(set) var counts: [Kind: Int] = [:]

  mutating func add(_ finding: PlannedFinding) {
    let kind = Kind(
      what: finding.what, severity: finding["severity"] ?? "", oldSeverity: finding["old_severity"],
      isWaived: finding["is_waived"].map { $0 == "t" }, wasWaived: finding["was_waived"].map { $0 == "t" })
    counts[kind, default: 0] += 1
  }
}
