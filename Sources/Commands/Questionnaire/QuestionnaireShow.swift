import ArgumentParser
import Clause6
import Postgres

struct QuestionnaireShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the criteria of a questionnaire: weights, knock-outs, evidence needed.",
    discussion: """
      A criterion of weight 0 is a gate or is for information. knock_out is the answer that rules a vendor out.

      EXAMPLE:
        clause6 questionnaire show clause6 --lang ja
      """)

  @OptionGroup var which: QuestionnaireChoice
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      let id = try connection.questionnaire(called: which.questionnaire)
      let language = language.language
      format.print(
        try connection.table(
          """
          SELECT key, \(language.either("group")) AS "group", \(language.either("text")) AS question, kind, facts.answer_by(kind, choices) AS answer_by, weight, required,
            CASE WHEN kind = 'score' AND knock_out_when <> '0' THEN '0 to ' ELSE '' END || knock_out_when
              || coalesce(': ' || \(language.either("knock_out")), '') AS knock_out, evidence_needed, guidance
          FROM register.criterion WHERE questionnaire_id = \(id) ORDER BY position
          """))
    }
  }
}
