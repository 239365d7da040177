import ArgumentParser
import Clause6
import Postgres

struct AssessmentWaive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waive", abstract: "Answer for a criterion that rules a vendor out, until a day.",
    discussion: """
      By a person who neither took part in the assessment, nor registered the vendor, nor answers for it. An approval that \
      needs the waiver ends with it. --reason says why the vendor may be used all the same.

      EXAMPLE:
        clause6 assessment waive 1 A9 --until 2027-01-31 --reason "the list of subcontractors is promised for January"
      """)

  @OptionGroup var which: AssessmentChoice

  @Argument(help: "The criterion's key.")
  var key: String

  @Option(help: ArgumentHelp("Last day of the waiver.", valueName: "day"), transform: Day.parse)
  var until: CalendarDate

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let reason = try options.author().reason
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let id = try connection.assessment(called: which.assessment)
      try connection.waive(criterion: key, ofAssessment: id, on: today, until: until, because: reason)
      return try connection.record(assessment: id, on: today)
    }
  }
}
