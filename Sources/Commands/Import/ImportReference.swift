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

  @Option(
    help: ArgumentHelp(
      "What becomes of entries that an earlier edition had and this file lacks: keep, end, fail.", valueName: "what"),
    transform: { try Choice.one($0, "choice for what is gone") })
  var gone = GonePolicy.keep

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try ImportRun(
      noun: "reference", file: file, gone: gone, options: options, format: format, database: database
    ).run()
  }
}
