import ArgumentParser
import Clause6

struct ImportDoraEntity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_entity",
    abstract: "Import the entities of the group that the register of information under DORA is about.",
    discussion: """
      By LEI. An entity whose parent is in the file may stand above it. Without --mapping the columns are called \
      as "export dora_entity" calls them; docs/dora.md says what each means. With --gone end what an earlier \
      edition of the same list had is removed where this one lacks it.

      EXAMPLE:
        clause6 import dora_entity entitys.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_entity", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
