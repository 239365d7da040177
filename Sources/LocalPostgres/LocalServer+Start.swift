import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Everything here happens under the lock.
extension LocalServer {
  /// How long a server may take to answer before the command gives up on it.
  private static let patience: Double = 60

  /// Waits until a server that is already there answers.
  /// - Returns: the folder of its socket; `nil` when there is no server, or none that can be reached any more.
  func placeOfRunningServer(_ progress: (String) -> Void) throws(LocalServerError) -> String? {
    let begin = Clock.now
    while let postmaster = Postmaster(cluster: cluster), postmaster.isRunning {
      let place = postmaster.socketFolder ?? socketFolder
      switch info(in: place).ping() {
      case .ready: return place
      case .startingUp: break
      case .none, .unreadable:
        // Runtime folders are emptied when their user logs out; the server lives on but nobody finds it.
        if !SocketFolder.hasSocket(place), Clock.now > begin + 2 {
          progress("restarting the database server, whose socket in \(place) is gone")
          try end(postmaster)
          return nil
        }
      }
      guard Clock.now < begin + LocalServer.patience else { throw startTimedOut() }
      usleep(5000)
    }
    return nil
  }

  /// Starts the server and waits until it answers.
  /// - Returns: the folder of its socket.
  func launch(_ account: ServerAccount, _ progress: (String) -> Void) throws(LocalServerError) -> String {
    let programs = try PostgresPrograms.find(
      major: try clusterVersion(), cluster: cluster, environment: environment)
    progress("starting the database server in \(folder)")
    removeStalePidFile()
    try writeIdentities(account)
    try SocketFolder.prepare(socketFolder, for: account)
    let words = [programs.path("postgres"), "-D", cluster] + serverSettings.flatMap { ["-c", $0] }
    let begin = Clock.now
    while true {
      let (descriptor, logStart) = try openLog()
      defer { close(descriptor) }
      let server = try Program(words, as: account, environment: environment).start(log: descriptor)
      if try answers(server, until: begin + LocalServer.patience) { return socketFolder }
      let said = Files.read(log, from: logStart) ?? ""
      // A killed server's children hold its memory for a moment, and a dying server its lock file.
      let isTransient = said.contains("pre-existing shared memory") || said.contains("already exists")
      guard isTransient, Clock.now < begin + 10 else {
        throw LocalServerError.isFullDisk(said)
          ? .diskFull(folder) : .startFailed(log: log, lines: Files.lastLines(said))
      }
      usleep(100_000)
    }
  }

  private var serverSettings: [String] {
    let quoted = socketFolder.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    return ["listen_addresses=", "unix_socket_directories=\"\(quoted)\"", "port=\(SocketFolder.port)"]
  }

  /// - Returns: whether the server answers; `false` when it has ended instead.
  private func answers(_ server: Int32, until end: Double) throws(LocalServerError) -> Bool {
    var pause: UInt32 = 2000
    while true {
      if info.ping() == .ready { return true }
      if waitpid(server, nil, WNOHANG) == server { return false }
      guard Clock.now < end else { throw startTimedOut() }
      usleep(pause)
      pause = min(pause * 5 / 4, 50_000)
    }
  }

  private func startTimedOut() -> LocalServerError {
    .startTimedOut(seconds: Int(LocalServer.patience), log: log, lines: Files.lastLines(Files.read(log) ?? ""))
  }

  /// PostgreSQL only sees that a process has the number, not that it is another one now. Otherwise the file stays: by it
  /// PostgreSQL notices children of a dead server that still work on the data.
  private func removeStalePidFile() {
    guard let dead = Postmaster(cluster: cluster), dead.processExists, !dead.isRunning else { return }
    unlink(Postmaster.file(of: cluster))
  }

  func clusterVersion() throws(LocalServerError) -> Int {
    let text = Files.read(cluster + "/PG_VERSION") ?? ""
    guard let version = Int(text.prefix { $0.isNumber }) else { throw .notACluster(cluster) }
    return version
  }

  /// Kept small: only a start adds more than a line to it, so a start is the time to set a long one aside.
  private func openLog() throws(LocalServerError) -> (descriptor: Int32, size: Int) {
    if let size = Files.status(log)?.st_size, size > 10 << 20 { rename(log, log + ".old") }
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(log) }
    return (descriptor, Int(Files.status(log)?.st_size ?? 0))
  }

  /// Stops a server in order, whatever sessions it has.
  func end(_ postmaster: Postmaster) throws(LocalServerError) {
    guard postmaster.send(SIGINT), postmaster.waitForEnd(seconds: 60) else { throw .cannotStop(pid: postmaster.pid) }
  }

  /// The command that created the cluster may have been killed before it came to this.
  func ensureDatabase(_ address: ConnectionInfo) throws(LocalServerError) {
    do {
      let connection = try Connection(address.with(["dbname": "postgres"]))
      let name = LocalServer.databaseName
      let exists = try connection.value(
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(name))", as: Bool.self)
      if exists != true { try connection.execute("CREATE DATABASE \(identifier: name)") }
    } catch {
      throw LocalServerError.isFullDisk("\(error)") ? .diskFull(folder) : .database(error)
    }
  }
}
