import ArgumentParser
import Clause6

struct ImportContact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Import whom to reach at vendors.",
    discussion: """
      By vendor, role and name. These are personal data: keep no more of them than it takes. \
      Without --mapping the columns are called as "export contact" calls them.

      EXAMPLE:
        clause6 import contact contact.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "contact", file: file, options: options, format: format, database: database).run()
  }
}
