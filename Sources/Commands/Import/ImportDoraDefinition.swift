import ArgumentParser
import Clause6

struct ImportDoraDefinition: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_definition",
    abstract: "Import what we mean by the words that DORA leaves to us.",
    discussion: """
      By word, such as sensitiveness.high. Without --mapping the columns are called as "export dora_definition" \
      calls them; docs/dora.md says what each means. With --gone end what an earlier edition of the same list \
      had is removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_definition definitions.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_definition", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
