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
  /// Finds the server or starts one, and waits until it answers.
  /// - Returns: the folder of its socket.
  func placeOfServer(_ account: ServerAccount, _ progress: (String) -> Void) throws(LocalServerError) -> String {
    while true {
      if let place = try placeOfRunningServer(progress) { return place }
      if let place = try launch(account, progress) { return place }
    }
  }

  /// Waits until a server that is already there answers.
  /// - Returns: the folder of its socket; `nil` when there is no server, or none that can be reached any more.
  private func placeOfRunningServer(_ progress: (String) -> Void) throws(LocalServerError) -> String? {
    let begin = Clock.now
    while let postmaster = Postmaster(cluster: cluster), postmaster.isRunning {
      let place = postmaster.socketFolder ?? socketFolder
      switch info(in: place).with(["dbname": "postgres"]).ping() {
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
      guard Clock.now < begin + ServerStart.patience else { throw ServerStart.timedOut(log: log) }
      usleep(5000)
    }
    return nil
  }

  /// Starts the server and waits until it answers.
  /// - Returns: the folder of its socket; `nil` when another has been started meanwhile, for which one waits instead.
  private func launch(_ account: ServerAccount, _ progress: (String) -> Void) throws(LocalServerError) -> String? {
    let programs = try PostgresPrograms.find(
      major: try clusterVersion(), cluster: cluster, environment: environment)
    progress("starting the database server in \(folder)")
    try writeIdentities(account)
    try SocketFolder.prepare(socketFolder, for: account)
    let isOurs = try ServerStart(
      programs: programs, account: account, cluster: cluster, socketFolder: socketFolder, log: log,
      address: info, settings: [], environment: environment
    ).run()
    return isOurs ? socketFolder : nil
  }

  func clusterVersion() throws(LocalServerError) -> Int {
    let text = Files.read(cluster + "/PG_VERSION") ?? ""
    guard let version = Int(text.prefix { $0.isNumber }) else { throw .notACluster(cluster) }
    return version
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
