import ArgumentParser
import Clause6

struct ImportAlias: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Import trading names, former names and abbreviations of vendors.",
    discussion: """
      By vendor, kind, name and first day. Vendors are found by all of them. \
      Without --mapping the columns are called as "export alias" calls them.

      EXAMPLE:
        clause6 import alias names.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "alias", file: file, options: options, format: format, database: database).run()
  }
}
