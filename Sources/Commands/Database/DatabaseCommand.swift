import ArgumentParser

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "The database: its schema, its private server, its copies.",
    subcommands: [
      DatabaseInit.self, DatabaseMigrate.self, DatabaseStatus.self, DatabaseSQL.self,
      DatabaseRoles.self, DatabaseRulesLogin.self,
      DatabaseStart.self, DatabaseStop.self, DatabaseURL.self, DatabaseBackup.self, DatabaseRestore.self,
    ])
}
