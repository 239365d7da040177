import ArgumentParser
import Clause6
import Postgres

struct ImportList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the imports, the latest first.",
    discussion: """
      EXAMPLE:
        clause6 import list --source tsubame-contracts
      """)

  @Option(help: ArgumentHelp("Only editions of this register, as mappings name it.", valueName: "name"))
  var source: String?

  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var known: KnownOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, known) { connection in
      _ = try connection.day(asked: nil)
      var listing = Listing(
        columns: """
          run_id AS id, to_char(imported_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS at, actor, noun, source, file_name AS file,
          read AS rows, added AS new, changed, identical, gone, rejected_rows,
          to_char(undone_at AT TIME ZONE facts.zone(), 'YYYY-MM-DD HH24:MI') AS undone_at
          """, source: "facts.import_run", order: "run_id DESC")
      listing.filter(source) { "source = \($0)" }
      try listing.print(connection, list, format)
    }
  }
}
