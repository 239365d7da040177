import ArgumentParser
import Clause6

struct ImportDoraFunction: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_function",
    abstract: "Import the functions of entities that rest on services of information technology, for DORA.",
    discussion: """
      By entity, an LEI, and code, such as F1. Without --mapping the columns are called as "export dora_function" \
      calls them; docs/dora.md says what each means. With --gone end what an earlier edition of the same list \
      had is removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_function functions.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_function", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
