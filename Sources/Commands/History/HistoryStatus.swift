import ArgumentParser
import Clause6
import Postgres

struct HistoryStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far the history is sealed and signed, and what waits; exit 2 when somebody must look.",
    discussion: """
      EXAMPLE:
        clause6 history status
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let table = try read(database) { connection in
      try connection.setZone(forTransaction: true)
      return try connection.table(HistoryStatus.statement)
    }
    format.print(table, layout: .record)
    if table.rows.first?.first == "attention" { throw ExitCode(2) }
  }

  private static let statement: SQL = """
    SELECT state, leaves, facts.second_text(sealed_until) AS sealed_until, signed, facts.second_text(signed_at) AS signed_at, unsealed,
      facts.second_text(oldest_unsealed_at) AS oldest_unsealed, array_to_string(problems, '; ') AS problems
    FROM facts.history_health(facts.instant())
    """
}
