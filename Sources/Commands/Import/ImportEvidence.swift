import ArgumentParser
import Clause6

struct ImportEvidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Import what is known of evidence: certificates, reports, policies.",
    discussion: """
      By vendor, kind, issuer, number and first day. The files themselves are attached with "evidence attach". \
      Without --mapping the columns are called as "export evidence" calls them.

      EXAMPLE:
        clause6 import evidence evidence.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(noun: "evidence", file: file, options: options, format: format, database: database).run()
  }
}
