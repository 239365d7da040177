import ArgumentParser
import Postgres

struct TermList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the thirty terms, what a contract must say for each, and the figure that matters.",
    discussion: """
      EXAMPLE:
        clause6 term list --format csv
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let table = try read(database) { connection in
      try connection.table(
        """
        SELECT key, title_en, title_ja, figure_unit, figure_en, figure_ja, definition
        FROM register.term_kind ORDER BY position
        """)
    }
    format.print(table)
  }
}
