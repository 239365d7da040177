import ArgumentParser
import Clause6

struct ImportDoraUse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_use",
    abstract: "Import which functions use which services, for DORA.",
    discussion: """
      By service, function and branch. Without --mapping the columns are called as "export dora_use" calls them; \
      docs/dora.md says what each means. With --gone end what an earlier edition of the same list had is \
      removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_use uses.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_use", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
