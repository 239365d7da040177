#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system user a server runs as: the caller, or `postgres` when the caller is root, because PostgreSQL refuses root.
package struct ServerAccount: Sendable {
  package let name: String
  package let uid: UInt32
  package let gid: UInt32
  /// What stands before a program's own words so that it runs as this account.
  let prefix: [String]

  /// The account for servers of the user with this id.
  /// - Throws: ``LocalServerError`` when the user has no name, or when root has nobody to run a server as.
  package static func forServers(of uid: UInt32, environment: [String: String]) throws(LocalServerError) -> Self {
    guard uid == 0 else {
      guard let user = SystemUser(uid: uid) else { throw .namelessUser(uid: uid) }
      return ServerAccount(name: user.name, uid: uid, gid: user.gid, prefix: [])
    }
    guard let user = SystemUser(name: serverUserOfRoot) else { throw .noServerUser(name: serverUserOfRoot) }
    let folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] + searchPath(environment)
    guard let setpriv = folders.map({ $0 + "/setpriv" }).first(where: Files.isExecutable) else {
      throw .cannotGiveUpRoot
    }
    return ServerAccount(
      name: user.name, uid: user.uid, gid: user.gid,
      prefix: [setpriv, "--reuid=\(user.uid)", "--regid=\(user.gid)", "--init-groups", "--"])
  }

  /// Made by every package of the PostgreSQL server.
  static let serverUserOfRoot = "postgres"
}

/// A line of the system's user database.
struct SystemUser {
  let name: String
  let uid: UInt32
  let gid: UInt32
  let home: String

  init?(name: String) {
    self.init { getpwnam_r(name, $0, $1, $2, $3) }
  }

  init?(uid: UInt32) {
    self.init { getpwuid_r(uid, $0, $1, $2, $3) }
  }

  private typealias Found = UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  private typealias Entry = UnsafeMutablePointer<passwd>

  private init?(_ find: (Entry, UnsafeMutablePointer<CChar>, Int, Found) -> Int32) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var texts = [CChar](repeating: 0, count: 16384)
    let size = texts.count
    let user: (String, String)? = texts.withUnsafeMutableBufferPointer { texts in
      guard find(&entry, texts.baseAddress!, size, &found) == 0, found != nil else { return nil }
      return (String(cString: entry.pw_name), String(cString: entry.pw_dir))
    }
    guard let user else { return nil }
    (name, home) = user
    uid = entry.pw_uid
    gid = entry.pw_gid
  }
}

/// The folders of `PATH`.
func searchPath(_ environment: [String: String]) -> [String] {
  (environment["PATH"] ?? "").split(separator: ":").map(String.init)
}
