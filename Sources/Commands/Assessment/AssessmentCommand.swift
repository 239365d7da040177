import ArgumentParser
import Clause6
import Postgres

struct AssessmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assessment", abstract: "Why a vendor was judged able: answers, score, decision, conditions.",
    subcommands: [
      AssessmentList.self, AssessmentShow.self, AssessmentStart.self, AssessmentSheet.self, AssessmentAnswer.self,
      AssessmentScore.self, AssessmentConclude.self, AssessmentWaive.self, AssessmentMeet.self,
    ])
}

/// Which assessment is meant.
struct AssessmentChoice: ParsableArguments {
  @Argument(help: "Its number, 3 or #3.")
  var assessment: String
}

extension Connection {
  func record(assessment id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT assessment_id AS assessment, vendor, engagement, questionnaire || '@' || version AS questionnaire, state, since, why, arithmetic, tier, score, band,
        residual, knocked_out, waived, started_on, started_by, assessor, concluded_on, concluded_by, outcome, valid_until_on,
        conditions_open, conditions_overdue, next_condition_due_on, note,
        facts.import_text('assessment', assessment_id) AS recorded_from
      FROM facts.assessment(\(day)::date) WHERE assessment_id = \(id)
      """)
  }

  func conditions(ofAssessment id: Int, on day: CalendarDate) throws -> Table {
    try table(
      """
      SELECT number, state, due_on, text, met_on, met_by, note FROM facts.assessment_condition(\(day)::date)
      WHERE assessment_id = \(id) ORDER BY number
      """)
  }
}
