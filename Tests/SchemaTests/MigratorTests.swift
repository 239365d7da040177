import Clause6
import Postgres
import TestSupport
import Testing

@testable import Schema

/// Bringing a database to the schema of the program.
@Suite struct MigratorTests {
  /// All that a migration could have changed, as text: objects with their definitions, and the log.
  private func fingerprint(_ connection: Connection) throws -> [[String?]] {
    try connection.table(
      """
      SELECT 'table', c.oid::text, c.relfilenode::text, c.xmin::text FROM pg_class c WHERE relnamespace::regnamespace::text !~ '^(pg_|information)'
      UNION ALL SELECT 'function', oid::text, prosrc, xmin::text FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^(pg_|information)'
      UNION ALL SELECT 'schema', oid::text, nspname, xmin::text FROM pg_namespace
      ORDER BY 1, 2
      """
    ).rows
  }

  private func entries(_ connection: Connection) throws -> Int {
    try connection.value("SELECT count(*) FROM audit.entry") ?? 0
  }

  /// The shipped files with one more, or with one replaced.
  private func files(with changed: SQLFile) -> [SQLFile] {
    SQLFile.all.filter { $0.path != changed.path } + [changed]
  }

  @Test(.emptyDatabase) func anEmptyDatabaseGetsEverythingInOrder() throws {
    let connection = try TestDatabase.connect()
    let before = try Migrator().status(connection)
    #expect(!before.isInitialised && !before.isCurrent && before.needsRebuild)
    var shown: [String] = []
    let status = try Migrator().migrate(connection, as: .test) { shown.append($0.path) }
    #expect(status.pending.map(\.version) == Array(1...SQLFile.inFolder("migrations").count))
    #expect(
      shown == ["migrations", "facts", "reports"].flatMap { SQLFile.inFolder($0).map(\.path) }
        + ["acts/known.sql", "known/facts.sql", "acts/part.sql", "part/facts.sql", "snapshot/facts.sql"])

    let after = try Migrator().status(connection)
    #expect(after.isInitialised && after.isCurrent)
    #expect(after.applied.map(\.name) == SQLFile.inFolder("migrations").map(\.name))
    let logged: SQL =
      "SELECT string_agg(key::text, ',' ORDER BY seq) FROM audit.entry WHERE op = 'S' AND reason = 'a test'"
    #expect(try connection.value(logged) == after.applied.map { "\($0.version)" }.joined(separator: ","))
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func aCurrentDatabaseIsLeftAlone() throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    let count = try entries(connection)
    let status = try Migrator().migrate(connection, as: .test) { file in
      Issue.record("\(file.path) was run again")
    }
    #expect(status.isCurrent)
    #expect(try fingerprint(connection) == before)
    #expect(try entries(connection) == count)
  }

  @Test(.emptyDatabase) func aRehearsalLeavesNothing() throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    var shown = 0
    try Migrator().migrate(connection, as: .test, rehearse: true) { _ in shown += 1 }
    #expect(shown > 10)
    #expect(try fingerprint(connection) == before)
    #expect(try !Migrator().status(connection).isInitialised)
  }

  @Test func aFileIsTheSameWhetherEmbeddedOrNot() {
    #expect(SQLFile.all.map { SQLFile(path: $0.path, text: $0.text) } == SQLFile.all)
  }

  @Test(.register) func anEditedMigrationIsRefused() throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    let file = SQLFile.inFolder("migrations")[1]
    let edited = Migrator(files: files(with: SQLFile(path: file.path, text: file.text + "\n")))
    #expect(Migrator().isCurrent(connection) && !edited.isCurrent(connection))
    #expect(try edited.status(connection).edited.map(\.name) == [file.name])
    #expect(
      throws: Clause6Error(
        "Migration \(file.name) was edited after it was applied to this database: "
          + "use the clause6 that applied it, or put its file back and write the change as a new migration.")
    ) {
      try edited.migrate(connection, as: .test)
    }
    #expect(try fingerprint(connection) == before)
  }

  @Test(.register) func aNewerDatabaseIsRefused() throws {
    let connection = try TestDatabase.connect()
    let newer = Migrator(files: files(with: SQLFile(path: "migrations/0900_later.sql", text: "SELECT 1")))
    try newer.migrate(connection, as: .test)
    #expect(
      throws: Clause6Error(
        "The database is newer than this program: it has migration 0900_later, which this clause6 does not know. "
          + "Use the newer clause6.")
    ) {
      try Migrator().migrate(connection, as: .test)
    }
    #expect(try newer.status(connection).isCurrent)
  }

  @Test(.register) func aNewMigrationIsAppliedAloneAndFactsAreRebuilt() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (reference, ends_on) VALUES ('C-1', '2026-03-31')")
    let migrator = Migrator(
      files: files(with: SQLFile(path: "migrations/0900_later.sql", text: "CREATE TABLE public.later (id bigint)")))
    var shown: [String] = []
    let status = try migrator.migrate(connection, as: .test) { shown.append($0.path) }
    #expect(status.pending.map(\.name) == ["0900_later"])
    #expect(shown.first == "migrations/0900_later.sql" && !shown.dropFirst().contains { $0.hasPrefix("migrations") })
    #expect(try connection.contracts(on: .iso("2026-04-01")).map(\.state) == [.lapsed])
  }

  /// What a migration says of the guards in the log must not be what somebody made of them.
  @Test(.register) func otherGuardsAreNotTakenOver() throws {
    let connection = try TestDatabase.connect()
    let later = """
      CREATE FUNCTION audit.later() RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
      REVOKE EXECUTE ON FUNCTION audit.later() FROM PUBLIC
      """
    let migrator = Migrator(files: files(with: SQLFile(path: "migrations/0900_later.sql", text: later)))
    let guarding = try connection.value("SELECT pg_get_functiondef('audit.refuse()'::regprocedure)", as: String.self)
    try connection.execute(
      script: "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    let error = #expect(throws: Clause6Error.self) { try migrator.migrate(connection, as: .test) }
    #expect(error?.message.hasPrefix("These functions are not what the last migration made: audit.refuse().") == true)
    try connection.execute(script: #require(guarding))
    try migrator.migrate(connection, as: .test)
    #expect(try connection.historyProblems() == [])
  }

  @Test(.register) func aChangedFactIsRebuilt() throws {
    let connection = try TestDatabase.connect()
    let file = SQLFile.at("facts/04_tier.sql")
    let louder = SQLFile(path: file.path, text: file.text.replacing("ARRAY['critical'", with: "ARRAY['CRITICAL'"))
    let migrator = Migrator(files: files(with: louder))
    #expect(try migrator.status(connection).needsRebuild)
    let count = try entries(connection)
    try migrator.migrate(connection, as: .test)
    #expect(try connection.value("SELECT facts.tier_of_rank(1)") == "CRITICAL")
    #expect(try migrator.status(connection).isCurrent)
    #expect(try entries(connection) == count, "a rebuild changes nothing that is recorded")
  }

  @Test(.register) func aRemovedFactIsGoneAfterTheRebuild() throws {
    let connection = try TestDatabase.connect()
    let migrator = Migrator(files: SQLFile.all.filter { $0.path != "reports/states.sql" })
    try migrator.migrate(connection, as: .test)
    #expect(
      try connection.reports().reports.map(\.name) == ReportNames.all.filter { $0 != "states" })
  }

  @Test(
    .register,
    arguments: [
      ("facts/99_broken.sql", "CREATE VIEW facts.broken AS SELECT colour FROM register.vendor"),
      ("migrations/0900_broken.sql", "CREATE TABLE register.half (id bigint); SELECT colour FROM register.vendor"),
    ])
  func aFileThatFailsChangesNothingAndIsNamed(path: String, text: String) throws {
    let connection = try TestDatabase.connect()
    let before = try fingerprint(connection)
    let migrator = Migrator(files: files(with: SQLFile(path: path, text: text)))
    #expect(throws: Clause6Error("\(path) failed, and nothing was changed: column \"colour\" does not exist.")) {
      try migrator.migrate(connection, as: .test)
    }
    #expect(try fingerprint(connection) == before)
    #expect(try Migrator().status(connection).isCurrent)
  }

  /// A check of some vendors must be told which rows of it belong to them.
  @Test(.register) func aTableThatNobodyPlacedIsRefused() throws {
    let connection = try TestDatabase.connect()
    let later = SQLFile(path: "migrations/0900_later.sql", text: "CREATE TABLE register.later (id bigint)")
    let error = #expect(throws: Clause6Error.self) {
      try Migrator(files: files(with: later)).migrate(connection, as: .test)
    }
    #expect(
      error?.message.contains(
        "acts/part.sql failed, and nothing was changed: Nobody said which rows of register.later matter to a check of some vendors"
      ) == true, "\(error?.message ?? "")")
    #expect(try Migrator().status(connection).isCurrent)
  }

  // MARK: What is not ours

  @Test(
    .register,
    arguments: [
      ("CREATE VIEW public.mine AS SELECT * FROM facts.contract(current_date)", "view mine"),
      ("CREATE MATERIALIZED VIEW public.mine AS SELECT * FROM facts.finding_event", "materialized view mine"),
      (
        "CREATE FUNCTION public.mine() RETURNS date LANGUAGE sql RETURN facts.as_of()", "function mine()"
      ),
      ("CREATE TABLE public.mine (id bigint, day date DEFAULT facts.as_of())", "table mine"),
      (
        "CREATE TABLE public.mine (id bigint, tier text CHECK (facts.tier_rank(tier) > 0))",
        "constraint mine_tier_check on table mine"
      ),
      (
        "CREATE TABLE public.mine (name text); CREATE INDEX ranked ON public.mine (facts.tier_rank(name))",
        "index ranked"
      ),
      ("CREATE TABLE public.mine (found facts.finding_event)", "table mine"),
    ])
  func whatOthersBuiltOnFactsIsNamedAndKept(script: String, object: String) throws {
    let connection = try TestDatabase.connect()
    try connection.execute(script: script)
    let before = try fingerprint(connection)
    let changed = SQLFile(path: "facts/99_more.sql", text: "SELECT 1")
    #expect(
      throws: Clause6Error(
        "Objects that are not clause6's depend on its schemas facts or reports, which every migration rebuilds: "
          + "\(object). Drop them, migrate, and create them again.")
    ) {
      try Migrator(files: files(with: changed)).migrate(connection, as: .test)
    }
    #expect(try fingerprint(connection) == before)
  }

  @Test(.register) func aSchemaOfTheUsersOwnIsLeftAlone() throws {
    let connection = try TestDatabase.connect()
    try connection.execute(
      script: """
        CREATE SCHEMA mine; CREATE TABLE mine.note AS SELECT 1 AS id, 'kept' AS text;
        CREATE VIEW mine.names AS SELECT name FROM register.vendor;
        CREATE FUNCTION mine.late() RETURNS date LANGUAGE plpgsql AS 'BEGIN RETURN facts.as_of(); END'
        """)
    try Migrator(files: files(with: SQLFile(path: "facts/99_more.sql", text: "SELECT 1"))).migrate(
      connection, as: .test)
    #expect(try connection.value("SELECT text FROM mine.note") == "kept")
    #expect(try connection.execute("SELECT * FROM mine.names") == 0)
    #expect(try connection.value("SELECT mine.late() = facts.as_of()") == true)
  }

  // MARK: Several at once

  @Test(.emptyDatabase) func migratorsThatMeetAllSucceed() async throws {
    let database = Database(TestDatabase.current, maximumConnections: 4)
    let pending = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 {
        group.addTask {
          try await database.withConnection { try Migrator().migrate($0, as: .test).pending.count }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(
      pending.sorted() == [0, 0, 0, SQLFile.inFolder("migrations").count], "one did it, three saw that it was done")
    #expect(try Migrator().status(TestDatabase.connect()).isCurrent)
  }
}
