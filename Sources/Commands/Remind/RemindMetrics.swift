import ArgumentParser
import Clause6
import Postgres

struct RemindMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Print the scheduler's figures as OpenMetrics, for a node exporter's text files.",
    discussion: """
      EXAMPLE:
        clause6 remind metrics > /var/lib/node_exporter/clause6.prom
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let text = try read(database) { connection in
      try connection.setZone(forTransaction: true)
      return try connection.reminderMetrics()
    }
    for line in text.split(separator: "\n") { Terminal.current.print(String(line)) }
  }
}
