import ArgumentParser
import Clause6
import Postgres

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Ask the register in SQL; the answer is printed like any report.",
    discussion: """
      Nothing can be changed: it runs in a read-only transaction. facts.as_of() is the day of --as-of.

      EXAMPLE:
        clause6 query "SELECT state, count(*) FROM facts.contract(facts.as_of()) GROUP BY state" --format json
      """)

  @Argument(help: "One SELECT.")
  var sql: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let table = try read(database, day.known) { connection in
      try connection.ask(on: day.asOf)
      return try connection.table(SQL(verbatim: sql))
    }
    format.print(table)
  }
}
