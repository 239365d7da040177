import ArgumentParser
import Clause6

struct ImportTerm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "term", abstract: "Import what contracts settle, term by term.",
    discussion: """
      By contract, term and first day. \
      Without --mapping the columns are called as "export term" calls them.

      EXAMPLE:
        clause6 import term terms.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "term", file: file, options: options, format: format, database: database).run()
  }
}
