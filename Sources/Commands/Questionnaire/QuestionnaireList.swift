import ArgumentParser
import Clause6
import Postgres

struct QuestionnaireList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List questionnaires and their versions.",
    discussion: """
      EXAMPLE:
        clause6 questionnaire list --lang ja
      """)

  @OptionGroup var list: ListOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      let listing = Listing(
        columns: """
          key || '@' || version AS questionnaire, \(language.language.either("title")) AS title, criteria, scored, weight, knock_outs, languages,
          assessments, source
          """,
        source: "facts.questionnaire()", order: "key, questionnaire_id")
      try listing.print(connection, list, format)
    }
  }
}

extension Language {
  /// A column that the register has in two languages: in this one, or where it lacks it in the other.
  func either(_ stem: String) -> SQL {
    let other: Language = self == .ja ? .en : .ja
    return "coalesce(\(identifier: "\(stem)_\(rawValue)"), \(identifier: "\(stem)_\(other.rawValue)"))"
  }
}
