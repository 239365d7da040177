import ArgumentParser
import Clause6
import Postgres

struct DatabaseVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare the register with its history; exit 2 when they differ.",
    discussion: """
      Finds rows that were changed, added or removed behind the back of the log, and logs that are switched off.

      EXAMPLE:
        clause6 db verify
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let problems = try read(database) { try $0.verifyHistory() }
    format.print(
      Table(
        columns: ["table", "id", "problem"].map { Table.Column(name: $0, kind: .text) },
        rows: problems.map { [$0.table, $0.id, $0.problem] }))
    Terminal.current.note(problems.isEmpty ? "The register and its history agree." : "\(problems.count) problems.")
    if !problems.isEmpty { throw ExitCode(2) }
  }
}
