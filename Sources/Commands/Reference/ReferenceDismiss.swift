import ArgumentParser
import Clause6
import Postgres

struct ReferenceDismiss: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss", abstract: "Say why an entry of a list is no vendor, so that completeness asks no more.",
    discussion: """
      A later edition of the list does not take that away; an empty reason does.

      EXAMPLE:
        clause6 reference dismiss 12 --because "the tax office"
      """)

  @Argument(help: "The entry's number: \"clause6 reference list\" shows it.")
  var number: String

  @Option(help: ArgumentHelp("Why nobody is entrusted with anything here.", valueName: "why"))
  var because: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let row = try write(database, options, defaultReason: because.isEmpty ? nil : because) { connection, author in
      try connection.change(as: author, rehearse: options.dryRun) { connection in
        let day = try connection.today()
        let id = try connection.reference(called: number)
        try connection.dismissReference(id, because: because)
        return try connection.table(
          "SELECT reference_id AS id, source, kind, name, state, why FROM facts.reference(\(day)::date) WHERE reference_id = \(id)"
        )
      }
    }
    format.print(row)
  }
}
