import ArgumentParser
import Clause6
import Postgres

struct AssessmentMeet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meet", abstract: "Say that a condition of an approval is met.",
    discussion: """
      EXAMPLE:
        clause6 assessment meet 1 2 --note "both clients are content" --reason "calls made"
      """)

  @OptionGroup var which: AssessmentChoice

  @Argument(help: "The condition's number in the approval.")
  var condition: Int

  @Option(help: ArgumentHelp("How it was met.", valueName: "text"))
  var note: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let record = try write(database, options) { connection, author in
      try connection.change(as: author, rehearse: options.dryRun) { connection in
        let today = try connection.day(asked: nil)
        let id = try connection.assessment(called: which.assessment)
        try connection.meetCondition(condition, ofAssessment: id, on: today, note: note)
        return try connection.conditions(ofAssessment: id, on: today)
      }
    }
    format.print(record)
  }
}
