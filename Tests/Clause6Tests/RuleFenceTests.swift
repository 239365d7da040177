import Clause6
import Postgres
import TestSupport
import Testing

/// 27 attacks of a rule that its author wrote to do harm, each as the login that such rules are run as.
@Suite struct RuleFenceTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What the rule's SELECT is followed by.
    let text: String
    /// Part of the sentence that refuses it.
    let refusal: String

    init(_ name: String, _ text: String, _ refusal: String) {
      testDescription = name
      self.text = text
      self.refusal = refusal
    }

    /// An attack by a function that the condition calls.
    static func call(_ name: String, _ expression: String, _ refusal: String) -> Attack {
      Attack(name, " WHERE (\(expression)) IS NOT NULL", refusal)
    }
  }

  static let attacks = [
    Attack("stacked statements", "; DELETE FROM register.contract", "syntax error"),
    Attack(
      "closing the wrapper", ") SELECT 1 FROM rule; DELETE FROM register.contract; WITH rule AS (SELECT 1",
      "cannot insert multiple commands"),
    Attack(
      "commit, then write", ") SELECT 1 FROM rule; COMMIT; DELETE FROM register.contract; WITH rule AS (SELECT 1",
      "cannot insert multiple commands"),
    Attack(
      "a CTE that writes", "), gone AS (DELETE FROM register.contract RETURNING id",
      "in a read-only transaction"),
    .call("read-write", "set_config('transaction_read_only', 'off', true)", "cannot set transaction read-write mode"),
    .call("another role", "set_config('role', 'postgres', true)", "permission denied to set role"),
    .call(
      "another session user", "set_config('session_authorization', 'postgres', true)",
      "permission denied to set session authorization"),
    .call(
      "dynamic SQL that writes", "query_to_xml('DELETE FROM register.contract RETURNING 1', true, false, '')",
      "DELETE is not allowed in a non-volatile function"),
    .call(
      "dynamic SQL that reads", "query_to_xml('SELECT * FROM audit.entry', true, false, '')",
      "permission denied for schema audit"),
    Attack(
      "a table it may not read", " WHERE EXISTS (SELECT FROM register.evidence_content)",
      "permission denied for table evidence_content"),
    Attack("passwords", " WHERE EXISTS (SELECT FROM pg_authid)", "permission denied for table pg_authid"),
    .call("server files", "pg_read_file('/etc/passwd')", "permission denied for function pg_read_file"),
    .call("importing a file", "lo_import('/etc/passwd')", "permission denied for function lo_import"),
    .call("a replication slot", "pg_create_physical_replication_slot('held')", "must be superuser or replication role"),
    .call("a sequence", "nextval('register.contract_id_seq')", "permission denied for sequence contract_id_seq"),
    .call(
      "ending others", "(SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'postgres')",
      "must be a superuser to terminate superuser process"),
    .call(
      "cancelling others", "(SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE usename = 'postgres')",
      "must be a superuser to cancel superuser query"),
    Attack("locking rows", " FOR UPDATE", "cannot execute SELECT FOR UPDATE in a read-only transaction"),
    .call("sleeping", "pg_sleep(60)", "statement timeout"),
    .call("no time limit", "set_config('statement_timeout', '0', true) || pg_sleep(60)", "statement timeout"),
    .call(
      "burning the processor",
      "(SELECT count(*) FROM generate_series(1, 1000) a, generate_series(1, 1000000) b, generate_series(1, 1000000) c)",
      "statement timeout"),
    .call(
      "filling the disk",
      "(SELECT count(*) FROM (SELECT repeat(md5(n::text), 30) AS t FROM generate_series(1, 100000000) n ORDER BY t) s)",
      ""),
    Attack(
      "a block", ") SELECT 1 FROM rule; DO $$ BEGIN DELETE FROM register.contract; END $$; WITH rule AS (SELECT 1",
      "cannot insert multiple commands"),
    Attack(
      "a program", ") SELECT 1 FROM rule; COPY (SELECT 1) TO PROGRAM 'touch /tmp/owned'; WITH rule AS (SELECT 1",
      "cannot insert multiple commands"),
    .call("a large object", "lo_create(0)", "permission denied for function lo_create"),
    .call("a lock of the session", "pg_advisory_lock(6000007)", "permission denied for function pg_advisory_lock"),
    .call("a notification", "pg_notify('clause6', 'owned')", "permission denied for function pg_notify"),
  ]

  /// A session of the login, for the database of the test.
  private func login(_ connection: Connection) throws -> Connection {
    try connection.createRulesLogin()
    return try Connection(connection.info.with(["user": Connection.rulesLogin]))
  }

  @Test(.register, arguments: attacks) func anAttackIsRefused(attack: Attack) throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    let reader = try login(connection)
    let state: SQL = """
      SELECT c.xmin, c.ctid, (SELECT last_value FROM register.contract_id_seq), (SELECT count(*) FROM pg_largeobject_metadata),
        (SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory') FROM register.contract c
      """
    let before = try connection.table(state).rows
    let rule = try Rule.sample(select: Rule.everyContract + attack.text)
    let outcome = try reader.planCheck([rule], on: .iso("2020-01-01"), CheckOptions(seconds: 1)).rules[0]
    #expect(outcome.outcome == .failed && outcome.opened == 0)
    #expect(outcome.error?.contains(attack.refusal) == true, "\(outcome.error ?? "no error")")
    #expect(try connection.table(state).rows == before)
    // The next rule finds the session as it should be.
    let sound = try reader.planCheck([Rule.sample("sound", select: Rule.everyContract)], on: .iso("2020-01-01"))
    #expect(sound.rules[0].opened == 1 && sound.rules[0].error == nil)
  }

  @Test func thereAreTwentySeven() { #expect(RuleFenceTests.attacks.count == 27) }

  @Test(.register) func whatALimitDoesNotCatchTheDiskDoes() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    let reader = try login(connection)
    let limit: SQL =
      "SELECT current_setting('temp_file_limit') || ' ' || current_setting('default_transaction_read_only')"
    #expect(try reader.value(limit) == "1GB on")
    #expect(throws: PostgresError.self) { try reader.execute("SET temp_file_limit = '100GB'") }
  }

  @Test(.register) func theShippedRulesRunAsTheLogin() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (reference, starts_on, ends_on) SELECT 'C-' || n, '2019-01-01', '2019-12-31' FROM generate_series(1, 5) n"
    )
    let rules = try RuleSet.shipped().rules
    let own = try connection.planCheck(rules, on: .iso("2020-01-01"))
    let fenced = try login(connection).planCheck(rules, on: .iso("2020-01-01"))
    #expect(fenced.rules.allSatisfy { $0.error == nil })
    #expect(own.open == fenced.open && !own.open.isEmpty)
    let kept = try connection.check(rules, on: .iso("2020-01-01"), as: .test, evaluator: try login(connection))
    #expect(kept.open == own.open)
  }

  @Test(.register) func everyFenceIsLookedAt() throws {
    let connection = try TestDatabase.connect()
    try connection.createRulesLogin()
    #expect(try connection.ruleFences().filter { !$0.holds } == [])
    let breaches: [(String, String, Int)] = [
      (
        "GRANT INSERT ON register.contract TO clause6_rules", "REVOKE INSERT ON register.contract FROM clause6_rules", 5
      ),
      (
        "GRANT SELECT ON register.evidence_content TO clause6_rules",
        "REVOKE SELECT ON register.evidence_content FROM clause6_rules", 5
      ),
      ("GRANT USAGE ON SCHEMA audit TO clause6_rules", "REVOKE USAGE ON SCHEMA audit FROM clause6_rules", 6),
      ("GRANT SELECT ON facts.history_entry TO clause6_rules", "SELECT 1", 6),
      ("GRANT SELECT ON known.log TO clause6_rules", "SELECT 1", 6),
      (
        "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
        "SELECT 1", 7
      ),
      ("REVOKE USAGE ON SCHEMA facts FROM clause6_rules", "SELECT 1", 4),
    ]
    let names = try connection.ruleFences().map(\.fence)
    for (breach, mend, place) in breaches {
      try connection.execute(script: breach)
      #expect(try connection.ruleFences().filter { !$0.holds }.map(\.fence) == [names[place - 1]], "\(breach)")
      try connection.execute(script: mend)
      try connection.createRulesLogin()
    }
    #expect(try connection.ruleFences().filter { !$0.holds } == [])
  }

  @Test(.register) func aMigrationKeepsWhatTheLoginMayRead() throws {
    let connection = try TestDatabase.connect()
    try connection.createRulesLogin()
    try connection.execute("UPDATE audit.rebuild SET fingerprint = 'other'")
    try Migrator().migrate(connection, as: .test)
    #expect(try connection.ruleFences().filter { !$0.holds } == [])
  }
}
