import CLibpq
public import Logging

/// One session with a server.
///
/// Not `Sendable`: it stays where it was opened, or inside the closure of a ``Database`` that lent it. Every call blocks
/// until the server has answered. Transactions are closures: ``read(_:)``, ``write(attempts:_:)``, ``rehearse(_:)``.
public final class Connection {
  let raw: OpaquePointer
  private let socket: Int32
  /// Where it was opened.
  public let info: ConnectionInfo
  package let logger: Logger
  /// Stops the statement that is running; may be called from any thread.
  public let cancelHandle: CancelHandle
  /// Schemas that take the place of others in every statement from now on.
  public var schemaNames = SchemaNames()
  /// Settings with which every transaction begins, by name. A session keeps none of them: a pooler hands it to others.
  package var settings: [String: String] = [:]
  var savepoints = 0
  /// Whether a transaction of this session has changed something for good.
  var hasCommitted = false
  private let notices: NoticeBox

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - info: Where; empty means the PG* environment variables.
  ///   - logger: Gets the server's notices, and each statement (without its values) at `debug`.
  /// - Throws: ``PostgresError/connection(_:)`` when there is no session to be had.
  public init(_ info: ConnectionInfo = ConnectionInfo(), logger: Logger = Logger(label: "postgres"))
    throws(PostgresError)
  {
    guard info.isReadable else {
      throw .connection(
        "the database address is not one libpq can read (its text is not shown: it may hold a password)")
    }
    // Asked for with the connection: to set it afterwards costs a round trip.
    guard let raw = PQconnectdb(info.completed().text) else { throw .connection("out of memory") }
    guard PQstatus(raw) == CONNECTION_OK else {
      let message = String(cString: PQerrorMessage(raw))
      PQfinish(raw)
      throw .connection(message.trimmedLine)
    }
    self.raw = raw
    socket = PQsocket(raw)
    Patience.add(socket)
    self.info = info
    self.logger = logger
    cancelHandle = CancelHandle(raw)
    notices = NoticeBox(logger: logger)
    PQsetNoticeReceiver(raw, receiveNotice, Unmanaged.passUnretained(notices).toOpaque())
    guard serverSetting("client_encoding") == "UTF8", serverSetting("server_encoding") == "UTF8" else {
      throw .connection(
        "the database is not encoded in UTF8, so names in it cannot be trusted: create it with ENCODING 'UTF8'")
    }
  }

  deinit {
    // Before its number is another's.
    Patience.remove(socket)
    PQfinish(raw)
  }

  /// Whether the session is still there, as far as the last statement could tell.
  public var isUsable: Bool { PQstatus(raw) == CONNECTION_OK }

  /// Whether a transaction is open, running or failed.
  public var isInTransaction: Bool { PQtransactionStatus(raw) != PQTRANS_IDLE }

  /// `150018` for 15.18.
  public var serverVersion: Int { Int(PQserverVersion(raw)) }

  /// A setting the server reports by itself: `server_version`, `is_superuser`, `in_hot_standby` …
  public func serverSetting(_ name: String) -> String? {
    PQparameterStatus(raw, name).map { String(cString: $0) }
  }

  /// libpq's version, as `150018`.
  public static var libraryVersion: Int { Int(PQlibVersion()) }

  // MARK: Statements

  /// Runs one statement.
  /// - Returns: how many rows it touched or returned.
  @discardableResult
  public func execute(_ sql: SQL) throws(PostgresError) -> Int {
    let result = try send(sql)
    return result.status == PGRES_TUPLES_OK ? result.rowCount : result.affectedRows
  }

  /// Runs several statements, separated by semicolons; for the files of the SQL folder.
  public func execute(script: String) throws(PostgresError) {
    try checkCancelled()
    guard !script.utf8.contains(0) else { throw .unsendable("the script holds U+0000") }
    logger.debug("script", metadata: ["bytes": "\(script.utf8.count)"])
    _ = try checked(PQexec(raw, schemaNames.apply(to: script)))
  }

  /// The first column of the only row; `nil` when there is no row or the value is NULL.
  public func value<V: PostgresDecodable>(_ sql: SQL, as type: V.Type = V.self) throws(PostgresError) -> V? {
    let result = try send(sql)
    guard result.rowCount > 0 else { return nil }
    guard result.rowCount == 1 else { throw .unexpectedRowCount(result.rowCount) }
    guard let text = result.text(0, 0) else { return nil }
    guard let value = V(postgresText: text) else {
      throw .decoding(column: result.columnName(0), expected: "\(V.self)")
    }
    return value
  }

  /// The only row, or `nil` when there is none; more than one is an error.
  public func row<R: Decodable>(_ sql: SQL, as type: R.Type = R.self) throws(PostgresError) -> R? {
    let rows = try rows(sql, as: type)
    guard rows.count <= 1 else { throw .unexpectedRowCount(rows.count) }
    return rows.first
  }

  /// All rows, each decoded by column names: `addedOn` reads `added_on`.
  public func rows<R: Decodable>(_ sql: SQL, as type: R.Type = R.self) throws(PostgresError) -> [R] {
    let result = try send(sql)
    let layout = RowLayout(result)
    var rows: [R] = []
    rows.reserveCapacity(result.rowCount)
    for row in 0..<result.rowCount { rows.append(try decodeRow(R.self, result, row, layout)) }
    return rows
  }

  /// The rows one after the other, without holding them all. When the closure throws, the statement is stopped, and with
  /// it fails the transaction it may be part of.
  public func forEach<R: Decodable>(_ sql: SQL, as type: R.Type = R.self, _ body: (R) throws -> Void) throws {
    var layout: RowLayout?
    try stream(sql) { result in
      let known = layout ?? RowLayout(result)
      layout = known
      for row in 0..<result.rowCount { try body(try decodeRow(R.self, result, row, known)) }
    }
  }

  /// Any rows one after the other, as texts, without holding them all.
  /// - Parameters:
  ///   - sql: one statement that returns rows.
  ///   - columns: told once what the columns are, before the first row, also when there is none.
  ///   - row: given each row, a value for each column; when it throws, the statement is stopped.
  /// - Throws: ``PostgresError``, and what the closures throw.
  public func forEachRow(
    _ sql: SQL, columns: ([Table.Column]) throws -> Void, row: ([String?]) throws -> Void
  ) throws {
    var isKnown = false
    try stream(sql) { result in
      if !isKnown { try columns(Table.columns(of: result)) }
      isKnown = true
      let width = result.columnCount
      for index in 0..<result.rowCount { try row((0..<width).map { result.text(index, $0) }) }
    }
  }

  /// The results of a statement as they arrive: one for each row, and one at the end without any.
  private func stream(_ sql: SQL, _ body: (ResultSet) throws -> Void) throws {
    try checkCancelled()
    guard settings.isEmpty || isInTransaction else {
      return try transaction(begin: "BEGIN", end: "COMMIT") { connection in try connection.stream(sql, body) }
    }
    try dispatch(ready(sql))
    guard PQsetSingleRowMode(raw) == 1 else { throw lost() }
    var failure: (any Error)?
    while let pointer = PQgetResult(raw) {
      let result = ResultSet(pointer)
      if failure != nil { continue }
      if result.status == PGRES_FATAL_ERROR {
        failure = error(in: result)
        continue
      }
      do {
        try body(result)
      } catch {
        failure = error
        cancelHandle.interrupt()
      }
    }
    if let failure { throw failure }
  }

  /// Any result, for printing.
  public func table(_ sql: SQL) throws(PostgresError) -> Table { Table(try send(sql)) }

  /// What a statement would return, without running it.
  /// - Returns: column names with their type OIDs.
  public func describe(_ sql: SQL) throws(PostgresError) -> [(name: String, type: UInt32)] {
    try checkCancelled()
    _ = try checked(PQprepare(raw, "", ready(sql).text, 0, nil))
    let result = try checked(PQdescribePrepared(raw, ""))
    return (0..<result.columnCount).map { (result.columnName($0), result.columnType($0)) }
  }

  // MARK: Inside

  func send(_ sql: SQL) throws(PostgresError) -> ResultSet {
    try checkCancelled()
    guard settings.isEmpty || isInTransaction else { return try sendAlone(sql) }
    return try sendNow(sql)
  }

  /// A statement outside of a transaction is one by itself, and so has the settings, too.
  private func sendAlone(_ sql: SQL) throws(PostgresError) -> ResultSet {
    try executeUnchecked("BEGIN")
    do {
      try applySettings()
      let result = try sendNow(sql)
      try executeUnchecked("COMMIT")
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Has them count in the transaction that is open.
  func applySettings() throws(PostgresError) {
    guard !settings.isEmpty else { return }
    let (names, values) = (settings.map(\.key), settings.map(\.value))
    _ = try sendNow(
      "SELECT set_config(s.name, s.value, true) FROM unnest(\(names)::text[], \(values)::text[]) AS s (name, value)")
  }

  private func sendNow(_ sql: SQL) throws(PostgresError) -> ResultSet {
    let statement = try ready(sql)
    log(statement)
    let result = withParameters(statement.values) { count, values in
      PQexecParams(raw, statement.text, count, nil, values, nil, nil, 0)
    }
    return try checked(result)
  }

  func ready(_ sql: SQL) throws(PostgresError) -> ReadiedSQL {
    var statement = try sql.readied()
    statement.text = schemaNames.apply(to: statement.text)
    return statement
  }

  func log(_ statement: ReadiedSQL) {
    logger.debug("statement", metadata: ["sql": "\(statement.text)", "bindings": "\(statement.values.count)"])
  }

  /// Sends without waiting for the answer.
  func dispatch(_ statement: ReadiedSQL) throws(PostgresError) {
    let sent = withParameters(statement.values) { count, values in
      PQsendQueryParams(raw, statement.text, count, nil, values, nil, nil, 0)
    }
    guard sent == 1 else { throw lost() }
  }

  func checked(_ pointer: OpaquePointer?) throws(PostgresError) -> ResultSet {
    guard pointer != nil else { throw lost() }
    let result = ResultSet(pointer)
    switch result.status {
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      throw error(in: result)
    default: return result
    }
  }

  func error(in result: ResultSet) -> PostgresError {
    guard isUsable, let error = result.serverError else { return lost() }
    // 57014 is also a timeout, or an administrator who stops it: only when we asked is it ours.
    return error.sqlState == "57014" && cancelHandle.isRequested
      ? .cancelled(afterCommit: hasCommitted) : .server(error)
  }

  /// Past the cancel check on purpose: a cancelled transaction must still be rolled back.
  func executeUnchecked(_ statement: String) throws(PostgresError) {
    _ = try checked(PQexec(raw, statement))
  }

  func checkCancelled() throws(PostgresError) {
    if cancelHandle.isRequested { throw .cancelled(afterCommit: hasCommitted) }
  }

  /// Reads results away until the session is ready for the next statement.
  func drain() {
    while let rest = PQgetResult(raw) { PQclear(rest) }
  }

  /// The session has ended.
  func lost(_ text: String? = nil) -> PostgresError {
    .connectionLost(text ?? errorMessage, afterCommit: hasCommitted)
  }

  var errorMessage: String { String(cString: PQerrorMessage(raw)).trimmedLine }

  /// Lays all parameters out in one block of bytes, each ended by a zero as libpq wants text parameters.
  private func withParameters<T>(
    _ values: [String?], _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> T
  ) -> T {
    var arena: [UInt8] = []
    var offsets: [Int?] = []
    for value in values {
      guard let value else {
        offsets.append(nil)
        continue
      }
      offsets.append(arena.count)
      arena.append(contentsOf: value.utf8)
      arena.append(0)
    }
    return arena.withUnsafeBytes { arena in
      let start = arena.assumingMemoryBound(to: CChar.self).baseAddress
      let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { body(Int32(values.count), $0.baseAddress) }
    }
  }
}

/// What the notice receiver, a C function that cannot capture, gets through libpq.
private final class NoticeBox {
  let logger: Logger
  init(logger: Logger) { self.logger = logger }
}

private func receiveNotice(_ box: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
  guard let box, let result else { return }
  // The result belongs to libpq, which frees it: no ResultSet may own it.
  let severity = PQresultErrorField(result, Int32(UInt8(ascii: "V"))).map { String(cString: $0) } ?? ""
  let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
  let logger = Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().logger
  logger.log(level: severity == "WARNING" ? .warning : .info, "\(message)")
}

extension String {
  /// libpq ends its messages with a line break.
  var trimmedLine: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
