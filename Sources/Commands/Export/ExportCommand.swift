import ArgumentParser
import Clause6
import Postgres

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out a list of the register, in the form that \"import\" reads without a mapping.",
    discussion: """
      One of: \(Mapping.nouns.joined(separator: ", ")). Imported again, here or into another register, it says the same. \
      Entries of a list stand on lines of their own within a cell. What was signed goes with the name of who signed it.

      EXAMPLE:
        clause6 export vendor --format csv-raw
      """)

  @Argument(help: "What to export.")
  var noun: String

  @Option(help: ArgumentHelp("csv, csv-raw, json, ndjson or table.", valueName: "format"))
  var format = Format.csv

  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      _ = try connection.day(asked: nil)
      guard format != .table else {
        return Terminal.current.print(try connection.sheet(of: noun), format: format, layout: .rows)
      }
      let writer = RowWriter(Terminal.current.out, format, isShown: Terminal.current.isTerminal)
      try connection.exportSheet(of: noun, columns: writer.begin) { writer.row($0) }
      writer.end()
    }
  }
}
