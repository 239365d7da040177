import ArgumentParser
import Clause6
import Postgres

struct DatabaseRoles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles",
    abstract: "Check what the roles of the server may do, or create them; exit 2 when a promise does not hold.",
    discussion: """
      A login of PostgreSQL is granted one: clause6_procurement, clause6_reviewer, clause6_scheduler, clause6_sealer or \
      clause6_auditor. Everything belongs to clause6_owner, as which migrations run. --create takes a superuser, or who \
      owns the database and may make roles. Who may do what is in docs/roles.md.

      EXAMPLE:
        clause6 db roles --create
      """)

  @Flag(help: "Create the roles, or put right what they may do.")
  var create = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let connection = try database.connect()
    if create { try connection.createRoles() }
    let promises = try connection.rolePromises()
    format.print(
      Table(
        columns: [
          Table.Column(name: "promise", kind: .text), Table.Column(name: "holds", kind: .boolean),
          Table.Column(name: "breach", kind: .text),
        ],
        rows: promises.map { [$0.promise, $0.holds ? "t" : "f", $0.breach] }))
    if promises.contains(where: { !$0.holds }) { throw ExitCode(2) }
  }
}
