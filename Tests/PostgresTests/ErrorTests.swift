import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct ErrorTests {
  private static let secret = "confidential"

  private func serverError(_ body: (Connection) throws -> Void) throws -> ServerError {
    let connection = try TestDatabase.connect()
    let error = #expect(throws: PostgresError.self) { try body(connection) }
    guard case .server(let report) = error else { throw try #require(error) }
    return report
  }

  @Test func theServersReportIsWhole() throws {
    let report = try serverError { connection in
      try connection.execute(
        """
        DO $$ BEGIN
          RAISE 'the vendor is not approved' USING ERRCODE = 'C6001', DETAIL = 'It is proposed.', HINT = 'Approve it first.',
            SCHEMA = 'register', TABLE = 'vendor', COLUMN = 'stage', CONSTRAINT = 'vendor_is_approved';
        END $$
        """)
    }
    #expect(report.severity == "ERROR")
    #expect(report.sqlState == "C6001")
    #expect(report.message == "the vendor is not approved")
    #expect(report.detail == "It is proposed.")
    #expect(report.hint == "Approve it first.")
    #expect(report.context?.contains("line 2 at RAISE") == true)
    #expect([report.schema, report.table, report.column] == ["register", "vendor", "stage"])
    #expect(report.constraint == "vendor_is_approved")
    #expect(report.position == nil)
  }

  @Test func aMistakeInTheStatementHasItsPosition() throws {
    let report = try serverError { try $0.execute("SELECT missing FROM nowhere") }
    #expect(report.sqlState == "42P01")
    #expect(report.position == 21)
    #expect("\(report)".contains("relation \"nowhere\" does not exist"))
  }

  @Test func aBrokenConstraintIsNamed() throws {
    let report = try serverError { connection in
      try connection.execute("CREATE TEMP TABLE vendor (name text CONSTRAINT vendor_name_is_unique UNIQUE)")
      try connection.execute("INSERT INTO vendor VALUES (\(ErrorTests.secret)), (\(ErrorTests.secret))")
    }
    #expect(report.sqlState == "23505")
    #expect(report.constraint == "vendor_name_is_unique")
    #expect(report.detail?.contains(ErrorTests.secret) == true)
    #expect("\(PostgresError.server(report))" == "ERROR 23505 constraint vendor_name_is_unique table vendor")
  }

  @Test(
    "The description of an error is fit for a log",
    arguments: [
      "SELECT \(secret)::int", "SELECT \(secret)::date", "SELECT \(secret)::regclass", "SELECT \(secret)::regtype",
      "SELECT set_config(\(secret), 'x', false)", "SELECT pg_read_file(\(secret))",

      "SELECT nextval(\(secret))", "SELECT '{}'::jsonb #- \(secret)",
      "SELECT '2026-01-01'::timestamptz AT TIME ZONE \(secret)",
      "SELECT regexp_match('x', \(secret + "("))", "SELECT pg_catalog.query_to_xml(\(secret), true, true, '')",
    ] as [SQL])
  func descriptionsQuoteNoValue(_ statement: SQL) throws {
    let report = try serverError { try $0.execute(statement) }
    #expect(!"\(PostgresError.server(report))".contains(ErrorTests.secret))
    #expect("\(report)".contains(report.sqlState))
  }

  @Test func normalErrorsKeepTheirMessageInTheDescription() throws {
    let report = try serverError { _ = try $0.read { try $0.execute("CREATE TABLE t (n int)") } }
    #expect("\(report)" == "ERROR 25006: cannot execute CREATE TABLE in a read-only transaction")
  }

  @Test func aTimeoutIsNoCancellation() throws {
    let report = try serverError { connection in
      try connection.execute("SET statement_timeout = 20")
      try connection.execute("SELECT pg_sleep(30)")
    }
    #expect(report.sqlState == "57014")
    #expect(report.message.contains("timeout"))
  }

  @Test func noticesReachTheLogger() throws {
    let log = LogBook()
    let connection = try Connection(TestDatabase.current, logger: log.logger)
    try connection.execute("DO $$ BEGIN RAISE NOTICE 'look here'; RAISE WARNING 'look out'; END $$")
    #expect(log.entries.filter { $0.message == "look here" }.map(\.level) == [.info])
    #expect(log.entries.filter { $0.message == "look out" }.map(\.level) == [.warning])
  }

  @Test func boundValuesStayOutOfTheLog() throws {
    let log = LogBook()
    let connection = try Connection(TestDatabase.current, logger: log.logger)
    try connection.execute("CREATE TEMP TABLE note (body text UNIQUE)")
    try connection.write { try $0.execute("INSERT INTO note VALUES (\(ErrorTests.secret))") }
    _ = try? connection.execute("INSERT INTO note VALUES (\(ErrorTests.secret))")
    _ = try? connection.execute("SELECT \(ErrorTests.secret)::int")
    try connection.copyIn("COPY note FROM STDIN") { try $0.write(row: ["copied " + ErrorTests.secret]) }
    try connection.execute(pipelined: ["INSERT INTO note VALUES (\("piped " + ErrorTests.secret))"])
    #expect(log.entries.contains { $0.text.contains("INSERT INTO note VALUES ($1)") })
    #expect(!log.entries.contains { $0.text.contains(ErrorTests.secret) })
  }
}

/// What was logged, for a test to read.
final class LogBook: Sendable {
  struct Entry: Sendable {
    var level: Logger.Level
    var message: String
    /// Message and metadata.
    var text: String
  }
  private let stored = Mutex<[Entry]>([])

  var entries: [Entry] { stored.withLock { $0 } }
  var logger: Logger { Logger(label: "test") { _ in Handler(book: self) } }

  private struct Handler: LogHandler {
    let book: LogBook
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let text = "\(event.message) \(event.metadata ?? [:])"
      let entry = Entry(level: event.level, message: "\(event.message)", text: text)
      book.stored.withLock { $0.append(entry) }
    }
  }
}
