import Foundation
import Postgres
import Testing

@testable import LocalPostgres

@Suite struct BackupTests {
  @Test func aBackupBringsEverythingBackAndTheOldDatabaseStays() throws {
    let sandbox = try Sandbox()
    let file = sandbox.parent + "/backup"
    try sandbox.connect().execute(
      script: "CREATE TABLE thing AS SELECT 1 AS number; CREATE ROLE auditor; GRANT SELECT ON thing TO auditor")
    try sandbox.server.backup(to: file)
    #expect(Files.status(file)?.st_mode == S_IFREG | 0o600)
    #expect(complaint { try sandbox.server.backup(to: file) }.contains("exists already"))

    try sandbox.connect().execute("INSERT INTO thing VALUES (2)")
    try sandbox.server.restore(from: file)
    let restored = try sandbox.connect()
    #expect(try restored.value("SELECT count(*) FROM thing", as: Int.self) == 1)
    let old = try #require(
      try restored.value("SELECT datname FROM pg_database WHERE datname LIKE 'clause6\\__%'", as: String.self))
    #expect(old.wholeMatch(of: /clause6_\d{8}_\d{6}/) != nil)
    let kept = try Connection(sandbox.server.info.with(["dbname": old]))
    #expect(try kept.value("SELECT count(*) FROM thing", as: Int.self) == 2)

    // On another machine, whose server knows nothing of the role.
    let other = try Sandbox()
    try other.server.restore(from: file)
    let elsewhere = try other.connect()
    #expect(
      try elsewhere.value("SELECT has_table_privilege('auditor', 'thing', 'SELECT')", as: Bool.self) == true)
    #expect(try elsewhere.value("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'auditor'", as: Bool.self) == false)
  }

  @Test func whatCannotBeRestoredLeavesTheDatabaseAsItWas() throws {
    let sandbox = try Sandbox()
    let file = sandbox.parent + "/backup"
    try sandbox.connect().execute("CREATE TABLE thing AS SELECT n, md5(n::text) FROM generate_series(1, 20000) AS n")

    try "not a backup".write(toFile: file + ".garbage", atomically: false, encoding: .utf8)
    #expect(complaint { try sandbox.server.restore(from: file + ".garbage") }.contains("is not a backup"))
    #expect(complaint { try sandbox.server.restore(from: file) }.contains("No such file or directory"))

    try sandbox.server.backup(to: file)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: file + ".half"))
    #expect(complaint { try sandbox.server.restore(from: file + ".half") }.contains("the database is as it was"))

    let user = try sandbox.connect()
    #expect(complaint { try sandbox.server.restore(from: file) }.contains("1 other session"))
    #expect(try user.value("SELECT count(*) FROM thing", as: Int.self) == 20000)
    #expect(try user.value("SELECT count(*) FROM pg_database WHERE datname LIKE 'clause6_%'", as: Int.self) == 0)
  }

  @Test func aBackupNeedsADatabase() throws {
    let sandbox = try Sandbox()
    #expect(complaint { try sandbox.server.backup(to: sandbox.parent + "/backup") }.contains("no database in"))
  }
}
