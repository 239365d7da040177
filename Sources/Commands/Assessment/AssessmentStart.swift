import ArgumentParser
import Clause6
import Postgres

struct AssessmentStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start an assessment of a vendor, or of one engagement with it.",
    discussion: """
      The assessor is whoever starts it, or the person named. Somebody else has to conclude it.

      EXAMPLE:
        clause6 assessment start T0901 --engagement "card mailing" --reason "before the contract"
      """)

  @Argument(help: "The vendor: its code, its name, or # and its number.")
  var vendor: String

  @Option(help: ArgumentHelp("Only this engagement with it: its title, 3 or #3.", valueName: "engagement"))
  var engagement: String?

  @Option(
    help: ArgumentHelp(
      "The questionnaire to ask, such as clause6@1; without a version the one recorded last.",
      valueName: "questionnaire"))
  var questionnaire = "clause6"

  @Option(help: ArgumentHelp("Mail address or name of who judges the answers; default who acts.", valueName: "person"))
  var assessor: String?

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try change(database, options, format) { connection in
      let today = try connection.day(asked: nil)
      let vendor = try connection.vendor(called: vendor)
      let id = try connection.startAssessment(
        ofVendor: vendor, engagement: try engagement.map { try connection.engagement(called: $0, ofVendor: vendor) },
        questionnaire: try connection.questionnaire(called: questionnaire), on: today,
        assessor: assessor)
      return try connection.record(assessment: id, on: today)
    }
  }
}
