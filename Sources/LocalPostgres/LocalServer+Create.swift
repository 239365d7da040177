import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension LocalServer {
  /// The folder belongs to the caller, also when that is root: what root writes there nobody can redirect.
  func prepareFolder() throws(LocalServerError) {
    // Root's server runs as another user, who must be able to pass.
    let mode: mode_t = uid == 0 ? 0o755 : 0o700
    guard Files.makeFolder(folder, mode: mode) else { throw .cannotWrite(folder) }
  }

  /// Runs the closure while no other process creates, starts or stops this server.
  func locked<T>(
    file: String = "lock", progress: (String) -> Void = { _ in }, _ body: () throws(LocalServerError) -> T
  ) throws(LocalServerError) -> T {
    let path = "\(folder)/\(file)"
    // Not inherited: the server would hold the lock for life.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path) }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      progress("waiting for another clause6 command that is at work on the database server")
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else { throw .cannotWrite(path) }
      }
    }
    return try body()
  }

  /// Root's folder may lie where the server's user cannot get to.
  func checkPassable(_ account: ServerAccount) throws(LocalServerError) {
    guard account.uid != uid else { return }
    let visit = ["/bin/sh", "-c", "cd \"$1\"", "sh", folder]
    guard try Program(visit, as: account, environment: environment).run().succeeded else {
      throw .impassable(folder: folder, user: account.name)
    }
  }

  func checkOwner(_ account: ServerAccount) throws(LocalServerError) {
    guard let owner = Files.status(cluster)?.st_uid, owner != account.uid else { return }
    throw .foreignFolder(path: cluster, owner: SystemUser(uid: owner)?.name ?? "user \(owner)")
  }

  /// Creates the cluster under another name and renames it, so that under its own name it is always whole.
  func create(_ account: ServerAccount, _ progress: (String) -> Void) throws(LocalServerError) {
    progress("creating the database in \(folder)")
    let programs = try PostgresPrograms.find(environment: environment)
    for name in Files.names(in: folder) where name.hasPrefix(LocalServer.unfinished) {
      remove("\(folder)/\(name)", account)
    }
    let new = "\(folder)/\(LocalServer.unfinished)\(UInt32.random(in: 0 ... .max))"
    guard mkdir(new, 0o700) == 0, account.uid == uid || lchown(new, account.uid, account.gid) == 0 else {
      throw .cannotWrite(new)
    }
    do {
      try initialize(new, programs, account)
      try writeSettings(into: new)
    } catch {
      remove(new, account)
      throw error
    }
    guard rename(new, cluster) == 0 else { throw .cannotWrite(cluster) }
    Files.synchronize(folder)
  }

  private static let unfinished = "cluster.new."

  private func initialize(
    _ new: String, _ programs: PostgresPrograms, _ account: ServerAccount
  ) throws(LocalServerError) {
    let outcome = try Program(
      [
        programs.path("initdb"), "-D", new, "-U", LocalServer.databaseName, "-E", "UTF8", "--locale=C.UTF-8",
        "--data-checksums", "--auth-local=peer", "--auth-host=scram-sha-256", "--no-instructions",
      ], as: account, environment: environment
    ).run()
    guard outcome.succeeded else {
      throw LocalServerError.isFullDisk(outcome.output)
        ? .diskFull(folder) : .creationFailed(folder: folder, lines: Files.lastLines(outcome.output))
    }
  }

  /// As root, a folder's contents belong to the server's user, so that user removes them: no link leads root astray.
  private func remove(_ path: String, _ account: ServerAccount) {
    _ = try? Program(["/bin/rm", "-rf", "--", path], as: account, environment: environment).run()
    rmdir(path)
  }

  // MARK: Settings

  private func writeSettings(into cluster: String) throws(LocalServerError) {
    try Files.write(
      """

      # Chosen by clause6 when it created the cluster; change them as you like. Where the server listens is not chosen here.
      max_connections = 150
      # The server's log leaves out failed statements: they quote values, and whoever sent them is told anyway.
      log_min_messages = log
      log_checkpoints = off

      """, to: cluster + "/postgresql.conf", appending: true)
    try Files.write(
      """
      # Written by clause6: only those whom pg_ident.conf names get in, and the system says who they are.
      local all all peer map=clause6
      local replication all peer map=clause6

      """, to: cluster + "/pg_hba.conf")
  }

  /// Written anew before each start, because a folder may have been moved to another user.
  func writeIdentities(_ account: ServerAccount) throws(LocalServerError) {
    let names = account.name == "root" ? ["root"] : ["root", account.name]
    // The second is the login of rules, which can do less.
    let roles = [LocalServer.databaseName, "clause6_rules"]
    let lines = names.flatMap { name in roles.map { "clause6 \"\(name)\" \($0)\n" } }
    let text = "# Written by clause6 at each start: who may connect as whom.\n" + lines.joined()
    let path = cluster + "/pg_ident.conf"
    if Files.read(path) != text { try Files.write(text, to: path) }
  }
}
