import Clause6
import Postgres
import TestSupport
import Testing

/// The register compared with its log: they agree, and what was done behind the log's back is found.
@Suite(.database(.oneOfEach), .serialized) struct HistoryTests {
  /// What is found after a script that runs with the triggers of a table off.
  private func problems(behind table: String, _ script: String) throws -> [HistoryProblem] {
    try problems(
      """
      ALTER TABLE register.\(table) DISABLE TRIGGER USER;
      \(script);
      ALTER TABLE register.\(table) ENABLE ALWAYS TRIGGER c6_insert, ENABLE ALWAYS TRIGGER c6_update,
        ENABLE ALWAYS TRIGGER c6_delete, ENABLE ALWAYS TRIGGER c6_truncate
      """)
  }

  private func problems(_ script: String) throws -> [HistoryProblem] {
    try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(script: script)
      return try connection.historyProblems()
    }
  }

  @Test func theRegisterAgreesWithItsLog() throws {
    #expect(try problems("") == [])
  }

  @Test func itStillAgreesAfterEveryKindOfChangeAndValue() throws {
    #expect(
      try problems(
        """
        UPDATE register.vendor SET note = E'森\\t"葵"\\\\ \\u2028', name = 'Ａｃｍｅ';
        INSERT INTO register.contract (reference, starts_on, value_amount, value_currency)
          VALUES ('C-9', '1900-01-01', 12345678901234567890.123456789000, 'JPY');
        UPDATE register.contract SET supersedes_id = 1 WHERE reference = 'C-9';
        DELETE FROM register.term; INSERT INTO register.term (id, contract_id, term_key, status) VALUES (1, 1, 'training', 'weak');
        SET LOCAL datestyle = 'SQL, DMY'; SET LOCAL timezone = 'Asia/Tokyo'; SET LOCAL extra_float_digits = -3;
        UPDATE register.engagement SET starts_on = '31/12/2025'
        """) == [])
  }

  @Test func aChangedRowIsFound() throws {
    #expect(
      try problems(behind: "vendor", "UPDATE register.vendor SET note = 'forged' WHERE id = 2") == [
        HistoryProblem(table: "vendor", id: "2", problem: "differs from its newest image in the log")
      ])
  }

  @Test func aRowThatWasSetBackToAnOlderStateIsFound() throws {
    let found = try problems(
      """
      UPDATE register.vendor SET note = 'recorded' WHERE id = 2; ALTER TABLE register.vendor DISABLE TRIGGER c6_update;
      UPDATE register.vendor SET note = NULL WHERE id = 2; ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_update
      """)
    #expect(found.map(\.id) == ["2"])
  }

  @Test func aRemovedRowIsFound() throws {
    #expect(
      try problems(behind: "term", "DELETE FROM register.term") == [
        HistoryProblem(table: "term", id: "1", problem: "is missing: the log has it")
      ])
  }

  @Test func anAddedRowIsFound() throws {
    #expect(
      try problems(behind: "person", "INSERT INTO register.person (id, name) VALUES (700, 'Forged')") == [
        HistoryProblem(table: "person", id: "700", problem: "was added behind the log's back")
      ])
  }

  @Test func aRowThatCameBackIsFound() throws {
    let found = try problems(
      """
      DELETE FROM register.term; ALTER TABLE register.term DISABLE TRIGGER c6_insert;
      INSERT INTO register.term (id, contract_id, term_key, status) VALUES (1, 1, 'confidentiality', 'present');
      ALTER TABLE register.term ENABLE ALWAYS TRIGGER c6_insert
      """)
    #expect(
      found == [HistoryProblem(table: "term", id: "1", problem: "is there although the log says it was removed")])
  }

  @Test(arguments: [
    (
      "ALTER TABLE register.vendor DISABLE TRIGGER c6_update", "vendor",
      "has a trigger that does not always fire: c6_update"
    ),
    (
      "ALTER TABLE register.vendor ENABLE TRIGGER c6_insert, ENABLE REPLICA TRIGGER c6_delete", "vendor",
      "has a trigger that does not always fire: c6_delete, c6_insert"
    ),
    ("DROP TRIGGER c6_insert ON register.vendor", "vendor", "lacks a trigger: c6_insert"),
    (
      """
      DROP TRIGGER c6_insert ON register.vendor; DROP TRIGGER c6_update ON register.vendor;
      DROP TRIGGER c6_delete ON register.vendor; DROP TRIGGER c6_truncate ON register.vendor
      """, "vendor", "has neither log nor guard"
    ),
    (
      """
      CREATE FUNCTION public.silent() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE OR REPLACE TRIGGER c6_update AFTER UPDATE ON register.vendor FOR EACH STATEMENT EXECUTE FUNCTION public.silent();
      ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_update
      """, "vendor", "has a trigger that does something else: c6_update"
    ),
    (
      "ALTER TABLE register.check_run DISABLE TRIGGER c6_keep", "check_run",
      "has a trigger that does not always fire: c6_keep"
    ),
    ("DROP TRIGGER c6_keep ON register.import_row", "import_row", "has neither log nor guard"),
    ("ALTER TABLE audit.outbox DISABLE TRIGGER c6_keep", "outbox", "has a trigger that does not always fire: c6_keep"),
    ("DROP TRIGGER c6_keep ON audit.migration", "migration", "has neither log nor guard"),
    ("CREATE TABLE register.bare (id bigint)", "bare", "has neither log nor guard"),
  ])
  func aLogOrGuardThatIsOffIsFound(script: String, table: String, problem: String) throws {
    #expect(try problems(script) == [HistoryProblem(table: table, id: nil, problem: problem)])
  }

  @Test func aTriggerOfTheUsersOwnIsNobodysBusiness() throws {
    #expect(
      try problems(
        """
        CREATE FUNCTION public.hello() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER hello BEFORE INSERT ON register.vendor FOR EACH ROW EXECUTE FUNCTION public.hello()
        """) == [])
  }
}
