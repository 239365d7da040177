import Foundation
import LocalPostgres
public import Postgres
import Synchronization

/// A throw-away PostgreSQL: in memory where possible, reached by a socket only, gone when the test process ends.
///
/// Tests normally need no more than ``DatabaseTrait``; this is what it stands on.
public final class TestServer: Sendable {
  /// Database `postgres`, user `postgres`.
  public let info: ConnectionInfo
  private let cluster: TestCluster
  private let templates = Mutex<[String: TemplateState]>([:])
  private let count = Atomic(0)

  private init(_ cluster: TestCluster) {
    self.cluster = cluster
    info = cluster.info
  }

  /// The server all tests of this process share.
  public static func shared() throws -> TestServer { try sharedServer.get() }
  private static let sharedServer = Result { TestServer(try TestCluster()) }

  /// A server of one's own, for tests that kill it. It is stopped at the end of the process, or by ``stop()``.
  /// - Parameters:
  ///   - folder: where its files are to be; else in memory.
  ///   - port: its socket's, and that on loopback with a setting `listen_addresses=127.0.0.1`.
  ///   - settings: of the server, each as `name=value`.
  public static func dedicated(
    in folder: String? = nil, port: Int = 5432, settings: [String] = []
  ) throws -> TestServer {
    TestServer(try TestCluster(in: folder, port: port, settings: settings))
  }

  /// The path of one of the programs of PostgreSQL that tests run with, such as `psql`: the program itself, and not Debian's
  /// script of that name.
  public static func program(_ name: String) throws -> String {
    try PostgresPrograms.find(environment: ProcessInfo.processInfo.environment).path(name)
  }

  /// A hot standby of this one.
  public func standby() throws -> TestServer { TestServer(try TestCluster(following: cluster)) }

  /// Kills the server as a power cut would: no goodbye to any session.
  public func kill() { cluster.kill() }

  /// Starts it again after ``kill()``; returns when it takes connections.
  public func restart() throws { try cluster.start() }

  /// Stops the server and removes its folder.
  public func stop() { cluster.remove() }

  // MARK: Databases

  /// A state of a database that many tests start from; made once a process and copied for each.
  public struct Template: Sendable {
    public let name: String
    public let prepare: @Sendable (Connection) throws -> Void

    /// - Parameters:
    ///   - name: tells templates apart; a plain word.
    ///   - prepare: fills a new, empty database; runs once.
    public init(name: String, prepare: @escaping @Sendable (Connection) throws -> Void) {
      self.name = name
      self.prepare = prepare
    }

    /// Nothing but what PostgreSQL puts into a new database.
    public static let empty = Template(name: "empty") { _ in }
  }

  /// A new database that starts as a copy of the template.
  public func makeDatabase(template: Template = .empty) throws -> ConnectionInfo {
    let source = try prepared(template)
    let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
    try create(name, from: source)
    return info.with(["dbname": name])
  }

  /// Removes a database with whatever sessions it still has.
  /// - Parameter test: whose it was, for the list of what tests cost the server, which is kept where CLAUSE6_TEST_COSTS names a file.
  public func drop(_ database: ConnectionInfo, of test: String = "") throws {
    guard let name = database.settings["dbname"] else { return }
    let administrator = try Connection(info)
    if let path = ProcessInfo.processInfo.environment["CLAUSE6_TEST_COSTS"],
      let milliseconds = try administrator.value(
        "SELECT active_time::bigint FROM pg_stat_database WHERE datname = \(name)", as: Int.self)
    {
      costs.withLock { _ in
        guard let file = fopen(path, "a") else { return }
        fputs("\(milliseconds)\t\(test)\n", file)
        fclose(file)
      }
    }
    try administrator.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
  }

  private let costs = Mutex(())

  private final class TemplateState: Sendable {
    let isReady = Mutex(false)
  }

  /// The name of the template's database, made when this is its first use. Others who want it wait meanwhile.
  private func prepared(_ template: Template) throws -> String {
    let state = templates.withLock { templates in
      let state = templates[template.name] ?? TemplateState()
      templates[template.name] = state
      return state
    }
    let name = "template_\(template.name)"
    try state.isReady.withLock { isReady in
      guard !isReady else { return }
      let administrator = try Connection(info)
      try create(name, from: "template0")
      do {
        try template.prepare(Connection(info.with(["dbname": name])))
      } catch {
        try administrator.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
        throw error
      }
      try administrator.execute("ALTER DATABASE \(identifier: name) WITH ALLOW_CONNECTIONS false")
      isReady = true
    }
    return name
  }

  private func create(_ name: String, from source: String) throws {
    let administrator = try Connection(info)
    // Copying the files beats writing their pages to the log; PostgreSQL 14 knows nothing else.
    let strategy: SQL = administrator.serverVersion >= 150_000 ? " STRATEGY file_copy" : ""
    for attempt in 1... {
      do {
        try administrator.execute(
          "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: source)\(strategy)")
        return
      } catch {
        guard error.sqlState == "55006", attempt < 10 else { throw error }
        // The session that prepared the template is still saying goodbye; the server itself has waited 5 s already.
        usleep(100_000)
      }
    }
  }
}
