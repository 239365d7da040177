import ArgumentParser
import Clause6

struct ImportDoraService: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_service",
    abstract: "Import the services of information technology that contracts are about, for DORA.",
    discussion: """
      By contract, engagement and kind of service. Without --mapping the columns are called as "export \
      dora_service" calls them; docs/dora.md says what each means. With --gone end what an earlier edition of \
      the same list had is removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_service services.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_service", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
