import CLibpq
import Logging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Connection {
  /// One read-only snapshot for the whole closure.
  public func read<T>(_ body: (Connection) throws -> T) throws -> T {
    try transaction(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", end: "COMMIT", body)
  }

  /// One serializable transaction, run again from the top on 40001 and 40P01.
  ///
  /// The closure may run several times, so it must do nothing but work on the database.
  /// - Parameters:
  ///   - attempts: how often at most, at least 1; between two of them lies a random pause that grows.
  ///   - body: the work.
  @discardableResult
  public func write<T>(attempts: Int = 16, _ body: (Connection) throws -> T) throws -> T {
    for attempt in 1... {
      do {
        return try transaction(begin: "BEGIN ISOLATION LEVEL SERIALIZABLE", end: "COMMIT", body)
      } catch let error as PostgresError where error.isRetryable && attempt < attempts {
        logger.debug("retrying", metadata: ["attempt": "\(attempt)", "sqlstate": "\(error.sqlState ?? "")"])
        usleep(UInt32.random(in: 0...UInt32(5_000 << min(attempt, 8))))
      }
    }
    preconditionFailure("attempts is at least 1")
  }

  /// As ``write(attempts:_:)``, but always rolled back: what `--dry-run` runs.
  @discardableResult
  public func rehearse<T>(_ body: (Connection) throws -> T) throws -> T {
    try transaction(begin: "BEGIN ISOLATION LEVEL SERIALIZABLE", end: "ROLLBACK") { connection in
      let result = try body(connection)
      // Deferred constraints would speak only at the commit that never comes.
      try connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
      return result
    }
  }

  /// Part of a transaction that can fail by itself: what it did is undone when the closure throws.
  @discardableResult
  public func savepoint<T>(_ body: () throws -> T) throws -> T {
    savepoints += 1
    defer { savepoints -= 1 }
    let name = SQL(verbatim: "clause6_\(savepoints)")
    try execute("SAVEPOINT \(name)")
    do {
      let result = try body()
      try execute("RELEASE SAVEPOINT \(name)")
      return result
    } catch {
      // Released too: otherwise a loop over many failing parts would pile them up on the server.
      if isUsable { try executeUnchecked("ROLLBACK TO SAVEPOINT \(name.text); RELEASE SAVEPOINT \(name.text)") }
      throw error
    }
  }

  package func transaction<T>(begin: String, end: SQL, _ body: (Connection) throws -> T) throws -> T {
    guard isUsable else { throw lost("the session has ended") }
    precondition(!isInTransaction, "a transaction is already open on this connection; use savepoint(_:)")
    try execute(script: begin)
    do {
      try applySettings()
      let result = try body(self)
      // COMMIT would roll back without a word after an error that the closure swallowed; any statement says so.
      if PQtransactionStatus(raw) == PQTRANS_INERROR { try execute("SELECT") }
      try self.end(by: end, mayWrite: !begin.contains("READ ONLY"))
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Ends the transaction. A COMMIT that is never answered counts as what the server, asked again, says became of it.
  private func end(by end: SQL, mayWrite: Bool) throws(PostgresError) {
    let mark = mayWrite && end.text == "COMMIT" ? try commitMark() : nil
    do {
      try execute(end)
    } catch {
      guard case .connectionLost(let text, _) = error, let mark else { throw error }
      switch fate(of: mark) {
      case .committed: logger.debug("the connection broke, and the transaction was committed")
      case .undone: throw lost(text)
      case .unknown: throw .commitUnknown(text)
      }
    }
    if mark != nil { hasCommitted = true }
  }

  /// Leaves the session idle whatever happened.
  func rollBack() {
    guard isUsable, isInTransaction else { return }
    try? executeUnchecked("ROLLBACK")
  }
}
