import Clause6
import Postgres
import Schema
import TestSupport
import Testing

/// What was known at a moment: what somebody who asked then could read, whatever came later. `DemoTests` asks everything.
@Suite struct KnownTests {
  private func seal(_ connection: Connection) throws { try connection.execute("SELECT * FROM audit.seal()") }

  private func now(_ connection: Connection) throws -> KnownMoment {
    .at(try #require(try connection.instant("clock_timestamp()")))
  }

  private func names(_ connection: Connection) throws -> [String?] {
    try connection.table("SELECT name FROM register.vendor ORDER BY id").rows.map { $0[0] }
  }

  /// A change counts since it was committed and not since it was made: before, nobody could read it.
  @Test(.register) func aLongTransactionIsKnownOnceItIsCommitted() throws {
    let (slow, connection) = (try TestDatabase.connect(), try TestDatabase.connect())
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Before')")
    try slow.execute(
      script: "BEGIN; SET LOCAL clause6.reason = 'slow'; UPDATE register.vendor SET name = 'After'")
    let during = try now(connection)
    #expect(try names(connection) == ["Before"])
    try slow.execute(script: "COMMIT")
    let after = try now(connection)
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Later')")
    try seal(connection)
    #expect(try connection.knowing(during) { try names($0) } == ["Before"])
    #expect(try connection.knowing(after) { try names($0) } == ["After"])
    #expect(try names(connection) == ["After", "Later"])
  }

  /// The same question, before and after others wrote, gives the same bytes.
  @Test(.register) func theSameQuestionHasTheSameAnswer() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      """
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
      INSERT INTO register.contract (id, reference, ends_on) VALUES (1, 'C-1', '2026-03-31');
      INSERT INTO register.contract_vendor (contract_id, vendor_id, position) VALUES (1, 1, 1)
      """)
    try seal(connection)
    let size = try connection.leafCount()
    func answers() throws -> [String: String] { try connection.knowing(.size(size)) { try Answers.all($0) } }
    let first = try answers()
    try connection.register(
      "UPDATE register.vendor SET name = 'Evil'; DELETE FROM register.contract_vendor; UPDATE register.contract SET ends_on = '2030-01-01'"
    )
    try seal(connection)
    #expect(try answers() == first)
  }

  /// Half of a transaction was never known to anybody.
  @Test(.register) func whatWasWrittenTogetherIsKnownTogether() throws {
    let connection = try TestDatabase.connect()
    try seal(connection)
    let before = try connection.leafCount()
    try connection.register(
      "INSERT INTO register.vendor (name) VALUES ('Acme'); INSERT INTO register.vendor (name) VALUES ('Bolt')")
    try seal(connection)
    for (size, known) in [(before, []), (before + 2, ["Acme", "Bolt"])] {
      #expect(try connection.knowing(.size(size)) { try names($0) } == known)
    }
    let error = #expect(throws: Clause6Error.self) { try connection.knowing(.size(before + 1)) { try names($0) } }
    #expect(error?.message.contains("@\(before + 2)") == true)
  }

  /// A moment that was asked about has its answer for ever, also that of the seal itself.
  @Test(.register) func theMomentOfASealKeepsItsAnswer() throws {
    let connection = try TestDatabase.connect()
    try seal(connection)
    let through: SQL = "(SELECT through_at FROM audit.tree)"
    let sealed = try #require(try connection.instant(through))
    // As if it had been committed then and could not be seen yet.
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Late')")
    try connection.execute("UPDATE audit.tree SET through_at = clock_timestamp() + interval '1 second'")
    let later = try #require(try connection.instant(through))
    try seal(connection)
    for instant in [sealed, later] {
      #expect(try connection.knowing(.at(instant)) { try names($0) } == [])
    }
  }

  /// Of what was known the server has no idea how much there is; what it would compare row by row does not end.
  @Test(.register) func reportsOfWhatWasKnownArePlannedForMany() throws {
    let connection = try TestDatabase.connect()
    try seal(connection)
    func setting() throws -> String? {
      try connection.readWhole { try $0.value("SELECT current_setting('enable_nestloop')") }
    }
    #expect(try setting() == "on")
    let known = try connection.knowing(.size(try connection.leafCount())) { connection in
      [try setting(), try connection.value("SELECT current_setting('enable_nestloop')")]
    }
    #expect(known == ["off", "on"])
  }

  @Test(.register) func nothingCanBeChangedMeanwhile() throws {
    let connection = try TestDatabase.connect()
    try seal(connection)
    let size = try connection.leafCount()
    let error = #expect(throws: PostgresError.self) {
      try connection.knowing(.size(size)) { try $0.register("INSERT INTO register.vendor (name) VALUES ('Acme')") }
    }
    #expect(error?.sqlState == "25006")
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Acme')")
    #expect(try names(connection) == ["Acme"])
  }

  // MARK: Changes of the schema

  /// The shipped files with more migrations.
  private func files(_ more: [String]) -> [SQLFile] {
    SQLFile.all + more.enumerated().map { SQLFile(path: "migrations/900\($0)_test.sql", text: $1) }
  }

  /// Columns come, are named otherwise, get another type and go, and what was known before stays readable.
  @Test(.register) func whatWasKnownOutlivesTheSchema() throws {
    let connection = try TestDatabase.connect()
    var migrations: [String] = []
    var sizes: [Int] = []
    func migrate(_ sql: String) throws {
      migrations.append(sql)
      try Migrator(files: files(migrations)).migrate(connection, as: .test)
    }
    func change(_ sql: String) throws {
      try connection.register(sql)
      try seal(connection)
      sizes.append(try connection.leafCount())
    }
    func known(_ step: Int, _ columns: String) throws -> [String?] {
      try connection.knowing(.size(sizes[step])) {
        try $0.table(SQL(verbatim: "SELECT \(columns) FROM register.vendor")).rows[0]
      }
    }
    try change("INSERT INTO register.vendor (name, website) VALUES ('Acme', 'https://acme.example')")
    try migrate(
      """
      ALTER TABLE register.vendor ADD COLUMN grade text NOT NULL DEFAULT 'none', ADD COLUMN staff integer;
      COMMENT ON COLUMN register.vendor.grade IS 'x'; COMMENT ON COLUMN register.vendor.staff IS 'x'
      """)
    #expect(try known(0, "name, grade, staff") == ["Acme", "none", nil])
    try change("UPDATE register.vendor SET grade = 'gold', staff = 12")
    try migrate(
      """
      ALTER TABLE register.vendor RENAME COLUMN grade TO class; ALTER TABLE register.vendor ALTER COLUMN staff TYPE text;
      INSERT INTO audit.renamed (entity, was, now) VALUES ('vendor', 'grade', 'class')
      """)
    try change("UPDATE register.vendor SET class = 'silver', staff = 'about 12'")
    #expect(try known(0, "class, staff") == ["none", nil])
    #expect(try known(1, "class, staff") == ["gold", "12"])
    #expect(try known(2, "class, staff") == ["silver", "about 12"])
    try migrate("ALTER TABLE register.vendor DROP COLUMN class")
    try change("UPDATE register.vendor SET staff = NULL")
    #expect(try known(1, "name, staff") == ["Acme", "12"])
    #expect(try connection.versionProblems() == [])
  }
}
