import ArgumentParser
import Clause6

struct ImportPerson: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Import people, with their backups and managers.",
    discussion: """
      By mail address, else login, else name. Managers and backups may stand further down in the file. \
      Without --mapping the columns are called as "export person" calls them.

      EXAMPLE:
        clause6 import person people.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "person", file: file, options: options, format: format, database: database).run()
  }
}
