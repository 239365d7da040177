import ArgumentParser
import Clause6
import LocalPostgres
import Postgres

extension DatabaseOptions {
  /// The private server, for acts that only it can do.
  fileprivate func privateServer(_ act: String) throws -> LocalServer {
    guard case .privateServer(let server) = place else {
      throw Clause6Error(
        "\(act) is for clause6's private server, and another database is configured: use that server's own tools, "
          + "or unset --database, CLAUSE6_DATABASE and the PG* variables.")
    }
    return server
  }
}

struct DatabaseStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start the private server; other commands do so by themselves.",
    discussion: """
      EXAMPLE:
        clause6 db start
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try database.privateServer("\"db start\"").ensureRunning { Terminal.current.note($0) }
    _ = try database.connect()
  }
}

struct DatabaseStop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop the private server; the data stay.",
    discussion: """
      EXAMPLE:
        clause6 db stop
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws { try database.privateServer("\"db stop\"").stop() }
}

struct DatabaseURL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url", abstract: "Print the address of the database, without password, for psql and others.",
    discussion: """
      EXAMPLE:
        psql "$(clause6 db url)"
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    switch database.place {
    case .configured(let info): Terminal.current.print(info.description)
    case .privateServer(let server):
      Terminal.current.print(try server.ensureRunning { Terminal.current.note($0) }.text)
    }
  }
}

struct DatabaseBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write the private server's register to a file; an existing file is never replaced.",
    discussion: """
      EXAMPLE:
        clause6 db backup clause6-2026-11-22.dump
      """)

  @Argument(help: "The file to write, readable by you alone.")
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let server = try database.privateServer("\"db backup\"")
    try server.ensureRunning { Terminal.current.note($0) }
    try server.backup(to: file)
    Terminal.current.note("Wrote \(file).")
  }
}

struct DatabaseRestore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the private server's register, which is kept beside it.",
    discussion: """
      What is restored is not the log that went on after the backup, so it gets another name ("clause6 history restart").

      EXAMPLE:
        clause6 db restore clause6-2026-11-22.dump
      """)

  @Argument(help: "A file that \"clause6 db backup\" wrote.")
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let server = try database.privateServer("\"db restore\"")
    try server.ensureRunning { Terminal.current.note($0) }
    try server.restore(from: file)
    Terminal.current.note("Restored \(file).")
    let connection = try database.connectToAnySchema()
    guard Migrator().isCurrent(connection) else {
      Terminal.current.note("It has an older schema: run \"clause6 db migrate\", then \"clause6 history restart\".")
      return
    }
    let author = try Authorship(actor: Invocation.login, reason: "restored from a backup by clause6 db restore")
    let name = try connection.restartLog(as: author)
    Terminal.current.note("Its log is called \(name) from now on; \"clause6 history seal\" makes its key.")
  }
}
