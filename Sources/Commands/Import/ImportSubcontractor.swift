import ArgumentParser
import Clause6

struct ImportSubcontractor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subcontractor", abstract: "Import subcontractors of any depth.",
    discussion: """
      By vendor, engagement, those above it, name and first day. Who consented is whom the file names. \
      Without --mapping the columns are called as "export subcontractor" calls them.

      EXAMPLE:
        clause6 import subcontractor subcontractors.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "subcontractor", file: file, options: options, format: format, database: database).run()
  }
}
