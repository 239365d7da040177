import ArgumentParser
import Clause6

struct ImportDoraProvider: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_provider",
    abstract: "Import what is reported of providers under DORA beside what their vendors' entries say.",
    discussion: """
      By vendor: whether it is an individual, and by which code it is reported where it has no LEI. Without \
      --mapping the columns are called as "export dora_provider" calls them; docs/dora.md says what each means. \
      With --gone end what an earlier edition of the same list had is removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_provider providers.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_provider", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
