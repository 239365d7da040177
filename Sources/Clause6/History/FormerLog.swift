public import Postgres

/// A name that the log had before it was restored from a backup.
struct FormerLog: Decodable {
  let origin: String
  /// How many leaves the two have in common: those that were in the backup.
  let leaves: Int
}

extension Connection {
  func formerLogs() throws(PostgresError) -> [FormerLog] {
    try rows("SELECT origin, leaves FROM facts.former_log ORDER BY renamed_at")
  }

  /// The names under which roots of this log were signed, that of now first.
  public func logNames() throws -> [String] { try [logOrigin()] + formerLogs().map(\.origin) }

  /// Gives the log another name, because what was restored from a backup is not the log that went on after the backup: two
  /// under one name would be two histories. Signed roots of before still count up to the last leaf that both have.
  /// - Parameters:
  ///   - author: who restored, from what.
  ///   - rehearse: do it all and undo it.
  /// - Returns: the new name; the next seal makes a key for it.
  public func restartLog(as author: Authorship, rehearse: Bool = false) throws -> String {
    try exclusively(lock: Seal.lock, rehearse: rehearse) { connection in
      try connection.act(as: author)
      return try connection.value("SELECT audit.restart()", as: String.self) ?? ""
    }
  }
}
