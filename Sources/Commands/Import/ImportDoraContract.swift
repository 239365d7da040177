import ArgumentParser
import Clause6

struct ImportDoraContract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dora_contract",
    abstract: "Import which contracts the register of information under DORA lists, and what it needs of them.",
    discussion: """
      By reference. Who signed, as LEIs, and the contracts behind one within the group stand on lines of their own \
      in a cell. Without --mapping the columns are called as "export dora_contract" calls them; docs/dora.md says \
      what each means. With --gone end what an earlier edition of the same list had is removed where this one \
      lacks it.

      EXAMPLE:
        clause6 import dora_contract contracts.csv --dry-run
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions
  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "dora_contract", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
