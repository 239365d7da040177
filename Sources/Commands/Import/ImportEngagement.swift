import ArgumentParser
import Clause6

struct ImportEngagement: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engagement", abstract: "Import engagements: what is entrusted to whom.",
    discussion: """
      By vendor and title. Kinds of data and places are those of the row; conditions and contracts that it does \
      not name stay. \
      Without --mapping the columns are called as "export engagement" calls them.

      EXAMPLE:
        clause6 import engagement engagements.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "engagement", file: file, options: options, format: format, database: database).run()
  }
}
