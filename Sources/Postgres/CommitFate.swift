#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tells afterwards whether a transaction was committed: the number the server gave it, on which timeline.
///
/// A connection that breaks under a COMMIT leaves that open: the server may have ended the transaction and not been able to
/// say so. PostgreSQL remembers what became of each number. A standby that was promoted gives numbers anew from where it
/// stood, and has another timeline: there the number says nothing.
struct CommitMark: Decodable {
  let number: String
  let timeline: String

  /// The first eight digits of the name of the file that a primary writes to.
  fileprivate static let timelineHere = SQL(verbatim: "left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)")
}

/// What became of a transaction.
enum CommitFate { case committed, undone, unknown }

extension Connection {
  /// How long a server may take to come back before the fate of a transaction is given up, in seconds: as long as one may
  /// take to let a session begin.
  private var patience: Int { Int(info.completed().settings["connect_timeout"] ?? "") ?? 15 }

  /// The mark of the transaction that is open; `nil` while it has changed nothing.
  func commitMark() throws(PostgresError) -> CommitMark? {
    try row(
      """
      SELECT n.number, \(CommitMark.timelineHere) AS timeline
      FROM (SELECT pg_current_xact_id_if_assigned()::text AS number OFFSET 0) n WHERE n.number IS NOT NULL
      """)
  }

  /// Asks in a session of its own what became of the transaction whose COMMIT was never answered.
  func fate(of mark: CommitMark) -> CommitFate {
    let end = time(nil) + patience
    var pause: UInt32 = 50_000
    while !cancelHandle.isRequested {
      if let fate = try? Connection(info, logger: logger).fateHere(of: mark) { return fate }
      guard time(nil) < end else { break }
      usleep(pause)
      pause = min(pause * 2, 1_000_000)
    }
    return .unknown
  }

  /// `nil` while the server has not noticed that the session is gone.
  private func fateHere(of mark: CommitMark) throws -> CommitFate? {
    let isThere = try value(
      "SELECT CASE WHEN pg_is_in_recovery() THEN false ELSE \(CommitMark.timelineHere) = \(mark.timeline) END",
      as: Bool.self)
    guard isThere == true else { return .unknown }
    switch try value("SELECT pg_xact_status(\(mark.number)::xid8)", as: String.self) {
    case "committed": return .committed
    case "aborted": return .undone
    case "in progress": return nil
    default: return .unknown
    }
  }
}
