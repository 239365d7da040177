public import Postgres

#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#else
  public import Darwin
#endif

/// The private PostgreSQL that works when nothing is configured: one cluster in the user's data folder, reached by a
/// unix socket only, durable, left running until it is stopped.
///
/// A command that uses it spends nothing on asking whether it runs:
///
/// ```swift
/// let connection = try (try? Connection(server.info)) ?? Connection(server.ensureRunning { print($0) })
/// ```
public struct LocalServer: Sendable {
  /// Holds `cluster` (PostgreSQL's data), `log`, `lock` and usually `run` (the socket).
  public let folder: String
  let environment: [String: String]
  let uid: UInt32
  let socketFolder: String

  /// Only says where; nothing is touched.
  ///
  /// The folder is `CLAUSE6_HOME`, else `XDG_DATA_HOME/clause6`, else `~/.local/share/clause6`; for root, who shares the
  /// server's user with nobody's home, `CLAUSE6_HOME`, else `/var/lib/clause6`.
  /// - Parameters:
  ///   - environment: the environment variables to obey.
  ///   - uid: whose server.
  public init(environment: [String: String], uid: UInt32 = geteuid()) {
    self.environment = environment
    self.uid = uid
    folder = Files.absolute(LocalServer.folder(environment, uid))
    socketFolder = SocketFolder.path(for: folder, environment: environment, uid: uid)
  }

  private static func folder(_ environment: [String: String], _ uid: UInt32) -> String {
    func setting(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let folder = setting("CLAUSE6_HOME") { return folder }
    if uid == 0 { return "/var/lib/clause6" }
    if let folder = setting("XDG_DATA_HOME") { return folder + "/clause6" }
    let home = setting("HOME") ?? SystemUser(uid: uid)?.home ?? "/"
    return home + "/.local/share/clause6"
  }

  var cluster: String { folder + "/cluster" }
  var log: String { folder + "/log" }

  /// The address of the database, whether or not it exists yet. To derive it costs no system call in the usual case.
  public var info: ConnectionInfo { info(in: socketFolder) }

  func info(in socketFolder: String) -> ConnectionInfo {
    ConnectionInfo([
      "host": socketFolder, "port": SocketFolder.port, "dbname": LocalServer.databaseName,
      "user": LocalServer.databaseName,
      "requirepeer": expectedServerUser(in: socketFolder),
    ])
  }

  /// Who must answer at the socket, where others might have put one: in a folder under the temporary one, and for root.
  private func expectedServerUser(in socketFolder: String) -> String? {
    if uid == 0 { return ServerAccount.serverUserOfRoot }
    return socketFolder.hasPrefix(folder) ? nil : SystemUser(uid: uid)?.name
  }

  /// Of the database and of the role that owns it.
  static let databaseName = "clause6"

  // MARK: Acts

  /// Makes the server answer: creates it and starts it as needed.
  ///
  /// When it runs already this costs one connection; a caller that tries ``info`` first, and comes here only when that
  /// fails, pays nothing. Any number of processes may call it at once.
  /// - Parameter progress: hears a sentence before each step that takes time.
  /// - Returns: the address to connect to: ``info``, or where a server that already runs listens instead.
  /// - Throws: ``LocalServerError`` with the way out.
  @discardableResult
  public func ensureRunning(progress: (String) -> Void = { _ in }) throws(LocalServerError) -> ConnectionInfo {
    if (try? Connection(info)) != nil { return info }
    return try start(progress: progress)
  }

  /// As ``ensureRunning(progress:)``, without looking first whether that is needed.
  @discardableResult
  public func start(progress: (String) -> Void = { _ in }) throws(LocalServerError) -> ConnectionInfo {
    let account = try ServerAccount.forServers(of: uid, environment: environment)
    try prepareFolder()
    return try locked(progress: progress) { () throws(LocalServerError) in
      try checkPassable(account)
      if !Files.exists(cluster) { try create(account, progress) }
      try checkOwner(account)
      let address = info(in: try placeOfServer(account, progress))
      try ensureDatabase(address)
      return address
    }
  }

  /// Ends all sessions, rolling back what they were doing, and stops the server. Nothing happens when it does not run.
  /// - Throws: ``LocalServerError/cannotStop(pid:)`` when it does not end within a minute.
  public func stop() throws(LocalServerError) {
    guard Files.exists(cluster) else { return }
    try locked { () throws(LocalServerError) in
      if let postmaster = Postmaster(cluster: cluster), postmaster.isRunning { try end(postmaster) }
    }
  }

  /// What the server is doing.
  public enum Status: Sendable, Equatable {
    case notCreated
    case stopped
    /// The process is there but does not take connections: it recovers from a crash, or is just starting or stopping.
    case starting
    /// - Parameters:
    ///   - version: as `15.18`.
    ///   - sizeOnDisk: of the cluster, in bytes.
    case running(pid: Int32, version: String, sizeOnDisk: Int)
  }

  /// Looks, and changes nothing.
  public func status() -> Status {
    guard Files.exists(cluster) else { return .notCreated }
    guard let postmaster = Postmaster(cluster: cluster), postmaster.isRunning else { return .stopped }
    let place = info(in: postmaster.socketFolder ?? socketFolder)
    guard let connection = try? Connection(place) else { return .starting }
    let version = connection.serverSetting("server_version")?.prefix { $0 != " " } ?? ""
    return .running(pid: postmaster.pid, version: String(version), sizeOnDisk: Files.sizeOnDisk(of: cluster))
  }
}
