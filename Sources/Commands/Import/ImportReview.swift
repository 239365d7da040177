import ArgumentParser
import Clause6

struct ImportReview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Import reviews of vendors.",
    discussion: """
      By vendor, cause and days. Who reviewed is whom the file names. \
      Without --mapping the columns are called as "export review" calls them.

      EXAMPLE:
        clause6 import review reviews.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "review", file: file, options: options, format: format, database: database).run()
  }
}
