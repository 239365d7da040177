import ArgumentParser
import Clause6
import Postgres

struct DatabaseRulesLogin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules-login",
    abstract: "Check the login that rules of your own are run as, or create it; exit 2 when a fence is missing.",
    discussion: """
      A rule is SQL, so it may do what its session may do. The login clause6_rules only reads the register and what is \
      derived from it, for a limited time. The private PostgreSQL has it as soon as it is needed; on another, create it \
      once as a superuser, give it a password or a line in pg_hba.conf, and set CLAUSE6_RULES_DATABASE to its address.

      EXAMPLE:
        clause6 db rules-login --create
      """)

  @Flag(help: "Create the login, or put right what it may do.")
  var create = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let connection = try database.connect()
    if create { try connection.createRulesLogin() }
    let fences = try connection.ruleFences()
    format.print(
      Table(
        columns: [Table.Column(name: "fence", kind: .text), Table.Column(name: "holds", kind: .boolean)],
        rows: fences.map { [$0.fence, $0.holds ? "t" : "f"] }))
    if fences.contains(where: { !$0.holds }) { throw ExitCode(2) }
  }
}
