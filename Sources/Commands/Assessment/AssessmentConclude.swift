import ArgumentParser
import Clause6
import Postgres

struct AssessmentConclude: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conclude", abstract: "Decide about an assessment: approve, approve with conditions, or reject.",
    discussion: """
      By a person who neither took part in it, nor registered the vendor, nor answers for it. The decision cannot be changed; \
      a later assessment supersedes it. An approval is valid for 12 months at tiers critical and high, 24 at medium, 36 at \
      low, or until an earlier day.

      EXAMPLE:
        clause6 assessment conclude 1 --approve-with "call two references;2026-12-31" --reason "decided in the weekly meeting"
      """)

  @OptionGroup var which: AssessmentChoice

  @Flag(help: "The vendor is able.")
  var approve = false

  @Option(
    help: ArgumentHelp(
      "The vendor is able on this condition, due on that day; several times for several.",
      valueName: "what must be done;day"),
    transform: AssessmentConclude.condition)
  var approveWith: [AssessmentOutcome.Condition] = []

  @Flag(help: "The vendor is not able.")
  var reject = false

  @Option(help: ArgumentHelp("Last day on which the approval holds.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate?

  @Option(help: ArgumentHelp("What the decision rests on.", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  @Sendable private static func condition(_ text: String) throws -> AssessmentOutcome.Condition {
    guard let mark = text.lastIndex(where: { ";；".contains($0) }), mark != text.startIndex else {
      throw ValidationError("\"\(text)\" has no day: write it as \"what must be done;2026-12-31\".")
    }
    let day = text[text.index(after: mark)...].filter { $0 != " " }
    return AssessmentOutcome.Condition(text: String(text[..<mark]), dueOn: try Day.parse(day))
  }

  func validate() throws {
    let given = [approve, !approveWith.isEmpty, reject].count { $0 }
    guard given == 1 else { throw ValidationError("Say one of --approve, --approve-with and --reject.") }
    if reject, until != nil { throw ValidationError("A rejection has no last day: leave out --until.") }
  }

  private var outcome: AssessmentOutcome {
    reject ? .reject : approve ? .approve : .approveWithConditions(approveWith)
  }

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.assessment(called: which.assessment)
      try connection.concludeAssessment(id, outcome, on: today, validUntilOn: until, note: note)
      return try connection.record(assessment: id, on: today)
    }
  }
}
