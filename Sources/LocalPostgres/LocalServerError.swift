/// Why the private server cannot be had: one sentence each, naming the thing, the place and the way out.
public enum LocalServerError: Error, Sendable, CustomStringConvertible {
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

  public var description: String {
    switch self {
    case .noPrograms(let setting?):
      "no PostgreSQL server programs (initdb, postgres) in \(setting), which CLAUSE6_POSTGRES_BIN names: "
        + "correct it, or set CLAUSE6_DATABASE to a database you have"
    case .noPrograms(nil):
      "PostgreSQL's server programs (initdb, postgres) are not installed: "
        + "run `apt-get install postgresql`, or set CLAUSE6_DATABASE to a database you have"
    case .noServerUser(let name):
      "root cannot run PostgreSQL, and there is no system user \(name) to run it as: "
        + "run `apt-get install postgresql`, run clause6 as an ordinary user, or set CLAUSE6_DATABASE"
    case .cannotGiveUpRoot:
      "root cannot run PostgreSQL, and the program setpriv to run it as another user is missing: "
        + "run `apt-get install util-linux`, run clause6 as an ordinary user, or set CLAUSE6_DATABASE"
    case .namelessUser(let uid):
      "the user id \(uid) has no name on this system, and PostgreSQL needs one: "
        + "run clause6 as a user of the system, or set CLAUSE6_DATABASE to a database you have"
    case .otherVersion(let cluster, let needs, let installed):
      "the data in \(cluster) is of PostgreSQL \(needs), but only "
        + installed.map(String.init).joined(separator: ", ") + " is installed: install PostgreSQL \(needs) "
        + "(`apt-get install postgresql-\(needs)`), take a backup with it, and restore that into a new folder"
    case .cannotRun(let program, let reason):
      "cannot run \(program): \(reason); install it again, or set CLAUSE6_DATABASE to a database you have"
    }
  }
}
