import CLibpq
public import Logging

/// One session with a server.
///
/// Not `Sendable`: it stays where it was opened, or inside the closure of a ``Database`` that lent it. Every call blocks
/// until the server has answered. Transactions are closures: ``read(_:)``, ``write(attempts:_:)``, ``rehearse(_:)``.
public final class Connection {
  let raw: OpaquePointer
  /// Where it was opened.
  public let info: ConnectionInfo
  package let logger: Logger
  /// Stops the statement that is running; may be called from any thread.
  public let cancelHandle: CancelHandle
  var savepoints = 0
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
    guard let raw = PQconnectdb(info.text) else { throw .connection("out of memory") }
    guard PQstatus(raw) == CONNECTION_OK else {
      let message = String(cString: PQerrorMessage(raw))
      PQfinish(raw)
      throw .connection(message.trimmedLine)
    }
    self.raw = raw
    self.info = info
    self.logger = logger
    cancelHandle = CancelHandle(raw)
    notices = NoticeBox(logger: logger)
    PQsetNoticeReceiver(raw, receiveNotice, Unmanaged.passUnretained(notices).toOpaque())
    guard PQsetClientEncoding(raw, "UTF8") == 0, serverSetting("server_encoding") == "UTF8" else {
      throw .connection(
        "the database is not encoded in UTF8, so names in it cannot be trusted: create it with ENCODING 'UTF8'")
    }
  }

  deinit { PQfinish(raw) }

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
    logger.debug("script", metadata: ["bytes": "\(script.utf8.count)"])
    _ = try checked(PQexec(raw, script))
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

  /// The rows one after the other, without holding them all.
  public func forEach<R: Decodable>(_ sql: SQL, as type: R.Type = R.self, _ body: (R) throws -> Void) throws {
    try checkCancelled()
    try dispatch(sql)
    guard PQsetSingleRowMode(raw) == 1 else { throw PostgresError.connectionLost(errorMessage) }
    var layout: RowLayout?
    do {
      while let pointer = PQgetResult(raw) {
        let result = ResultSet(pointer)
        if result.status == PGRES_FATAL_ERROR { throw result.serverError(connectionMessage: errorMessage) }
        let known = layout ?? RowLayout(result)
        layout = known
        for row in 0..<result.rowCount { try body(try decodeRow(R.self, result, row, known)) }
      }
    } catch {
      cancelHandle.cancel()
      drain()
      if !(error is PostgresError) { cancelHandle.reset() }
      throw error
    }
  }

  /// Any result, for printing.
  public func table(_ sql: SQL) throws(PostgresError) -> Table { Table(try send(sql)) }

  /// What a statement would return, without running it.
  /// - Returns: column names with their type OIDs.
  public func describe(_ sql: SQL) throws(PostgresError) -> [(name: String, type: UInt32)] {
    try checkCancelled()
    let rendered = sql.rendered
    _ = try checked(PQprepare(raw, "", rendered.text, 0, nil))
    let result = try checked(PQdescribePrepared(raw, ""))
    return (0..<result.columnCount).map { (result.columnName($0), result.columnType($0)) }
  }

  // MARK: Inside

  func send(_ sql: SQL) throws(PostgresError) -> ResultSet {
    try checkCancelled()
    let rendered = sql.rendered
    logger.debug("statement", metadata: ["sql": "\(rendered.text)", "bindings": "\(rendered.bindings.count)"])
    let result = withParameters(rendered.bindings) { count, values in
      PQexecParams(raw, rendered.text, count, nil, values, nil, nil, 0)
    }
    return try checked(result)
  }

  /// Sends without waiting for the answer.
  func dispatch(_ sql: SQL) throws(PostgresError) {
    let rendered = sql.rendered
    let sent = withParameters(rendered.bindings) { count, values in
      PQsendQueryParams(raw, rendered.text, count, nil, values, nil, nil, 0)
    }
    guard sent == 1 else { throw .connectionLost(errorMessage) }
  }

  func checked(_ pointer: OpaquePointer?) throws(PostgresError) -> ResultSet {
    guard pointer != nil else { throw .connectionLost(errorMessage) }
    let result = ResultSet(pointer)
    switch result.status {
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      if !isUsable { throw .connectionLost(errorMessage) }
      throw result.serverError(connectionMessage: errorMessage)
    default: return result
    }
  }

  /// Past the cancel check on purpose: a cancelled transaction must still be rolled back.
  func executeUnchecked(_ statement: String) throws(PostgresError) {
    _ = try checked(PQexec(raw, statement))
  }

  func checkCancelled() throws(PostgresError) {
    if cancelHandle.isRequested { throw .cancelled }
  }

  /// Reads results away until the session is ready for the next statement.
  func drain() {
    while let rest = PQgetResult(raw) { PQclear(rest) }
  }

  var errorMessage: String { String(cString: PQerrorMessage(raw)).trimmedLine }

  /// Lays all parameters out in one block of bytes, each ended by a zero as libpq wants text parameters.
  private func withParameters<T>(
    _ bindings: [(any PostgresEncodable)?], _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> T
  ) -> T {
    var arena: [CChar] = []
    var offsets: [Int?] = []
    for binding in bindings {
      guard let binding else {
        offsets.append(nil)
        continue
      }
      offsets.append(arena.count)
      arena.append(contentsOf: binding.postgresText.utf8.lazy.map { CChar(bitPattern: $0) })
      arena.append(0)
    }
    return arena.withUnsafeBufferPointer { arena in
      let pointers = offsets.map { offset in offset.flatMap { arena.baseAddress?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { body(Int32(bindings.count), $0.baseAddress) }
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
