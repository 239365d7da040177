import ArgumentParser
import Clause6

struct ImportResponsibility: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "responsibility", abstract: "Import who meets which requirement of a standard.",
    discussion: """
      By vendor, standard, requirement and day. Without --mapping the columns are called as "export responsibility" calls \
      them; a vendor's own matrix needs a mapping.

      EXAMPLE:
        clause6 import responsibility responsibility.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "responsibility", file: file, options: options, format: format, database: database).run()
  }
}
