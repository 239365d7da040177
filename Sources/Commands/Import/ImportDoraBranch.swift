import ArgumentParser
import Clause6

struct ImportDoraBranch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_branch",
    abstract: "Import branches of entities outside their country, for DORA.",
    discussion: """
      By entity, an LEI, and code. Without --mapping the columns are called as "export dora_branch" calls them; \
      docs/dora.md says what each means. With --gone end what an earlier edition of the same list had is \
      removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_branch branches.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_branch", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
