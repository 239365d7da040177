import Clause6
import Postgres
import TestSupport
import Testing

/// Rules that fail, that would write, and checks that meet.
@Suite struct CheckFailureTests {
  private let noted = Rule.everyContract + " WHERE note IS NOT NULL"

  /// A register with one contract that every sample rule finds, checked once by two rules.
  private func checkedOnce() throws -> Connection {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    let rules = try [Rule.sample("troubled", select: noted), Rule.sample("sound", select: noted)]
    _ = try connection.check(rules, on: .iso("2020-01-01"), as: .test)
    return connection
  }

  @Test(
    .register,
    arguments: [
      ("WHERE 1 / (id - 10) > 0", "division by zero"),
      (
        "WHERE pg_sleep(30) IS NULL",
        "canceling statement due to statement timeout: it may take 1 s in a register of this size, by \"-- limit:\" in its file"
      ),
      ("WHERE colour = 'blue'", "troubled.sql line 10: column \"colour\" does not exist"),
      (
        ", generate_series(1, 2)", "A rule has one finding for a subject and key: two rows of its answer have the same."
      ),
    ])
  func aRuleThatFailsResolvesNothingAndTheOthersGoOn(trouble: String, sentence: String) throws {
    let connection = try checkedOnce()
    try connection.register(
      """
      UPDATE register.contract SET note = NULL;
      INSERT INTO register.contract (id, reference, note) VALUES (11, 'C-11', 'second');
      """)
    let rules = try [
      Rule.sample("troubled", version: 2, select: Rule.everyContract + "\n" + trouble),
      Rule.sample("sound", select: noted),
    ]
    let result = try connection.check(rules, on: .iso("2020-01-02"), as: .test, CheckOptions(seconds: 1))
    #expect(result.isIncomplete)
    #expect(result.rules[0].error?.hasPrefix(sentence) == true, "\(result.rules[0].error ?? "no error")")
    #expect(result.rules[0].open == 1 && result.rules[0].resolved == 0)
    #expect(result.rules[1].error == nil && result.rules[1].resolved == 1 && result.rules[1].opened == 1)
    let kept = try connection.table(
      "SELECT rule, subject_id, state, version FROM facts.finding('2099-12-31') ORDER BY rule, subject_id"
    ).rows
    #expect(
      kept == [["sound", "10", "resolved", "1"], ["sound", "11", "open", "1"], ["troubled", "10", "open", "1"]])
    let recorded: SQL = "SELECT error FROM register.check_rule WHERE error IS NOT NULL"
    #expect(try connection.value(recorded) == result.rules[0].error)
  }

  /// What is found goes to the server in pieces, before anybody knows whether the rule will give an answer.
  @Test(.register) func whatAFailingRuleFoundInPiecesIsKeptByNoRule() throws {
    let connection = try TestDatabase.connect()
    try connection.register(
      "INSERT INTO register.contract (reference, note) SELECT 'C-' || n, 'noted' FROM generate_series(1, 1200) n")
    let twice = try Rule.sample(
      "troubled", select: Rule.everyContract + ", generate_series(1, 1 + (id = 1200)::integer)")
    let sound = try Rule.sample("sound", select: noted)
    let first = try connection.check([twice, sound], on: .iso("2020-01-01"), as: .test)
    #expect(first.rules.map { $0.error == nil } == [false, true])
    #expect(first.rules.map(\.opened) == [0, 1200] && first.rules.map(\.open) == [0, 1200])
    let kept: SQL = """
      SELECT rule, count(*), count(*) FILTER (WHERE resolved_check_id IS NOT NULL) FROM register.finding GROUP BY rule ORDER BY rule
      """
    #expect(try connection.table(kept).rows == [["sound", "1200", "0"]])

    try connection.register("UPDATE register.contract SET note = NULL WHERE id > 10")
    let other = try Rule.sample("other", select: noted)
    let held = try connection.check([sound, other], on: .iso("2020-01-02"), as: .test)
    #expect(held.rules.map(\.outcome) == [.held, .done])
    #expect(try connection.table(kept).rows == [["other", "10", "0"], ["sound", "1200", "0"]])
    let released = try connection.check(
      [sound, other], on: .iso("2020-01-02"), as: .test, CheckOptions(allowMassResolve: true))
    #expect(released.rules.map(\.resolved) == [1190, 0])
    #expect(try connection.table(kept).rows == [["other", "10", "0"], ["sound", "1200", "1190"]])
    #expect(try connection.historyProblems() == [])
  }

  @Test(
    .register,
    arguments: [
      ("nextval('register.contract_id_seq') > 0", "cannot execute nextval() in a read-only transaction"),
      ("setval('register.contract_id_seq', 7) > 0", "cannot execute setval() in a read-only transaction"),
      ("renamed(id)", "cannot execute UPDATE in a read-only transaction"),
      (
        "set_config('transaction_read_only', 'off', false) = 'off'",
        "cannot set transaction read-write mode inside a read-only transaction"
      ),
      // Ends the rule's own parenthesis to write beside it.
      (
        "true), forged AS (INSERT INTO register.person (name) VALUES ('forged') RETURNING id",
        "cannot execute SELECT in a read-only transaction"
      ),
      (
        "EXISTS (WITH gone AS (DELETE FROM register.contract RETURNING id) SELECT FROM gone)",
        "WITH clause containing a data-modifying statement must be at the top level"
      ),
    ])
  func aRuleCannotWrite(condition: String, sentence: String) throws {
    let connection = try checkedOnce()
    try connection.execute(
      script: """
        CREATE FUNCTION register.renamed(contract bigint) RETURNS boolean LANGUAGE sql AS
          'UPDATE register.contract SET title = ''renamed'' WHERE id = $1 RETURNING true'
        """)
    let contracts: SQL = "SELECT c.xmin, c.ctid, s.last_value FROM register.contract c, register.contract_id_seq s"
    let before = try connection.table(contracts).rows
    let rule = try Rule.sample("writing", select: Rule.everyContract + " WHERE " + condition)
    let error = try connection.check([rule], on: .iso("2020-01-02"), as: .test).rules[0].error
    #expect(error?.contains(sentence) == true, "\(error ?? "no error")")
    #expect(try connection.table(contracts).rows == before)
    #expect(try connection.value("SELECT count(*) FROM register.person", as: Int.self) == 0)
  }

  @Test(.register) func whatARuleSetsIsUndoneBeforeAnythingIsWritten() throws {
    let connection = try checkedOnce()
    let rule = try Rule.sample(
      "setting",
      select: Rule.everyContract + """
         WHERE set_config('clause6.actor', 'somebody else', false) <> '' AND set_config('clause6.reason', 'a lie', false) <> ''
          AND set_config('search_path', 'pg_temp', false) <> '' AND set_config('role', 'pg_monitor', false) <> ''
        """)
    let result = try connection.check([rule], on: .iso("2020-01-02"), as: .test)
    #expect(result.rules[0].opened == 1 && result.rules[0].error == nil)
    #expect(try connection.value("SELECT count(*) FROM audit.entry WHERE actor = 'somebody else'", as: Int.self) == 0)
    let session: SQL = "SELECT concat_ws('/', current_setting('clause6.actor', true), current_user = session_user)"
    #expect(try connection.value(session, as: String.self) == "/t")
  }

  /// What a rule costs grows with the register, and so does how long it may take.
  @Test(.register) func aRuleMayTakeItsLimitForEachHundredThousandVendors() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.contract (id, reference, note) VALUES (10, 'C-10', 'first')")
    func opened(within time: String, header: String? = nil) throws -> Int {
      let rule = try Rule.sample(
        header: header, select: Rule.everyContract + " WHERE current_setting('statement_timeout') = '\(time)'")
      return try connection.planCheck([rule], on: .iso("2020-01-01")).rules[0].opened
    }
    #expect(try opened(within: "1min") == 1)
    try connection.execute(
      script: """
        ALTER TABLE register.vendor DISABLE TRIGGER ALL;
        INSERT INTO register.vendor (name, registered_by) SELECT 'Vendor ' || n, 'test' FROM generate_series(1, 100001) n
        """)
    #expect(try opened(within: "2min") == 1)
    // As long as a server can be told.
    #expect(try opened(within: "2147483s", header: "-- limit: \(Int.max)") == 1)
  }

  @Test(.register) func checksThatMeetMakeOneSetOfFindings() async throws {
    try TestDatabase.connect().register(
      "INSERT INTO register.contract (reference, note) SELECT 'C-' || n, 'noted' FROM generate_series(1, 50) n")
    let two = try RuleSet.shipped().named(["confidentiality-term-missing", "contract-end-unknown"])
    let rules = try [Rule.sample(select: noted)] + two
    let database = Database(TestDatabase.current, maximumConnections: 4)
    let opened = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 {
        group.addTask {
          try await database.withConnection {
            try $0.check(rules, on: .iso("2020-01-01"), as: .test).rules.reduce(0) { $0 + $1.opened }
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(opened.sorted() == [0, 0, 0, 150], "noted, without end and without term, each found by one check")
    let events: SQL = "SELECT what, count(*) FROM register.finding_event GROUP BY what"
    #expect(try TestDatabase.connect().table(events).rows == [["opened", "150"]])
    #expect(try TestDatabase.connect().value("SELECT count(*) FROM register.check_run", as: Int.self) == 4)
  }
}
