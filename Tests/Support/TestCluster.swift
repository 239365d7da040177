import Foundation
import LocalPostgres
import Postgres
import Synchronization

/// The folder and the process behind a ``TestServer``.
final class TestCluster: Sendable {
  let info: ConnectionInfo
  private let folder: String
  private let programs: PostgresPrograms
  private let account: ServerAccount
  private let port: Int
  private let settings: [String]
  private var data: String { folder + "/data" }

  /// - Parameters:
  ///   - parent: the folder that it is to be in; else memory where there is some.
  ///   - port: its socket's, and that on loopback where it listens there.
  ///   - settings: beside those of all, as `name=value`.
  convenience init(in parent: String? = nil, port: Int = 5432, settings: [String] = []) throws {
    try self.init(folderIn: parent, port: port, settings: settings)
    try create()
    try start()
  }

  /// A copy of it that follows it, as `pg_basebackup` makes one.
  convenience init(following primary: TestCluster) throws {
    try self.init(folderIn: nil, port: primary.port, settings: primary.settings)
    let outcome = try Program(
      [programs.path("pg_basebackup"), "-D", data, "-R", "-X", "stream", "-c", "fast", "-d", primary.info.text],
      as: account, environment: ProcessInfo.processInfo.environment
    ).run()
    guard outcome.succeeded else { throw TestServerError(description: "pg_basebackup failed: \(outcome.output)") }
    try start()
  }

  private init(folderIn parent: String?, port: Int, settings: [String]) throws {
    self.port = port
    self.settings = settings
    let parent = parent ?? TestCluster.parent
    let environment = ProcessInfo.processInfo.environment
    TestCluster.sweepOnce()
    programs = try PostgresPrograms.find(environment: environment)
    account = try ServerAccount.forServers(of: geteuid(), environment: environment)
    folder = "\(parent)/\(TestCluster.prefix)\(getpid())-\(UInt16.random(in: 0 ... .max))"
    info = ConnectionInfo(["host": folder, "port": "\(port)", "dbname": "postgres", "user": "postgres"])
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    chown(folder, account.uid, account.gid)
    TestCluster.removeAtExit(self)
  }

  private func create() throws {
    let outcome = try Program(
      [
        programs.path("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
        "--no-sync", "--no-instructions",
      ], as: account, environment: ProcessInfo.processInfo.environment
    ).run()
    guard outcome.succeeded else { throw TestServerError(description: "initdb failed: \(outcome.output)") }
  }

  /// Starts the server and waits until it takes connections. Nothing is safe from a power cut, and so nothing waits.
  func start() throws {
    let usual = [
      "max_connections=100", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off",
      "max_prepared_transactions=20",
      // As the program has it for all that it asks; compiled, what a test asks by itself takes seconds.
      "jit=off",
      // Inside the folder, so that it goes with it even after a kill.
      "dynamic_shared_memory_type=mmap", "TimeZone=UTC",
    ]
    _ = try ServerStart(
      programs: programs, account: account, cluster: data, socketFolder: folder, log: folder + "/log", address: info,
      settings: usual + settings + ["port=\(port)"], environment: ProcessInfo.processInfo.environment
    ).run()
  }

  /// Kills all its processes: sessions would otherwise go on for a moment.
  func kill() {
    guard let pid = Postmaster(cluster: data)?.pid else { return }
    let children = try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
    TestCluster.end(data, by: SIGKILL)
    for child in (children ?? "").split(separator: " ").compactMap({ Int32($0) }) { Foundation.kill(child, SIGKILL) }
  }

  func remove() { TestCluster.remove(folder) }

  // MARK: Cleaning up

  private static let prefix = "c6test-"

  /// Memory rather than disk, and a short path: a socket's may have about 100 characters.
  private static let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"

  private static func end(_ data: String, by signal: Int32) {
    guard let server = Postmaster(cluster: data), server.isRunning else { return }
    server.send(signal)
    _ = server.waitForEnd(seconds: 10)
  }

  private static func remove(_ folder: String) {
    end(folder + "/data", by: SIGQUIT)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static let alive = Mutex<[String]>([])

  private static func removeAtExit(_ cluster: TestCluster) {
    let isFirst = alive.withLock { folders in
      folders.append(cluster.folder)
      return folders.count == 1
    }
    guard isFirst else { return }
    atexit {
      for folder in TestCluster.alive.withLock({ $0 }) { TestCluster.remove(folder) }
    }
  }

  private static func sweepOnce() { _ = swept }

  /// A test process that crashed could not clean up: the next one does.
  private static let swept: Void = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let pid = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }) else { continue }
      if !Postmaster.isAlive(pid) { remove("\(parent)/\(name)") }
    }
  }()
}

/// The test server cannot be had.
struct TestServerError: Error, CustomStringConvertible {
  let description: String
}
