import ArgumentParser
import Clause6
import Postgres

struct AssessmentShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one assessment: decision, conditions, waivers, and what was answered.",
    discussion: """
      EXAMPLE:
        clause6 assessment show 1 --lang ja
      """)

  @OptionGroup var which: AssessmentChoice
  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.assessment(called: which.assessment)
      let record = try connection.record(assessment: id, on: asOf)
      guard !record.rows.isEmpty else {
        throw Clause6Error("Assessment \(id) had not started by \(asOf): ask about a later day.")
      }
      format.print(record, layout: .record)
      guard format.format == .table else { return }
      try section("Conditions", connection.conditions(ofAssessment: id, on: asOf))
      try section("Knock-outs", connection.knockOuts(ofAssessment: id, on: asOf, language.language))
      try section("Answers", connection.answers(ofAssessment: id, on: asOf, language.language))
    }
  }

  private func section(_ title: String, _ table: Table) throws {
    guard !table.rows.isEmpty else { return }
    Terminal.current.print("\n\(title)")
    format.print(table)
  }
}

extension Connection {
  fileprivate func knockOuts(ofAssessment id: Int, on day: CalendarDate, _ language: Language) throws -> Table {
    try table(
      """
      SELECT key, \(language.either("knock_out")) AS knock_out, standing, nullif(holds_until_on, '-infinity') AS waived_until_on,
        waived_by, waiver AS reason
      FROM facts.assessment_knock_out(\(day)::date) WHERE assessment_id = \(id) ORDER BY place
      """)
  }

  fileprivate func answers(ofAssessment id: Int, on day: CalendarDate, _ language: Language) throws -> Table {
    try table(
      """
      SELECT key, \(language.either("text")) AS question, coalesce(value, score::text, not_applicable_because) AS answer, standing,
        points, evidence, evidence_valid_until_on AS evidence_until, comment, answered_on, answered_by
      FROM facts.assessment_answer(\(day)::date) WHERE assessment_id = \(id) ORDER BY place
      """)
  }
}
