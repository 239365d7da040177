import ArgumentParser
import Clause6
import Postgres

struct AssessmentScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Show how the score of an assessment adds up, line by line.",
    discussion: """
      A criterion earns its weight times its points of its weight times 4. One that does not apply is left out; a required \
      one that is blank earns nothing; evidence that has expired, or an answer nobody judged, is worth 1 point.

      EXAMPLE:
        clause6 assessment score 1 --as-of 2026-11-22
      """)

  @OptionGroup var which: AssessmentChoice
  @OptionGroup var day: DayOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.assessment(called: which.assessment)
      let language = language.language
      format.print(
        try connection.table(
          """
          SELECT line, \(language.either("group")) AS "group", key, \(language.either("text")) AS question, standing, weight, points,
            earned, possible, percent
          FROM facts.assessment_line(\(asOf)::date) WHERE assessment_id = \(id) ORDER BY place
          """))
      guard format.format == .table else { return }
      let sentence: SQL = "SELECT arithmetic FROM facts.assessment(\(asOf)::date) WHERE assessment_id = \(id)"
      if let sentence = try connection.value(sentence, as: String.self) { Terminal.current.print("\n\(sentence)") }
    }
  }
}
