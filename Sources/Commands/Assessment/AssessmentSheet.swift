import ArgumentParser
import Clause6
import Postgres

struct AssessmentSheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Print the questions with their answers so far as CSV, to be filled in.",
    discussion: """
      Fill in value, or not_applicable_because where a question does not apply; for a text or a choice score says what the \
      answer is worth. "assessment answer --from" reads the filled sheet.

      EXAMPLE:
        clause6 assessment sheet 1 --lang ja
      """)

  @OptionGroup var which: AssessmentChoice
  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.assessment(called: which.assessment)
      Terminal.current.print(try connection.sheet(ofAssessment: id, on: asOf, language.language), format: .csv)
    }
  }
}

extension Connection {
  fileprivate func sheet(ofAssessment id: Int, on day: CalendarDate, _ language: Language) throws -> Table {
    try table(
      """
      SELECT key, \(language.either("group")) AS "group", \(language.either("text")) AS question, options AS answer_by, evidence_needed,
        CASE kind WHEN 'score' THEN score::text ELSE value END AS value, CASE WHEN kind <> 'score' THEN score END AS score,
        not_applicable_because, comment, evidence, evidence_valid_until_on
      FROM facts.assessment_answer(\(day)::date) WHERE assessment_id = \(id) ORDER BY place
      """)
  }
}
