import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension LocalServer {
  /// Writes the whole database to a new file that only its owner may read, in `pg_dump`'s custom format.
  ///
  /// The file has its name only when it is whole. Roles and their passwords are the server's, not in the database, and
  /// so not in the file.
  /// - Throws: ``LocalServerError``; an existing file is never overwritten.
  public func backup(to file: String) throws(LocalServerError) {
    guard Files.exists(cluster) else { throw .notCreated(folder: folder) }
    let file = Files.absolute(file)
    guard Files.status(file) == nil else { throw .fileExists(path: file) }
    let address = try ensureRunning()
    let partial = file + ".partial-\(UInt32.random(in: 0 ... .max))"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(file) }
    defer {
      close(descriptor)
      unlink(partial)
    }
    let outcome = try program("pg_dump", "-Fc", "-Z1", "--no-password", "-d", address.text).run(output: descriptor)
    guard outcome.succeeded else {
      throw LocalServerError.isFullDisk(outcome.output)
        ? .diskFull(file) : .backupFailed(path: file, lines: Files.lastLines(outcome.output))
    }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(file) }
    try giveName(file, to: partial)
    Files.synchronize(Files.parent(of: file))
  }

  /// A link, unlike a renaming, refuses to overwrite; some file systems have no links.
  private func giveName(_ file: String, to partial: String) throws(LocalServerError) {
    if link(partial, file) == 0 { return }
    if errno == EEXIST { throw .fileExists(path: file) }
    guard rename(partial, file) == 0 else { throw .cannotWrite(file) }
  }

  /// Replaces the database by what a backup holds.
  ///
  /// The backup goes into a new database, and only when all of it is there do the two change names in one transaction;
  /// the old one stays, named after the moment: `clause6_20260131_235959`. Roles that the backup mentions and the server
  /// lacks are created without the right to log in.
  /// - Throws: ``LocalServerError``; the database is then as it was.
  public func restore(from file: String) throws(LocalServerError) {
    let file = Files.absolute(file)
    let address = try ensureRunning()
    try checkIsBackup(file)
    try locked(file: "restore.lock") { () throws(LocalServerError) in
      do {
        let administrator = try Connection(address.with(["dbname": "postgres"]))
        try checkUnused(administrator)
        let new = try RestoredDatabase(administrator, address)
        do {
          try load(file, new)
          try checkUnused(administrator)
          try new.takePlace(of: LocalServer.databaseName)
        } catch {
          try? new.drop()
          throw error
        }
      } catch let error as LocalServerError {
        throw error
      } catch let error as PostgresError {
        throw .database(error)
      } catch {
        throw .restoreFailed(path: file, lines: "\(error)")
      }
    }
  }

  private func checkIsBackup(_ file: String) throws(LocalServerError) {
    guard access(file, R_OK) == 0 else { throw .notABackup(path: file, reason: Files.lastReason) }
    let outcome = try program("pg_restore", "--list", file).run()
    guard outcome.succeeded else { throw .notABackup(path: file, reason: Files.lastLines(outcome.output)) }
  }

  private func checkUnused(_ administrator: Connection) throws {
    let name = LocalServer.databaseName
    let count: SQL =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = \(name) AND backend_type = 'client backend'"
    // A session that has been closed is still counted for a moment.
    let end = Clock.now + 1
    while let sessions = try administrator.value(count, as: Int.self), sessions > 0 {
      guard Clock.now < end else { throw LocalServerError.inUse(sessions: sessions) }
      usleep(20_000)
    }
  }

  private func load(_ file: String, _ new: RestoredDatabase) throws {
    func run(_ options: String...) throws(LocalServerError) -> Program.Outcome {
      let words = options + ["--no-password", "--no-tablespaces", "-d", new.address.text, file]
      return try program("pg_restore", words).run()
    }
    var outcome = try run("--exit-on-error")
    if !outcome.succeeded, !RestoredDatabase.missingRoles(outcome.output).isEmpty {
      // A first run over the schema alone names all roles that are missing, the next finds them.
      try new.recreate()
      try new.createRoles(RestoredDatabase.missingRoles(run("--schema-only").output))
      try new.recreate()
      outcome = try run("--exit-on-error")
    }
    guard outcome.succeeded else {
      throw LocalServerError.isFullDisk(outcome.output)
        ? LocalServerError.diskFull(folder) : .restoreFailed(path: file, lines: Files.lastLines(outcome.output))
    }
  }

  private func program(_ name: String, _ words: String...) throws(LocalServerError) -> Program {
    try program(name, words)
  }

  /// One of PostgreSQL's programs, of the cluster's version, run as the caller.
  private func program(_ name: String, _ words: [String]) throws(LocalServerError) -> Program {
    let programs = try PostgresPrograms.find(
      major: try clusterVersion(), cluster: cluster, environment: environment)
    return Program([programs.path(name)] + words, environment: environment)
  }
}

/// The database a backup is restored into before it takes the old one's place.
private struct RestoredDatabase {
  let administrator: Connection
  let address: ConnectionInfo
  let name: String

  init(_ administrator: Connection, _ address: ConnectionInfo) throws {
    self.administrator = administrator
    name = "\(LocalServer.databaseName)_restoring"
    self.address = address.with(["dbname": name])
    // One may be left of a command that was killed; that there is none is no news.
    try administrator.execute("SET client_min_messages = warning")
    try recreate()
  }

  func drop() throws {
    try administrator.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
  }

  func recreate() throws {
    try drop()
    try administrator.execute("CREATE DATABASE \(identifier: name) TEMPLATE template0")
  }

  func createRoles(_ roles: [String]) throws {
    for role in roles { try administrator.execute("CREATE ROLE \(identifier: role)") }
  }

  /// From lines like `ERROR:  role "auditor" does not exist`.
  static func missingRoles(_ output: String) -> [String] {
    let roles = output.split(separator: "\n").compactMap { line -> String? in
      guard let start = line.firstRange(of: "role \""), let end = line.firstRange(of: "\" does not exist"),
        start.upperBound < end.lowerBound
      else { return nil }
      return String(line[start.upperBound..<end.lowerBound])
    }
    return Array(Set(roles)).sorted()
  }

  func takePlace(of current: String) throws {
    try administrator.write { administrator in
      let old = try administrator.value(
        """
        SELECT name FROM (
          SELECT \(current) || to_char(now() AT TIME ZONE 'UTC', '_YYYYMMDD_HH24MISS') || repeat('_', n) AS name
          FROM generate_series(0, 9) AS n ORDER BY n
        ) AS candidate WHERE name NOT IN (SELECT datname FROM pg_database) LIMIT 1
        """, as: String.self)
      try administrator.execute("ALTER DATABASE \(identifier: current) RENAME TO \(identifier: old ?? current)")
      try administrator.execute("ALTER DATABASE \(identifier: name) RENAME TO \(identifier: current)")
    }
  }
}
