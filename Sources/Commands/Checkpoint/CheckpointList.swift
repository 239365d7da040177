import ArgumentParser
import Clause6
import Postgres

struct CheckpointList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the signed roots of the log, newest first.",
    discussion: """
      EXAMPLE:
        clause6 checkpoint list
      """)

  @OptionGroup var list: ListOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database) { connection in
      try connection.setZone(forTransaction: true)
      let listing = Listing(
        columns: "size AS leaves, facts.second_text(signed_at) AS signed_at, encode(root, 'base64') AS root",
        source: "audit.checkpoint", order: "size DESC")
      try listing.print(connection, list, format)
    }
  }
}
