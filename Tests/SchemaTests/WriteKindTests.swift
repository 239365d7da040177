import Clause6
import Postgres
import TestSupport
import Testing

/// In whichever way PostgreSQL lets a row be written, it is in the log, and what did not come to be is not.
@Suite(.database(.oneOfEach), .serialized) struct WriteKindTests {
  static let tables = AuditTests.changes.keys.sorted()

  private func newest(_ connection: Connection) throws -> Int {
    try connection.value("SELECT max(seq) FROM audit.entry") ?? 0
  }

  /// Of one table, with the row's own image.
  private func written(_ table: String, after seq: Int, _ connection: Connection) throws -> [[String?]] {
    try connection.table(
      """
      SELECT e.op, (e.image IS NULL OR jsonb_strip_nulls(e.image::jsonb) =
        (SELECT jsonb_strip_nulls(to_jsonb(t)) FROM register.\(identifier: table) t WHERE t.id = e.key))::text
      FROM audit.entry e WHERE e.seq > \(seq) AND e.entity = \(table) ORDER BY e.seq
      """
    ).rows
  }

  /// The columns that do not follow from others.
  private func columns(_ table: String, _ connection: Connection) throws -> SQL {
    SQL(verbatim: try connection.value("SELECT audit.version_columns(\(table), '')", as: String.self) ?? "")
  }

  /// MERGE, upsert and COPY of a row that is there, or comes back after it was removed; what a guard refuses leaves nothing.
  @Test(arguments: tables) func everyWayToWriteIsLogged(table: String) throws {
    let name: SQL = "register.\(identifier: table)"
    try TestDatabase.connect().rehearseRegister { connection in
      let columns = try columns(table, connection)
      let id = try #require(try connection.value("SELECT max(id) FROM \(name)", as: Int.self))
      // Nothing of the row changes, so only what never changes is refused.
      let merge: SQL =
        "MERGE INTO \(name) t USING (SELECT \(id)::bigint AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = t.id"
      let upsert: SQL = """
        INSERT INTO \(name) AS t (\(columns)) SELECT \(columns) FROM \(name) WHERE id = \(id) ON CONFLICT (id) DO UPDATE SET id = t.id
        """
      for (way, statement) in [("merge", merge), ("upsert", upsert)] {
        let before = try newest(connection)
        guard try tried(connection, { try connection.execute(statement) }) else {
          #expect(try newest(connection) == before, "\(way)")
          continue
        }
        #expect(try written(table, after: before, connection) == [["U", "true"]], "\(way)")
      }
      var row: [UInt8] = []
      try connection.copyOut("COPY (SELECT \(columns) FROM \(name) WHERE id = \(SQL(verbatim: "\(id)"))) TO STDOUT") {
        bytes in
        for index in bytes.indices { row.append(bytes[index]) }
      }
      let before = try newest(connection)
      let isBack = try tried(connection) {
        try connection.execute("DELETE FROM \(name) WHERE id = \(id)")
        try connection.copyIn("COPY \(name) (\(columns)) FROM STDIN") { try $0.write(bytes: row) }
      }
      #expect(try written(table, after: before, connection) == (isBack ? [["D", "true"], ["I", "true"]] : []))
    }
  }

  /// Whether the register let it be.
  private func tried(_ connection: Connection, _ body: () throws -> Void) throws -> Bool {
    do {
      try connection.savepoint(body)
      return true
    } catch let error as PostgresError {
      guard error.sqlState != nil else { throw error }
      return false
    }
  }

  @Test func mostTablesLetTheirRowsBeMergedUpsertedAndCopied() throws {
    // Otherwise the test above would look at refusals alone.
    try TestDatabase.connect().rehearseRegister { connection in
      var merged = 0
      for table in WriteKindTests.tables {
        let name: SQL = "register.\(identifier: table)"
        if try tried(connection, { try connection.execute("UPDATE \(name) SET id = id") }) { merged += 1 }
      }
      #expect(merged > WriteKindTests.tables.count / 2, "\(merged) of \(WriteKindTests.tables.count)")
    }
  }

  /// A row that went because another did would need an entry of its own, and there is none that goes so.
  @Test func noRowGoesBecauseAnotherDoes() throws {
    let cascades = try TestDatabase.connect().table(
      "SELECT conname FROM pg_constraint WHERE contype = 'f' AND (confdeltype <> 'a' OR confupdtype <> 'a')")
    #expect(cascades.rows == [])
  }

  @Test func whatIsUndoneIsNotLogged() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      let before = try newest(connection)
      try connection.execute(
        script: """
          INSERT INTO register.person (name) VALUES ('Kept'); SAVEPOINT one; INSERT INTO register.person (name) VALUES ('Undone');
          ROLLBACK TO one; SAVEPOINT two; INSERT INTO register.person (name) VALUES ('Kept, too'); RELEASE two
          """)
      let names = try connection.table(
        "SELECT image ->> 'name' FROM audit.entry WHERE seq > \(before) ORDER BY seq"
      ).rows
      #expect(names == [["Kept"], ["Kept, too"]])
    }
  }

  @Test(.register) func whatIsPreparedIsLoggedOnceItIsCommitted() throws {
    let (connection, other) = (try TestDatabase.connect(), try TestDatabase.connect())
    for (number, end) in ["COMMIT", "ROLLBACK"].enumerated() {
      let name = "\(try connection.value("SELECT current_database()", as: String.self) ?? "")_\(number)"
      let before = try newest(connection)
      try connection.execute(
        script: """
          BEGIN; SET LOCAL clause6.reason = 'in two steps'; INSERT INTO register.person (name) VALUES ('Prepared'); PREPARE TRANSACTION '\(name)'
          """)
      #expect(try newest(other) == before)
      try other.execute("SELECT * FROM audit.seal()")
      try other.execute(script: "\(end) PREPARED '\(name)'")
      #expect(try written("person", after: before, other).count == (end == "COMMIT" ? 1 : 0))
      try other.execute("SELECT * FROM audit.seal()")
      #expect(try other.historyProblems() == [])
    }
  }
}
