import ArgumentParser
import Postgres

struct ConditionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the nineteen conditions.",
    discussion: """
      EXAMPLE:
        clause6 condition list --lang ja
      """)

  @OptionGroup var language: LanguageOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let title: SQL = language.language == .ja ? "title_ja" : "title_en"
    let table = try read(database) { connection in
      try connection.table("SELECT key, \(title) AS title FROM register.condition ORDER BY position")
    }
    format.print(table)
  }
}
