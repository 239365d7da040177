import Foundation
import Postgres

@testable import LocalPostgres

/// A private server in a folder of its own, stopped and removed when the test lets go of it.
final class Sandbox {
  let parent: String
  let server: LocalServer
  private let remover: Remover

  /// - Parameters:
  ///   - subfolder: where below the temporary folder the server's own lies.
  ///   - settings: environment variables beyond `PATH` and `CLAUSE6_HOME`.
  init(subfolder: String = "home", in parent: String? = nil, settings: [String: String] = [:]) throws {
    self.parent = parent ?? "\(Sandbox.memory)/c6local-\(getpid())-\(UInt16.random(in: 0 ... .max))"
    if parent == nil {
      try FileManager.default.createDirectory(atPath: self.parent, withIntermediateDirectories: false)
      // Root's server runs as another user.
      chmod(self.parent, 0o755)
    }
    server = Sandbox.server(folder: self.parent + "/" + subfolder, settings: settings)
    remover = Remover(parent: self.parent, server: server)
  }

  static func server(folder: String, settings: [String: String] = [:]) -> LocalServer {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return LocalServer(environment: settings.merging(["PATH": path, "CLAUSE6_HOME": folder]) { given, _ in given })
  }

  /// Memory rather than disk: these tests are about processes, not about power cuts.
  private static let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"

  /// The user the server runs as.
  var account: ServerAccount {
    get throws { try ServerAccount.forServers(of: geteuid(), environment: server.environment) }
  }

  var postmaster: Postmaster? { Postmaster(cluster: server.cluster) }

  var cluster: String { server.cluster }

  /// A session, with the server started as needed.
  func connect() throws -> Connection { try Connection(server.ensureRunning()) }

  /// Fills a file as the server's user would have done.
  func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try give(path)
  }

  /// Makes the server's user the owner.
  func give(_ path: String) throws { chown(path, try account.uid, try account.gid) }
}

/// A class of its own, so that it outlives a failing initializer's half-made sandbox as well.
private final class Remover {
  let parent: String
  let server: LocalServer

  init(parent: String, server: LocalServer) {
    self.parent = parent
    self.server = server
  }

  deinit {
    try? server.stop()
    try? FileManager.default.removeItem(atPath: server.socketFolder)
    try? FileManager.default.removeItem(atPath: parent)
  }
}

/// What the closure throws, as a user would read it.
func complaint(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "(no error)"
  } catch {
    return "\(error)"
  }
}
