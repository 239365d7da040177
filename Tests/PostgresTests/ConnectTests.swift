import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(20))) struct ConnectTests {
  private static let secret = "s3cr3t"

  private func failure(_ info: ConnectionInfo) throws -> String {
    let error = #expect(throws: PostgresError.self) { try Connection(info) }
    guard case .connection(let text) = error else { throw try #require(error) }
    #expect(!text.isEmpty)
    return "\(try #require(error)) \(text) \(info)"
  }

  @Test func aSessionKnowsItsServer() throws {
    let connection = try TestDatabase.connect()
    #expect(connection.isUsable)
    #expect(!connection.isInTransaction)
    #expect(connection.serverVersion >= 140_000)
    #expect(Connection.libraryVersion >= 140_000)
    #expect(connection.serverSetting("server_encoding") == "UTF8")
    #expect(connection.serverSetting("no_such_setting") == nil)
    #expect(TestDatabase.current.ping() == .ready)
  }

  @Test func aDatabaseThatIsNotThereIsNamed() throws {
    let text = try failure(TestDatabase.current.with(["dbname": "nowhere", "password": ConnectTests.secret]))
    #expect(text.contains("database \"nowhere\" does not exist"))
    #expect(!text.contains(ConnectTests.secret))
  }

  @Test func anUnreachableServer() throws {
    let info = ConnectionInfo(["host": "/nonexistent", "password": ConnectTests.secret])
    #expect(!(try failure(info)).contains(ConnectTests.secret))
    #expect(info.ping() == .none)
  }

  @Test(
    "An address libpq cannot read, or would read with the password as a host or port",
    arguments: [
      "password='\(secret)", "\(secret)", "host=x pasword=\(secret)",
      "dbname=x \(secret) ",
      "postgresql://user:s3@\(secret)@localhost/db", "postgresql://user:\(secret)/x@localhost/db",
      "postgresql://user:\(secret)@localhost:port/db", "postgresql://user:\(secret)@local host/db%zz",
      "dbname=x\u{0} password=\(secret)",
    ])
  func unreadable(_ address: String) throws {
    #expect(!ConnectionInfo(address).isReadable)
    #expect(!(try failure(ConnectionInfo(address))).contains(ConnectTests.secret))
  }

  @Test func aWrongPassword() throws {
    let server = try TestServer.dedicated()
    defer { server.stop() }
    let administrator = try Connection(server.info)
    try administrator.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    let path = try #require(try administrator.value("SHOW hba_file", as: String.self))
    let rules = "local all guarded scram-sha-256', 'local all all trust"
    try administrator.execute(script: "COPY (SELECT unnest(ARRAY['\(rules)'])) TO '\(path)'")
    try administrator.execute("SELECT pg_reload_conf()")
    let guarded = server.info.with(["user": "guarded", "password": ConnectTests.secret])
    // The reload is a signal, and until it has arrived the old rules let everybody in.
    while (try? Connection(guarded)) != nil {}
    let text = try failure(guarded)
    #expect(text.contains("password authentication failed for user \"guarded\""))
    #expect(!text.contains(ConnectTests.secret))
    #expect(try Connection(guarded.with(["password": "right"])).isUsable)
  }

  @Test func aDatabaseInAnotherEncodingIsRefused() throws {
    let connection = try TestDatabase.connect()
    let name = "latin_\(try #require(TestDatabase.current.settings["dbname"]))"
    try connection.execute(
      "CREATE DATABASE \(identifier: name) TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    defer { _ = try? connection.execute("DROP DATABASE \(identifier: name) WITH (FORCE)") }
    #expect(try failure(TestDatabase.current.with(["dbname": name])).contains("UTF8"))
  }

  @Test(arguments: [
    "plain", "", "it's", "back\\slash", "two words", "a='b'", "'\u{301} dbname=other", "株式", "x' password='y",
  ])
  func valuesOfAnAddressAreQuoted(_ value: String) {
    let info = ConnectionInfo(["application_name": value, "dbname": "mine", "host": nil])
    #expect(info.settings == ["application_name": value, "dbname": "mine"])
    #expect(info.with(["dbname": "yours"]).settings == ["application_name": value, "dbname": "yours"])
  }

  @Test func theDescriptionOfAnAddressHoldsNoSecret() {
    let info = ConnectionInfo(
      "host=h dbname=d password=\(ConnectTests.secret) sslpassword=\(ConnectTests.secret) options='-c a=\(ConnectTests.secret)'"
    )
    #expect(info.description == "dbname=d host=h")
  }
}
