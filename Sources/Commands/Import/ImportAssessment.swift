import ArgumentParser
import Clause6

struct ImportAssessment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assessment", abstract: "Import assessments with their answers, one row an answer.",
    discussion: """
      An assessment is taken as a whole or not at all. Who assessed and approved is whom the file names; an \
      approval that nobody could have given here is refused, and whoever registered a vendor or answers for it \
      does not import its approvals. \
      Without --mapping the columns are called as "export assessment" calls them.

      EXAMPLE:
        clause6 import assessment assessments.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "assessment", file: file, options: options, format: format, database: database).run()
  }
}
