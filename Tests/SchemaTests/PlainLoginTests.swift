import Clause6
import Postgres
import TestSupport
import Testing

/// A server of somebody else's: one owns a database there, and is no superuser.
@Suite struct PlainLoginTests {
  @Test(.emptyDatabase) func whoOwnsADatabaseCanHaveARegisterInIt() throws {
    let connection = try TestDatabase.connect()
    let login = "plain_\(UInt32.random(in: 0 ... .max))"
    let database = try #require(try connection.value("SELECT current_database()", as: String.self))
    try connection.execute("CREATE ROLE \(identifier: login) LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB")
    try connection.execute("ALTER DATABASE \(identifier: database) OWNER TO \(identifier: login)")
    let plain = try Connection(TestDatabase.current.with(["user": login]))
    try Migrator().migrate(plain, as: .test)
    try plain.register("INSERT INTO register.vendor (name) VALUES ('Acme')")
    try plain.sealUnsigned()
    let size = try plain.leafCount()
    #expect(size > 1000)
    #expect(
      try plain.knowing(.size(size)) { try $0.value("SELECT name FROM register.vendor", as: String.self) } == "Acme")
    #expect(try plain.historyProblems() == [])
    // Only a seal takes changes from there, also for the owner.
    try plain.register("INSERT INTO register.vendor (name) VALUES ('Bolt')")
    let error = #expect(throws: PostgresError.self) { try plain.execute("DELETE FROM audit.outbox") }
    #expect(error?.sqlState == "42501")
  }

  /// It was mended because a superuser alone could apply it; who did has what it makes.
  @Test(.register) func aMigrationThatWasMendedCountsAsApplied() throws {
    let connection = try TestDatabase.connect()
    let former = "2d7d547bf43430a951ecbe327f0077bb79490c7c31fbad47cae31e13933b36bb"
    try connection.execute(
      script: """
        ALTER TABLE audit.migration DISABLE TRIGGER USER; UPDATE audit.migration SET sha256 = '\(former)' WHERE name = '0031_log';
        ALTER TABLE audit.migration ENABLE ALWAYS TRIGGER c6_keep
        """)
    #expect(try Migrator().status(connection).isCurrent)
  }
}
