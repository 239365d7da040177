import Clause6
import Postgres
import TestSupport
import Testing

/// Whose something is after a merger is worked out and not rewritten: every fact of every day is tried.
@Suite(.database(.oneOfEach), .serialized) struct MergerFactsTests {
  private static let dayBefore = CalendarDate.iso("2026-11-21")
  private static let day = CalendarDate.iso("2026-11-22")

  /// What each function of a day in `facts` says, by its name.
  private func facts(_ connection: Connection, on day: CalendarDate) throws -> [String: String] {
    let names = try connection.table(
      """
      SELECT proname::text FROM pg_proc WHERE pronamespace = 'facts'::regnamespace AND proretset
        AND proargtypes[0] = 'date'::regtype AND pronargs = 1 ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
    #expect(names.count > 40)
    return Dictionary(
      uniqueKeysWithValues: try names.map { name in
        let said = try connection.value(
          """
          SELECT coalesce(string_agg((to_jsonb(f) - 'merged_on')::text, E'\\n' ORDER BY to_jsonb(f)::text), '')
          FROM facts.\(identifier: name)(\(day)::date) f
          """, as: String.self)
        return (name, said ?? "")
      })
  }

  private func expectSame(_ facts: [String: String], _ others: [String: String]) {
    for (name, said) in facts.sorted(by: { $0.key < $1.key }) {
      #expect(said == others[name], "facts.\(name)")
    }
  }

  /// Two entries that have some of everything, in one group and under one contract.
  private static let seed = """
    SET LOCAL clause6.reason = 'a test';
    UPDATE register.vendor SET english_name = 'E' || id, country = 'JP', website = 'https://a.example', reading = 'ア',
      owner_id = coalesce(owner_id, (SELECT min(id) FROM register.person)) WHERE id IN (1, 2);
    INSERT INTO register.contract_vendor (contract_id, vendor_id, position)
    SELECT c.id, v.id, v.id FROM register.contract c, register.vendor v WHERE v.id IN (1, 2) ON CONFLICT DO NOTHING;
    INSERT INTO register.engagement (vendor_id, title, access) VALUES (1, 'only of the first', 'privileged'), (2, 'only of the second', 'none');
    INSERT INTO register.vendor_contact (vendor_id, name, role, phone) VALUES (2, 'Desk of the second', 'legal', '0312345678');
    INSERT INTO register.responsibility (vendor_id, standard, requirement, held_by, how, agreed_on) VALUES
      (1, 'PCI DSS', '12.9', 'vendor', NULL, NULL), (2, 'PCI DSS', '12.9', 'shared', 'x', '2026-01-01'), (2, 'PCI DSS', '3.5.1', 'us', NULL, NULL);
    UPDATE register.engagement SET public_purpose = 'x', public_fields = '{country,data,since,subcontractors}' WHERE vendor_id IN (1, 2);
    INSERT INTO register.review_schedule (vendor_id, anchor_on, from_on) VALUES (1, '2025-01-31', '2025-06-01'), (2, '2025-03-31', '2025-05-01')
      ON CONFLICT DO NOTHING;
    UPDATE register.vendor SET parent_id = 1 WHERE id = 3;
    UPDATE register.vendor SET parent_id = 2 WHERE id = 4;
    """

  private func merge(_ gone: Int, into kept: Int, _ body: (Connection) throws -> Void) throws {
    try TestDatabase.connect().rehearseRegister { connection throws in
      try connection.execute(script: MergerFactsTests.seed)
      try body(connection)
    }
  }

  @Test(arguments: [(1, 2), (2, 1)])
  func theDayBeforeIsAsItWas(gone: Int, kept: Int) throws {
    try merge(gone, into: kept) { connection throws in
      let before = try facts(connection, on: MergerFactsTests.dayBefore)
      _ = try connection.mergeVendor(gone, into: kept, on: MergerFactsTests.day)
      expectSame(before, try facts(connection, on: MergerFactsTests.dayBefore))
      #expect(try connection.historyProblems() == [])
    }
  }

  @Test(arguments: [(1, 2), (2, 1)])
  func fromTheDayOnAllIsAsIfItHadBeenRecordedOfTheOther(gone: Int, kept: Int) throws {
    try merge(gone, into: kept) { connection throws in
      _ = try connection.mergeVendor(gone, into: kept, on: MergerFactsTests.day)
      let derived = try facts(connection, on: MergerFactsTests.day)
      try connection.execute(script: MergerFactsTests.rewrite(gone, kept))
      expectSame(derived, try facts(connection, on: MergerFactsTests.day))
    }
  }

  /// Writes the other vendor into all that follows it, past every guard; what both have goes.
  private static func rewrite(_ gone: Int, _ kept: Int) -> String {
    """
    DO $$
    DECLARE reference record; row_id bigint;
    BEGIN
      FOR reference IN
        SELECT c.relname::text AS name, a.attname::text AS field FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
        WHERE f.contype = 'f' AND f.confrelid = 'register.vendor'::regclass AND a.attname <> 'merged_into_id'
          AND c.relname NOT IN ('finding', 'vendor_distinct', 'vendor_stage')
      LOOP
        EXECUTE format('ALTER TABLE register.%I DISABLE TRIGGER USER', reference.name);
        FOR row_id IN EXECUTE format('SELECT id FROM register.%I WHERE %I = \(gone)', reference.name, reference.field) LOOP
          BEGIN
            EXECUTE format('UPDATE register.%I SET %I = \(kept) WHERE id = $1', reference.name, reference.field) USING row_id;
          EXCEPTION WHEN unique_violation THEN
            EXECUTE format('DELETE FROM register.%I WHERE id = $1', reference.name) USING row_id;
          WHEN check_violation THEN
            EXECUTE format('UPDATE register.%I SET %I = NULL WHERE id = $1', reference.name, reference.field) USING row_id;
          END;
        END LOOP;
      END LOOP;
      -- A vendor's own schedule goes before one that comes along.
      DELETE FROM register.review_schedule WHERE id IN (
        SELECT key FROM audit.entry WHERE entity = 'review_schedule' AND (image ->> 'vendor_id')::bigint = \(gone))
        AND EXISTS (SELECT FROM audit.entry WHERE entity = 'review_schedule' AND (image ->> 'vendor_id')::bigint = \(kept) AND op = 'I');
    END $$
    """
  }

  @Test func dutiesStayApartForTheCompany() throws {
    let refusal = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister { connection throws in
        try connection.execute(
          script: """
            INSERT INTO register.person (id, name, login) VALUES (901, 'Mori', 'mori'), (902, 'Sato', 'sato');
            SELECT set_config('clause6.actor', 'mori', true);
            INSERT INTO register.vendor (id, name) VALUES (901, 'Registered by Mori');
            SELECT set_config('clause6.actor', 'sato', true);
            INSERT INTO register.vendor (id, name) VALUES (902, 'Registered by Sato');
            INSERT INTO register.assessment (id, vendor_id, questionnaire_id, started_on) VALUES (901, 902, 1, '2026-10-01');
            SELECT set_config('clause6.actor', 'mori', true)
            """)
        _ = try connection.mergeVendor(901, into: 902, on: MergerFactsTests.day)
        try connection.concludeAssessment(901, .reject, on: MergerFactsTests.day)
      }
    }
    #expect(refusal?.sentence == "Assessment 901 cannot be concluded by mori, who registered the vendor")
  }
}
