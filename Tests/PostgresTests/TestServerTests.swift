import Postgres
import TestSupport
import Testing

/// What the other tests stand on.
@Suite struct TestServerTests {
  static let fruit = TestServer.Template(name: "fruit") { connection in
    try connection.execute("CREATE TABLE fruit (name text)")
    try connection.execute("INSERT INTO fruit VALUES ('fig')")
  }

  @Test(.database(fruit), arguments: 1...4)
  func everyCaseHasACopyOfTheTemplateToItself(number: Int) throws {
    let connection = try TestDatabase.connect()
    try connection.execute("INSERT INTO fruit VALUES (\("kiwi \(number)"))")
    #expect(try connection.value("SELECT count(*) FROM fruit", as: Int.self) == 2)
  }

  @Test(.emptyDatabase)
  func anEmptyDatabaseIsEmpty() throws {
    #expect(try TestDatabase.connect().value("SELECT to_regclass('fruit') IS NULL", as: Bool.self) == true)
  }

  @Test func aDedicatedServerComesBackAfterAKill() throws {
    let server = try TestServer.dedicated()
    defer { server.stop() }
    let connection = try Connection(server.info)
    server.kill()
    #expect(throws: PostgresError.self) { try connection.execute("SELECT 1") }
    try server.restart()
    #expect(try Connection(server.info).value("SELECT 1", as: Int.self) == 1)
  }
}
