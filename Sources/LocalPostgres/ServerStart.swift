package import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One start of a server on a cluster that has none. Whoever runs it holds off others.
package struct ServerStart: Sendable {
  private let program: Program
  private let cluster: String
  private let socketFolder: String
  private let log: String
  private let address: ConnectionInfo

  /// - Parameters:
  ///   - address: where it will answer.
  ///   - settings: `name=value`, beyond those that every start needs.
  package init(
    programs: PostgresPrograms, account: ServerAccount, cluster: String, socketFolder: String, log: String,
    address: ConnectionInfo, settings: [String], environment: [String: String]
  ) {
    let quoted = socketFolder.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    // Messages in one language, because `Obstacle` reads them.
    let place = [
      "listen_addresses=", "unix_socket_directories=\"\(quoted)\"", "port=\(SocketFolder.port)", "lc_messages=C",
      // So that a seal knows when each change could first be read.
      "track_commit_timestamp=on",
    ]
    program = Program(
      [programs.path("postgres"), "-D", cluster] + (place + settings).flatMap { ["-c", $0] },
      as: account, environment: environment)
    self.cluster = cluster
    self.socketFolder = socketFolder
    self.log = log
    // Asking for a database that is yet to be created would leave complaints in the log.
    self.address = address.with(["dbname": "postgres"])
  }

  /// How long a server may take to answer, in seconds, before a command gives up on it.
  static let patience: Double = 60

  /// Starts it and waits until it answers.
  /// - Returns: `false` when another server has got hold of the cluster meanwhile: one whose starter was killed.
  package func run() throws(LocalServerError) -> Bool {
    let begin = Clock.now
    while true {
      let (descriptor, logStart) = try openLog()
      defer { close(descriptor) }
      let server = try program.start(log: descriptor)
      if try answers(server, until: begin + ServerStart.patience) { return true }
      let said = Files.read(log, from: logStart) ?? ""
      guard Clock.now < begin + 10 else { throw failure(said) }
      switch Obstacle(said) {
      case .pidFile:
        if let other = Postmaster(cluster: cluster), other.isRunning { return false }
        // PostgreSQL only sees that a process has the number, not that it is another one now.
        unlink(Postmaster.file(of: cluster))
      case .socketLock:
        // Having come past the pid file, the new server was alone on the cluster: the lock is a dead one's.
        SocketFolder.clear(socketFolder)
      case .memory: usleep(100_000)
      case nil: throw failure(said)
      }
    }
  }

  /// What a dead server left in the way, as the new one names it.
  private enum Obstacle {
    case pidFile, socketLock
    /// A killed server's children hold its memory for a moment.
    case memory

    init?(_ log: String) {
      if log.contains("lock file \"postmaster.pid\" already exists") {
        self = .pidFile
      } else if log.contains(".lock\" already exists") {
        self = .socketLock
      } else if log.contains("pre-existing shared memory block") {
        self = .memory
      } else {
        return nil
      }
    }
  }

  private func failure(_ said: String) -> LocalServerError {
    LocalServerError.isFullDisk(said) ? .diskFull(cluster) : .startFailed(log: log, lines: Files.lastLines(said))
  }

  /// - Returns: whether the server answers; `false` when it has ended instead.
  private func answers(_ server: Int32, until end: Double) throws(LocalServerError) -> Bool {
    var pause: UInt32 = 2000
    while true {
      if address.ping() == .ready { return true }
      guard Postmaster.isAlive(server) else { return false }
      guard Clock.now < end else { throw ServerStart.timedOut(log: log) }
      usleep(pause)
      pause = min(pause * 5 / 4, 50_000)
    }
  }

  static func timedOut(log: String) -> LocalServerError {
    .startTimedOut(seconds: Int(patience), log: log, lines: Files.lastLines(Files.read(log) ?? ""))
  }

  /// Kept small: only a start adds more than a line to it, so a start is the time to set a long one aside.
  private func openLog() throws(LocalServerError) -> (descriptor: Int32, size: Int) {
    if let size = Files.status(log)?.st_size, size > 10 << 20 { rename(log, log + ".old") }
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(log) }
    return (descriptor, Int(Files.status(log)?.st_size ?? 0))
  }
}
