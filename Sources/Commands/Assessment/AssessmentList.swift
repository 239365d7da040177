import ArgumentParser
import Clause6
import Postgres

struct AssessmentList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List assessments with their state.",
    discussion: """
      The state is worked out for the day asked about, never stored: open, approved, approved_with_conditions, rejected, \
      expired or superseded.

      EXAMPLE:
        clause6 assessment list --state expired --as-of 2027-11-23
      """)

  @Option(
    help: ArgumentHelp("Only assessments in this state; may be given several times.", valueName: "state"),
    transform: AssessmentList.state)
  var state: [AssessmentState] = []

  @Option(help: ArgumentHelp("Only assessments of this vendor: code, name or # and number.", valueName: "vendor"))
  var vendor: String?

  @Flag(help: "Only approvals with a condition whose day has passed.")
  var overdue = false

  @OptionGroup var day: DayOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func state(_ text: String) throws -> AssessmentState {
    guard let state = AssessmentState(rawValue: text) else {
      let states = AssessmentState.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\"\(text)\" is no state of an assessment; these are: \(states).")
    }
    return state
  }

  func run() throws {
    try read(database, day) { connection, asOf in
      var listing = Listing(
        columns: """
          assessment_id AS assessment, vendor, engagement, questionnaire || '@' || version AS questionnaire, state, since, valid_until_on, tier, score, band,
          residual, conditions_open AS open, conditions_overdue AS overdue, why
          """,
        source: "facts.assessment(\(asOf)::date)", order: "vendor, assessment_id")
      listing.filter(state.isEmpty ? nil : state.map(\.rawValue)) { "state = ANY (\($0)::text[])" }
      listing.filter(try vendor.map { try connection.vendor(called: $0) }) { "vendor_id = \($0)" }
      listing.filter(overdue ? 0 : nil) { "conditions_overdue > \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
