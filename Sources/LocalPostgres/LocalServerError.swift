public import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the private server cannot be had: one sentence each, naming the thing, the place and the way out.
public enum LocalServerError: Error, Sendable {
  /// No folder holds PostgreSQL's server programs; `setting` is the folder the user named, if any.
  case noPrograms(setting: String?)
  /// Root needs this system user to run a server, and there is none.
  case noServerUser(name: String)
  /// There is no `setpriv`, with which root runs a server as another user.
  case cannotGiveUpRoot
  /// The caller's user id has no name, which PostgreSQL needs.
  case namelessUser(uid: UInt32)
  /// The cluster was made by a major version of which no programs are installed.
  case otherVersion(cluster: String, needs: Int, installed: [Int])
  case cannotRun(program: String, reason: String)

  case cannotWrite(path: String, reason: String)
  case diskFull(path: String)
  /// The user who must run root's server cannot get to the folder.
  case impassable(folder: String, user: String)
  /// Somebody else has made what would be ours.
  case foreignFolder(path: String, owner: String)
  /// The folder is no cluster of PostgreSQL's.
  case notACluster(path: String)

  case creationFailed(folder: String, lines: String)
  case startFailed(log: String, lines: String)
  case startTimedOut(seconds: Int, log: String, lines: String)
  case cannotStop(pid: Int32)
  /// The server runs, but refused what was needed of it.
  case database(PostgresError)

  case notCreated(folder: String)
  case fileExists(path: String)
  case notABackup(path: String, reason: String)
  case backupFailed(path: String, lines: String)
  case restoreFailed(path: String, lines: String)
  /// Sessions other than ours use the database that is to be replaced.
  case inUse(sessions: Int)

  /// From `errno`.
  static func cannotWrite(_ path: String) -> LocalServerError {
    errno == ENOSPC || errno == EDQUOT ? .diskFull(path) : .cannotWrite(path: path, reason: Files.lastReason)
  }

  static func diskFull(_ path: String) -> LocalServerError { .diskFull(path: path) }

  static func notACluster(_ path: String) -> LocalServerError { .notACluster(path: path) }

  static func isFullDisk(_ text: String) -> Bool {
    text.contains("No space left on device") || text.contains("Disk quota exceeded")
  }
}

extension LocalServerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noPrograms, .noServerUser, .cannotGiveUpRoot, .namelessUser, .otherVersion, .cannotRun: aboutPrograms
    case .cannotWrite, .diskFull, .impassable, .foreignFolder, .notACluster: aboutFolders
    case .creationFailed, .startFailed, .startTimedOut, .cannotStop, .database: aboutServer
    case .notCreated, .fileExists, .notABackup, .backupFailed, .restoreFailed, .inUse: aboutBackups
    }
  }

  private static let elsewhere = "set CLAUSE6_DATABASE to a database you have"

  private var aboutPrograms: String {
    switch self {
    case .noPrograms(let setting?):
      "no PostgreSQL server programs (initdb, postgres) in \(setting), which \(PostgresPrograms.setting) names: "
        + "correct it, run `apt-get install postgresql` and unset it, or \(Self.elsewhere)"
    case .noPrograms(nil):
      "PostgreSQL's server programs (initdb, postgres) are not installed: "
        + "run `apt-get install postgresql`, or \(Self.elsewhere)"
    case .noServerUser(let name):
      "root cannot run PostgreSQL, and there is no system user \(name) to run it as: "
        + "run `apt-get install postgresql`, run clause6 as an ordinary user, or \(Self.elsewhere)"
    case .cannotGiveUpRoot:
      "root cannot run PostgreSQL, and the program setpriv to run it as another user is missing: "
        + "run `apt-get install util-linux`, run clause6 as an ordinary user, or \(Self.elsewhere)"
    case .namelessUser(let uid):
      "the user id \(uid) has no name on this system, and PostgreSQL needs one: "
        + "run clause6 as a user of the system, or \(Self.elsewhere)"
    case .otherVersion(let cluster, let needs, let installed):
      "the data in \(cluster) is of PostgreSQL \(needs), but installed is only "
        + installed.map(String.init).joined(separator: ", ")
        + ": run `apt-get install postgresql-\(needs)`, back up, set CLAUSE6_HOME to a new folder, and restore there"
    case .cannotRun(let program, let reason):
      "cannot run \(program): \(reason); install it again, or \(Self.elsewhere)"
    default: ""
    }
  }

  private var aboutFolders: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason); make it writable, or set CLAUSE6_HOME to a folder that is"
    case .diskFull(let path):
      "the disk with \(path) is full: make room, or set CLAUSE6_HOME to a folder on another disk"
    case .impassable(let folder, let user):
      "the user \(user), who runs the database server for root, cannot enter \(folder): "
        + "let others pass its parent folders (chmod o+x), or set CLAUSE6_HOME to another folder"
    case .foreignFolder(let path, let owner):
      "\(path) belongs to \(owner): run clause6 as that user, or set CLAUSE6_HOME to a folder of your own"
    case .notACluster(let path):
      "\(path) holds no PostgreSQL data (PG_VERSION is missing): "
        + "move it away to begin anew, or set CLAUSE6_HOME to another folder"
    default: ""
    }
  }

  private var aboutServer: String {
    switch self {
    case .creationFailed(let folder, let lines):
      "PostgreSQL could not create a database in \(folder); its last words: \(lines)"
    case .startFailed(let log, let lines):
      "the database server does not start; the last lines of its log \(log): \(lines)"
    case .startTimedOut(let seconds, let log, let lines):
      "the database server does not answer after \(seconds) s and goes on trying; run the command again later; "
        + "the last lines of its log \(log): \(lines)"
    case .cannotStop(let pid):
      "the database server, process \(pid), does not stop: try again, or end what it waits for"
    case .database(let error): "the database server refused: \(error)"
    default: ""
    }
  }

  private var aboutBackups: String {
    switch self {
    case .notCreated(let folder):
      "there is no database in \(folder) yet: any other command creates it"
    case .fileExists(let path): "\(path) exists already: give another name, or move it away"
    case .notABackup(let path, let reason): "\(path) is not a backup that can be restored: \(reason)"
    case .backupFailed(let path, let lines): "no backup was made at \(path); pg_dump's last words: \(lines)"
    case .restoreFailed(let path, let lines):
      "\(path) could not be restored, and the database is as it was; pg_restore's last words: \(lines)"
    case .inUse(let sessions):
      "\(sessions) other session(s) use the database: end those commands and run this one again"
    default: ""
    }
  }
}
