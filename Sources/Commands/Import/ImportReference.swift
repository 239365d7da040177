import ArgumentParser
import Clause6

struct ImportReference: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Import a list that others keep: whom we pay, which applications people sign in to.",
    discussion: """
      It registers no vendors: "report run completeness" tells which entries are none. By the number in the list, else by \
      name. --source names the list; with --gone end what a new edition lacks is taken off.

      EXAMPLE:
        clause6 import reference payees.csv --mapping payees.yaml --gone end
      """)

  @OptionGroup var file: ImportOptions
  @OptionGroup var gone: GoneOptions

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "reference", file: file, gone: gone.gone, options: options, format: format, database: database
    ).run()
  }
}
