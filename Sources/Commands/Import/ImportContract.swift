import ArgumentParser
import Clause6

struct ImportContract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "Import a register of contracts from a spreadsheet.",
    discussion: """
      One transaction: all of it or nothing. A second run of the same file changes nothing. What cannot be read is \
      left out and listed, with line, column and reason, in the rejects file.

      EXAMPLE:
        clause6 import contract register.csv --mapping mapping.yaml --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "contract", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
