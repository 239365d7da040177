import ArgumentParser
import Clause6
import LocalPostgres
import Logging
import Postgres

extension DatabaseOptions {
  /// Which database is meant.
  enum Place {
    case configured(ConnectionInfo)
    case privateServer(LocalServer)
  }

  var place: Place {
    let invocation = Invocation.current
    if let address = database ?? invocation.variable("CLAUSE6_DATABASE") { return .configured(ConnectionInfo(address)) }
    let isConfigured = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"].contains {
      invocation.variable($0) != nil
    }
    if isConfigured { return .configured(ConnectionInfo()) }
    return .privateServer(LocalServer(environment: invocation.environment))
  }

  /// A session with the register, whatever its schema.
  func connectToAnySchema() throws -> Connection {
    try Invocation.current.limitTime()
    let connection: Connection
    switch place {
    case .configured(let info): connection = try Connection(info, logger: logger)
    case .privateServer(let server):
      if let running = try? Connection(server.info, logger: logger) {
        connection = running
      } else {
        let info = try server.ensureRunning { Terminal.current.note($0) }
        connection = try Connection(info, logger: logger)
      }
    }
    if Invocation.current.ownsProcess, !StopSignal.isListening { connection.cancelHandle.cancelOnInterrupt() }
    return connection
  }

  /// A session with a register whose schema is the one this program carries.
  ///
  /// The private server's is made on first use; somebody's own PostgreSQL is never altered without being asked.
  func connect() throws -> Connection {
    let connection = try connectToAnySchema()
    if Migrator().isCurrent(connection) { return connection }
    let status = try Migrator().status(connection)
    if !status.isInitialised, case .privateServer = place {
      try Migrator().migrate(connection, as: Authorship(actor: Invocation.login, reason: "first use"))
      return connection
    }
    throw status.refusal
  }

  private var logger: Logger {
    let verbose = verbose
    return Logger(label: "clause6") { _ in
      var handler = StandardErrorLog()
      handler.logLevel = verbose ? .debug : .warning
      return handler
    }
  }
}

extension Invocation {
  /// From now on the process waits for the database as long as CLAUSE6_TIMEOUT says, where it is set.
  func limitTime() throws {
    guard ownsProcess, let text = variable("CLAUSE6_TIMEOUT") else { return }
    guard let seconds = Int(text), (1...1_000_000).contains(seconds) else {
      throw UsageError(message: "CLAUSE6_TIMEOUT is \"\(text)\": write it as seconds, such as 600.")
    }
    Patience.begin(seconds: seconds)
  }
}

extension SchemaStatus {
  /// Why a command other than `db migrate` cannot go on.
  var refusal: Clause6Error {
    if !isInitialised {
      return Clause6Error("The database has no register yet: run \"clause6 db init\".")
    }
    if let newest = unknown.last {
      return Clause6Error(
        "The database is newer than this program (it has migration \(newest.name)): use the newer clause6.")
    }
    if let edited = edited.first {
      return Clause6Error(
        "Migration \(edited.name) of the database was made from another text than this program's: run \"clause6 db status\"."
      )
    }
    return Clause6Error("The database's schema is not the one of this program: run \"clause6 db migrate\".")
  }
}

/// Reads a register: one snapshot.
func read<T>(_ database: DatabaseOptions, _ body: (Connection) throws -> T) throws -> T {
  try database.connect().readFacts(body)
}

/// Reads a register: one snapshot, of now or of what was known.
func read<T>(_ database: DatabaseOptions, _ known: KnownOptions, _ body: (Connection) throws -> T) throws -> T {
  try database.connect().knowing(known) { connection in try connection.readFacts(body) }
}

/// Reads a register: one snapshot, one day.
func read<T>(
  _ database: DatabaseOptions, _ day: DayOptions, _ body: (Connection, CalendarDate) throws -> T
) throws -> T {
  try read(database, day.known) { connection in try body(connection, connection.day(asked: day.asOf)) }
}

/// Changes a register, or rehearses it.
///
/// When a rule of the database refuses, the comment on that rule is what the person reads.
func write<T>(
  _ database: DatabaseOptions, _ options: WriteOptions, defaultReason: String? = nil,
  _ body: (Connection, Authorship) throws -> T
) throws -> T {
  let author = try options.author(defaultReason: defaultReason)
  let connection = try database.connect()
  do {
    let result = try body(connection, author)
    options.noteDryRun()
    return result
  } catch let error as PostgresError {
    guard let constraint = error.constraint, let sentence = try connection.sentence(ofConstraint: constraint) else {
      throw error
    }
    throw Clause6Error("\(sentence) Nothing was changed.", hint: error.detail)
  }
}

/// Changes one thing and prints it as it is then. Printed after the commit: what was undone is never shown as done.
///
/// - Parameter notesPeople: says on stderr who was registered on the way, because an act named their mail address.
func change(
  _ database: DatabaseOptions, _ options: WriteOptions, _ format: FormatOptions, defaultReason: String? = nil,
  notesPeople: Bool = true, _ body: (Connection) throws -> Table
) throws {
  var newcomers: [String] = []
  let record = try write(database, options, defaultReason: defaultReason) { connection, author in
    try connection.change(as: author, rehearse: options.dryRun) { connection in
      let last = try connection.value("SELECT coalesce(max(id), 0) FROM register.person", as: Int.self)
      let record = try body(connection)
      newcomers = try connection.table(
        "SELECT format('%s (#%s, %s)', name, id, email) FROM register.person WHERE id > \(last) ORDER BY id"
      ).rows.compactMap { $0[0] }
      return record
    }
  }
  format.print(record, layout: .record)
  if notesPeople, !newcomers.isEmpty {
    Terminal.current.note("Registered as new: \(newcomers.joined(separator: ", ")).")
  }
}

extension PostgresError {
  fileprivate var detail: String? {
    // A check's detail is the whole row, and a key that fills gaps is SQL, that of several columns has numbers of rows:
    // they say nothing that the sentence does not.
    guard case .server(let report) = self, report.sqlState != "23514", let detail = report.detail,
      let key = detail.firstMatch(of: /^Key \(([^,]*)\)=\((.*)\) (already exists|is not present)/),
      !key.1.hasSuffix("_id"), !key.1.contains("COALESCE(")
    else { return nil }
    return key.3 == "already exists" ? "There is already: \(key.2)." : "There is no \(key.2)."
  }
}

extension Connection {
  /// The day asked about, for the rest of the transaction; today in the organisation's zone when none was given.
  func day(asked: CalendarDate?) throws -> CalendarDate {
    try ask(on: asked)
    return try asked ?? today()
  }

  /// Makes that day what `facts.as_of()` says.
  func ask(on day: CalendarDate?) throws {
    try setZone(forTransaction: true)
    guard let day else { return }
    try execute("SELECT set_config('clause6.as_of', \(day)::text, true)")
    // That day's noon, and not the moment whose knowledge is asked for.
    if isKnowing { try execute("SELECT set_config('clause6.at', '', true)") }
  }

  /// Has what follows answered of that moment's knowledge; of now's where none was named.
  func knowing<T>(_ known: KnownOptions, _ body: (Connection) throws -> T) throws -> T {
    guard let moment = known.knownAt else { return try body(self) }
    try setZone(forTransaction: false)
    return try knowing(moment, body)
  }
}

extension Connection {
  /// Makes the configured zone the organisation's, for the transaction that is open or for all that come.
  func setZone(forTransaction isLocal: Bool) throws {
    guard let zone = Invocation.current.variable("CLAUSE6_ZONE") else { return }
    // PostgreSQL reads +09:00 as nine hours west.
    guard zone == "UTC" || zone.contains("/") else {
      throw UsageError(message: "CLAUSE6_ZONE is \"\(zone)\": write it as Asia/Tokyo or UTC.")
    }
    if isLocal {
      try execute("SELECT set_config('clause6.zone', \(zone), true)")
    } else {
      settings["clause6.zone"] = zone
    }
  }
}

/// Server notices and, with `--verbose`, statements.
private struct StandardErrorLog: LogHandler {
  var logLevel = Logger.Level.warning
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    Terminal.current.note("\(event.level): \(event.message)\(details)")
  }
}
