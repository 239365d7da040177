import ArgumentParser
import Clause6
import Postgres
import Schema

struct DatabaseInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Create the database if need be, and its schema.",
    discussion: """
      EXAMPLE:
        clause6 db init --database "host=db.example dbname=clause6"
      """)

  @OptionGroup var options: WriteOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    if case .configured(let info) = database.place { try createIfMissing(info) }
    try migrate(database, options, showSQL: false)
  }

  private func createIfMissing(_ info: ConnectionInfo) throws {
    do {
      _ = try Connection(info)
    } catch {
      guard case .connection(let text) = error, text.contains("does not exist"), text.contains("database"),
        !options.dryRun,
        let name = info.settings["dbname"] ?? Invocation.current.variable("PGDATABASE")
      else { throw error }
      let server = try Connection(info.with(["dbname": "postgres"]))
      try server.createDatabase(name)
      Terminal.current.note("Created the database \(name).")
    }
  }
}

struct DatabaseMigrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Apply pending migrations; rebuild facts and reports from their files.",
    discussion: """
      One transaction under a lock: all of it or nothing.

      EXAMPLE:
        clause6 db migrate --dry-run --show-sql
      """)

  @Flag(help: "Print the SQL on stdout as it is run.")
  var showSql = false

  @OptionGroup var options: WriteOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws { try migrate(database, options, showSQL: showSql) }
}

private func migrate(_ database: DatabaseOptions, _ options: WriteOptions, showSQL: Bool) throws {
  let connection = try database.connectToAnySchema()
  let author = try options.author(defaultReason: "migration by clause6 \(Clause6Command.version)")
  let before = try Migrator().migrate(connection, as: author, rehearse: options.dryRun) { file in
    if showSQL { Terminal.current.print("-- \(file.path)\n\(file.text)") }
  }
  if before.isCurrent {
    Terminal.current.note("The schema is current: nothing to do.")
    return
  }
  for migration in before.pending { Terminal.current.note("applied \(migration.name)") }
  Terminal.current.note("rebuilt facts and reports")
  options.noteDryRun()
}
