import Foundation
import LocalPostgres
public import Postgres

/// A PgBouncer before a database, which lends one session of the server to whoever begins a transaction.
public final class Pooler {
  /// Where it listens.
  public let info: ConnectionInfo
  private let folder: String
  private let process: Int32

  private static let program: String? = [
    "/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer",
  ].first {
    access($0, X_OK) == 0
  }
  /// Why tests with a pooler cannot run here; `nil` when they can.
  public static let reasonWithout: String? = program == nil ? "there is no pgbouncer" : nil

  /// - Parameters:
  ///   - database: of a server that listens at a socket.
  ///   - sessions: of the server, at most.
  /// - Throws: ``TestServerError`` when it does not start.
  public init(_ database: ConnectionInfo, sessions: Int) throws {
    let settings = database.settings
    folder = "/tmp/c6pool-\(getpid())-\(UInt16.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try """
    [databases]
    * = host=\(settings["host"] ?? "") port=\(settings["port"] ?? "5432") user=postgres
    [pgbouncer]
    listen_addr =
    unix_socket_dir = \(folder)
    auth_type = any
    pool_mode = transaction
    default_pool_size = \(sessions)
    logfile = \(folder)/log
    """.write(toFile: folder + "/pgbouncer.ini", atomically: true, encoding: .utf8)
    let account = try ServerAccount.forServers(of: geteuid(), environment: ProcessInfo.processInfo.environment)
    chown(folder, account.uid, account.gid)
    info = database.with(["host": folder, "port": "6432", "user": "postgres"])
    // It refuses to be root, as PostgreSQL does.
    process = try Program(
      [Pooler.program ?? "pgbouncer", "-q", folder + "/pgbouncer.ini"], as: account,
      environment: ProcessInfo.processInfo.environment
    ).start(log: FileHandle.nullDevice.fileDescriptor)
    for _ in 0..<1000 {
      if info.ping() == .ready { return }
      usleep(10_000)
    }
    throw TestServerError(description: (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "no pooler")
  }

  /// Ends it and removes its folder.
  public func stop() {
    kill(process, SIGKILL)
    try? FileManager.default.removeItem(atPath: folder)
  }
}
