import Clause6
import Postgres
import TestSupport
import Testing

/// The append-only log: nothing changes without a reason, and no change is missing.
@Suite(.database(.oneOfEach), .serialized) struct AuditTests {
  /// One statement a kind of change, for each table that is tracked; rows of some are never removed.
  static let changes = registerChanges.merging(reminderChanges) { first, _ in first }
    .merging(doraChanges) { first, _ in first }

  private static let registerChanges: [String: (insert: String, update: String?, delete: String?)] = [
    "person": ("(name) VALUES ('Mori')", "name = 'Tanaka Aya' WHERE id = 1", "WHERE name = 'Mori'"),
    "vendor": ("(name) VALUES ('Cog')", "note = 'moved' WHERE id = 1", "WHERE name = 'Cog'"),
    "vendor_name": (
      "(vendor_id, kind, name) VALUES (1, 'former', 'Old')", "language = 'en' WHERE id = 1", "WHERE name = 'Old'"
    ),
    "vendor_contact": (
      "(vendor_id, name, role, email) VALUES (1, 'Ito', 'legal', 'ito@acme.example')", "language = 'ja' WHERE id = 1",
      "WHERE name = 'Ito'"
    ),
    "responsibility": (
      "(vendor_id, standard, requirement, held_by) VALUES (1, 'PCI DSS', '12.9', 'vendor')",
      "source = 'matrix' WHERE id = 1",
      "WHERE requirement = '12.9'"
    ),
    "vendor_stage": (
      "(vendor_id, stage, from_on) VALUES (2, 'proposed', '2026-04-01')", "withdrawn_by = 'x' WHERE id = 1", nil
    ),
    "vendor_identifier": (
      "(vendor_id, scheme, value) VALUES (1, 'duns', '123456789')", "until_on = '2026-03-31' WHERE id = 1",
      "WHERE scheme = 'duns'"
    ),
    "vendor_distinct": ("(vendor_id, other_id) VALUES (1, 3)", nil, nil),
    "engagement": ("(vendor_id, title) VALUES (1, 'hosting')", "tier = 'high' WHERE id = 1", "WHERE title = 'hosting'"),
    "contract": ("(reference) VALUES ('C-9')", "title = 'Payroll' WHERE id = 1", "WHERE reference = 'C-9'"),
    "contract_vendor": (
      "(contract_id, vendor_id, position) VALUES (1, 2, 2)", "position = 3 WHERE id = 1", "WHERE vendor_id = 2"
    ),
    "engagement_contract": (
      "(engagement_id, contract_id) VALUES (1, 2)", "contract_id = 1 WHERE id = 1", "WHERE contract_id = 2"
    ),
    "term": (
      "(contract_id, term_key, status) VALUES (1, 'training', 'weak')", "status = 'weak' WHERE id = 1",
      "WHERE term_key = 'training'"
    ),
    "engagement_data": (
      "(engagement_id, data_class) VALUES (1, 'card')", "data_class = 'sensitive' WHERE id = 1",
      "WHERE data_class = 'card'"
    ),
    "engagement_place": (
      "(engagement_id, country, what) VALUES (1, 'AU', 'storage')", "note = 'Tokyo' WHERE id = 1",
      "WHERE country = 'AU'"
    ),
    "engagement_condition": (
      "(engagement_id, condition_key) VALUES (1, 'nis2_scope')", "until_on = '2027-03-31' WHERE id = 1",
      "WHERE condition_key = 'nis2_scope'"
    ),
    "tier_override": (
      """
      (engagement_id, tier, reason, requested_on, requested_by, requested_by_id, starts_on, ends_on)
      VALUES (1, 'low', 'x', '2026-11-02', 'tanaka', 1, '2026-11-02', '2027-01-01')
      """, "withdrawn_on = '2026-11-05' WHERE id = 1", nil
    ),
    "unit_limit": (
      "(login, unit) VALUES ('mori', 'Cargo')", "unit = 'Passengers' WHERE id = 1", "WHERE login = 'mori'"
    ),
    "erasure": (
      """
      (entity, key, reason, requested_on, requested_by, requested_by_id)
      VALUES ('vendor_contact', 1, 'x', '2026-11-02', 'tanaka', 1)
      """, "withdrawn_on = '2026-11-05' WHERE id = 1", nil
    ),
    "reference": (
      "(source, kind, name) VALUES ('payees', 'payee', 'Zeta')", "unit = 'x' WHERE name = 'Zeta'", "WHERE name = 'Zeta'"
    ),
    "regime_choice": (
      "(regime_key, from_on, followed) VALUES ('jal-6', '2026-01-01', false)",
      "followed = true WHERE regime_key = 'jal-6'",
      "WHERE regime_key = 'jal-6'"
    ),
    "evidence": ("(vendor_id, kind) VALUES (2, 'policy')", "note = 'seen' WHERE id = 1", nil),
    "evidence_engagement": (
      "(evidence_id, engagement_id) VALUES (3, 1)", "engagement_id = 1 WHERE id = 1", "WHERE evidence_id = 3"
    ),
    "evidence_file": (
      """
      (evidence_id, sha256, size_bytes, file_name, media_type, stored)
      VALUES (3, repeat('c', 64), 1, 'c.pdf', 'application/pdf', 'folder')
      """, "media_type = 'text/plain' WHERE id = 1", "WHERE evidence_id = 3"
    ),
    "evidence_reading": (
      "(evidence_id, person_id, read_on) VALUES (1, 1, '2026-02-02')", "note = note WHERE id = 1", nil
    ),
    "review_schedule": (
      "(vendor_id, anchor_on, from_on) VALUES (2, '2026-01-01', '2026-01-01')", "months = 6 WHERE id = 1",
      "WHERE vendor_id = 2"
    ),
    "review": (
      "(vendor_id, due_on, started_on, reviewer_id) VALUES (2, '2026-01-01', '2026-01-01', 1)",
      "note = 'seen' WHERE id = 2", "WHERE vendor_id = 2"
    ),
    "review_move": (
      "(vendor_id, due_on, moved_to_on, moved_on, reason) VALUES (2, '2027-01-01', '2027-01-02', '2026-01-01', 'x')",
      nil, nil
    ),
    "waiver": (
      """
      (rule, engagement_id, reason, requested_on, starts_on, ends_on)
      VALUES ('gate-terms', 1, 'x', '2026-01-01', '2026-01-01', '2026-02-01')
      """, "withdrawn_on = '2026-11-05' WHERE id = 1", nil
    ),
    "activation": (
      "(engagement_id, activated_on, gate) VALUES (1, '2026-05-01', '{}')", nil, nil
    ),
    "subcontractor": (
      "(vendor_id, name) VALUES (1, 'Shallow')", "note = 'seen' WHERE id = 1", nil
    ),
    "incident": (
      "(vendor_id, title, severity, told_at) VALUES (1, 'fire', 'high', '2026-02-03 00:00+00')",
      "note = 'seen' WHERE id = 1", nil
    ),
    "offboarding": (
      "(vendor_id, ended_on) VALUES (1, '2026-02-28')", "note = 'seen' WHERE id = 1", nil
    ),
    "assessment": (
      "(vendor_id, questionnaire_id, started_on, started_by, assessor_id) VALUES (1, 2, '2026-01-01', 'x', 1)",
      "note = 'soon' WHERE id = 1", "WHERE vendor_id = 1"
    ),
    "answer": (
      """
      (assessment_id, criterion_id, questionnaire_id, value, answered_on, answered_by)
      SELECT 1, id, 2, 'so', '2026-01-03', 'x' FROM register.criterion WHERE key = 'Q4'
      """, "comment = 'seen' WHERE id = 1", "WHERE value = 'so'"
    ),
    "assessment_condition": (
      "(assessment_id, position, text, due_on) VALUES (1, 1, 'do', '2026-03-31')", "note = 'asked' WHERE id = 1",
      "WHERE assessment_id = 1"
    ),
    "assessment_waiver": (
      """
      (assessment_id, criterion_id, questionnaire_id, waived_on, ends_on, waived_by_id, reason)
      SELECT 1, id, 2, '2026-02-01', '2026-07-31', 1, 'known' FROM register.criterion WHERE key = 'Q3'
      """, "ends_on = '2026-05-31' WHERE id = 1", "WHERE ends_on = '2026-07-31'"
    ),
    "calendar": (
      "(name, title, source, covers_from_on, covers_until_on) VALUES ('X', 'X', 'x', '2026-01-01', '2026-12-31')",
      "published_on = '2026-02-02' WHERE name = 'X'", "WHERE name = 'X'"
    ),
    "calendar_closure": (
      "(calendar_id, closed_on, name) VALUES (1, '2026-08-14', 'works outing')",
      "name = 'outing' WHERE calendar_id = 1", "WHERE calendar_id = 1"
    ),
    "rule_setting": (
      "(rule, name, value) VALUES ('contract-lapsed', 'severity', 'low')",
      "value = 'high' WHERE rule = 'contract-lapsed'",
      "WHERE rule = 'contract-lapsed'"
    ),
    "finding_act": (
      "(finding_id, what, text, acted_on) VALUES (1, 'commented', 'seen', '2026-05-01')", nil, nil
    ),
    "finding": (
      """
      (rule, subject, subject_id, severity, reason, rule_revision_id, opened_check_id, changed_check_id)
      SELECT 'sample', 'contract', 1, 'high', 'x', max(r.id), max(c.id), max(c.id) FROM register.rule_revision r, register.check_run c
      """, "severity = 'low' WHERE rule = 'sample'", "WHERE rule = 'sample'"
    ),
  ]

  private static let foundations = """
    INSERT INTO register.rule_revision (rule, version, sha256, title, subject, params, source)
      VALUES ('sample', 1, '', '', 'contract', '{}', '');
    -- There is one policy.
    DELETE FROM register.reminder_policy;
    INSERT INTO register.reminder (kind, subject_id, due_on, step, audience, days, fires_at, planned_at, state, reference)
      VALUES ('notice', 8, '2026-04-30', 'owner -30', 'owner', -30, now(), now(), 'pending', 'C');
    INSERT INTO register.delivery (channel, slot, slot_on, next_at) VALUES ('webhook:y', 'founded', '2026-04-01', now());
    -- Some acts need a person who answers for them.
    SET LOCAL clause6.actor = 'tanaka';
    INSERT INTO register.check_run (as_of, actor, reason) VALUES ('2020-01-01', 'test', 'a test')
    """

  private struct Entry: Decodable, Equatable {
    let op: String
    let actor: String
    let reason: String
    let login: String
    let isNewest: Bool
  }

  /// The entries of a table since a number, each with whether its image is the row as it stands (or the row is gone).
  private func entries(_ table: String, after seq: Int, _ connection: Connection) throws -> [Entry] {
    try connection.rows(
      """
      SELECT o.op, o.actor, o.reason, o.login,
        CASE WHEN o.op = 'D' THEN x.id IS NULL AND o.image IS NULL ELSE o.image::jsonb = to_jsonb(x) END AS is_newest
      FROM audit.entry o LEFT JOIN register.\(identifier: table) x ON x.id = o.key
      WHERE o.entity = \(table) AND o.seq > \(seq) ORDER BY o.seq
      """)
  }

  private func newest(_ connection: Connection) throws -> Int {
    try connection.value("SELECT max(seq) FROM audit.entry") ?? 0
  }

  @Test func everyTrackedTableIsAmongThese() throws {
    let tracked = try TestDatabase.connect().table(
      """
      SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
      WHERE tgname = 'c6_update' AND relnamespace = 'register'::regnamespace ORDER BY relname
      """)
    #expect(tracked.rows.compactMap { $0[0] } == AuditTests.changes.keys.sorted())
  }

  @Test(arguments: changes.keys.sorted(), ["origin", "replica"])
  func everyChangeIsLogged(table: String, role: String) throws {
    let change = try #require(AuditTests.changes[table])
    let connection = try TestDatabase.connect()
    try connection.rehearse { connection in
      try connection.act(as: Authorship(actor: "tanaka", reason: "because"))
      try connection.execute(script: AuditTests.foundations)
      // A replica does not fire ordinary triggers, and any superuser may call a session one.
      try connection.execute(script: "SET LOCAL session_replication_role = '\(role)'")
      let statements =
        [("I", "INSERT INTO register.\(table) \(change.insert)")]
        + (change.update.map { [("U", "UPDATE register.\(table) SET \($0)")] } ?? [])
        + (change.delete.map { [("D", "DELETE FROM register.\(table) \($0)")] } ?? [])
      for (op, statement) in statements {
        let before = try newest(connection)
        #expect(try connection.execute(SQL(verbatim: statement)) == 1)
        let entry = Entry(op: op, actor: "tanaka", reason: "because", login: "postgres", isNewest: true)
        #expect(try entries(table, after: before, connection) == [entry], "\(statement)")
      }
    }
  }

  @Test(arguments: changes.keys.sorted())
  func nothingIsWrittenWithoutAReason(table: String) throws {
    let change = try #require(AuditTests.changes[table])
    let connection = try TestDatabase.connect()
    let before = try newest(connection)
    let statements =
      ["INSERT INTO register.\(table) \(change.insert)"]
      + (change.update.map { ["UPDATE register.\(table) SET \($0)"] } ?? [])
    for statement in statements {
      for reason in ["", "SET LOCAL clause6.reason = '';"] {
        let error = #expect(throws: PostgresError.self) {
          try connection.rehearse {
            try $0.execute(script: AuditTests.foundations)
            try $0.execute(script: "\(reason) \(statement)")
          }
        }
        #expect(error?.sqlState == "22004")
        #expect(error?.sentence == "A change of the register needs a reason, and none was given")
      }
    }
    #expect(throws: PostgresError.self) { try connection.execute(script: "DELETE FROM register.\(table) WHERE false") }
    #expect(try newest(connection) == before)
  }

  @Test(.register) func theReasonEndsWithItsTransaction() throws {
    let connection = try TestDatabase.connect()
    try connection.register("INSERT INTO register.person (name) VALUES ('Mori')")
    let error = #expect(throws: PostgresError.self) {
      try connection.execute("INSERT INTO register.person (name) VALUES ('Abe')")
    }
    #expect(error?.sqlState == "22004")
    #expect(try connection.value("SELECT count(*) FROM register.person", as: Int.self) == 1)
  }

  @Test func withoutAnActorTheLoginActs() throws {
    try TestDatabase.connect().rehearse { connection in
      let before = try newest(connection)
      try connection.execute(
        script: "SET LOCAL clause6.reason = 'by hand'; INSERT INTO register.person (name) VALUES ('Mori')")
      let entry = Entry(op: "I", actor: "postgres", reason: "by hand", login: "postgres", isNewest: true)
      #expect(try entries("person", after: before, connection) == [entry])
    }
  }

  @Test(arguments: [
    ("INSERT INTO register.person (name) SELECT 'n' || n FROM generate_series(1, 3) n", ["I", "I", "I"]),
    (
      """
      INSERT INTO register.person (id, name) VALUES (1, 'Tanaka Aya'), (1007, 'Mori')
      ON CONFLICT (id) DO UPDATE SET name = excluded.name
      """, ["I", "U"]
    ),
    ("INSERT INTO register.person (id, name) VALUES (1, 'Tanaka Aya') ON CONFLICT DO NOTHING", []),
    ("UPDATE register.person SET name = 'nobody' WHERE id = 99", []),
    (
      """
      WITH moved AS (UPDATE register.person SET name = 'Tanaka Aya' WHERE id = 1 RETURNING id)
      INSERT INTO register.person (name) SELECT 'child of ' || id FROM moved
      """, ["I", "U"]
    ),
    (
      """
      CREATE FUNCTION pg_temp.add_two() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO register.person (name) VALUES ('Abe'); INSERT INTO register.person (name) VALUES ('Oka'); END $$;
      SELECT pg_temp.add_two()
      """, ["I", "I"]
    ),
  ])
  func howeverAChangeIsMadeItIsLoggedRowByRow(statement: String, ops: [String]) throws {
    try TestDatabase.connect().rehearseRegister { connection in
      let before = try newest(connection)
      try connection.execute(script: statement)
      let logged = try entries("person", after: before, connection)
      #expect(logged.map(\.op).sorted() == ops)
      #expect(logged.allSatisfy { $0.isNewest })
    }
  }

  @Test func aCopyIsLoggedRowByRow() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      let before = try newest(connection)
      try connection.copyIn("COPY register.person (name, email) FROM STDIN") { writer in
        try writer.write(row: ["森 \"葵\"\\\n", nil])
        try writer.write(row: ["Oka", "oka@tsubame.example"])
      }
      let logged = try entries("person", after: before, connection)
      #expect(logged.map(\.op) == ["I", "I"] && logged.allSatisfy { $0.isNewest })
    }
  }

  @Test func aRemovalOfSeveralTablesAtOnceIsLoggedInEach() throws {
    try TestDatabase.connect().rehearseRegister { connection in
      let before = try newest(connection)
      try connection.execute(
        script: """
          WITH links AS (DELETE FROM register.contract_vendor RETURNING contract_id),
            work AS (DELETE FROM register.engagement_contract RETURNING contract_id), terms AS (DELETE FROM register.term),
            uses AS (DELETE FROM register.dora_use), services AS (DELETE FROM register.dora_service),
            lists AS (DELETE FROM register.dora_contract), signed AS (DELETE FROM register.dora_signature),
            behind AS (DELETE FROM register.dora_link)
          DELETE FROM register.contract WHERE id = 1
          """)
      for table in ["contract_vendor", "engagement_contract", "term", "contract"] {
        #expect(try entries(table, after: before, connection).map(\.op) == ["D"], "\(table)")
      }
    }
  }

  @Test func whatASavepointUndidIsNotLogged() throws {
    struct Undo: Error {}
    try TestDatabase.connect().rehearseRegister { connection in
      let before = try newest(connection)
      #expect(throws: Undo.self) {
        try connection.savepoint {
          try connection.execute("INSERT INTO register.person (name) VALUES ('Mori')")
          throw Undo()
        }
      }
      try connection.execute("INSERT INTO register.person (name) VALUES ('Abe')")
      #expect(try entries("person", after: before, connection).count == 1)
    }
  }

  @Test(
    arguments: [
      "UPDATE audit.outbox SET reason = 'another'", "DELETE FROM audit.log",
      "UPDATE audit.checkpoint SET note = ''", "DELETE FROM audit.subtree", "TRUNCATE audit.log",
      "TRUNCATE audit.outbox",
      "UPDATE audit.migration SET sha256 = ''", "DELETE FROM audit.migration WHERE false", "TRUNCATE audit.migration",
      "TRUNCATE register.person CASCADE", "TRUNCATE register.term", "TRUNCATE register.finding CASCADE",
      "DELETE FROM register.check_run", "UPDATE register.rule_revision SET source = ''",
      "DELETE FROM register.import_row",
      "UPDATE register.finding_event SET what = 'resolved'", "DELETE FROM register.check_rule",
      "TRUNCATE register.import_run CASCADE",
    ], ["origin", "replica"])
  func whatWouldRemoveHistoryIsRefused(statement: String, role: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister {
        try $0.execute(script: "SET LOCAL session_replication_role = '\(role)'; \(statement)")
      }
    }
    #expect(error?.sqlState == "42501")
    #expect(error?.sentence.hasSuffix("is refused: a register remembers") == true)
  }

  @Test func anEntryIsNumberedByTheServerAlone() throws {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().execute(
        """
        INSERT INTO audit.outbox (seq, actor, reason, entity, key, op) VALUES (1, 'x', 'x', 'person', 1, 'D')
        """)
    }
    #expect(error?.sqlState == "428C9")
  }
}
