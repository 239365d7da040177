import Clause6
import Postgres
import TestSupport
import Testing

/// What the database refuses of evidence beyond the shape of a row.
@Suite(.register) struct EvidenceGuardTests {
  private static let setting = """
    INSERT INTO register.person (name) VALUES ('test'), ('Boss');
    INSERT INTO register.vendor (id, name) VALUES (1, 'Acme'), (2, 'Bolt');
    INSERT INTO register.engagement (id, vendor_id, title) VALUES (1, 1, 'payroll'), (2, 2, 'hosting');
    INSERT INTO register.evidence (id, vendor_id, kind) VALUES (1, 1, 'other'), (2, 2, 'other'), (3, 1, 'other');
    INSERT INTO register.evidence_file (evidence_id, sha256, size_bytes, file_name, media_type, stored)
      VALUES (1, repeat('a', 64), 1, 'a.pdf', 'application/pdf', 'folder');
    INSERT INTO register.evidence_reading (evidence_id, read_on) VALUES (1, '2026-02-01');
    """

  @Test(arguments: [
    (
      "INSERT INTO register.evidence (id, vendor_id, kind, replaces_id) VALUES (4, 2, 'other', 1)",
      "Evidence 1 speaks of another vendor, so this cannot replace it"
    ),
    (
      "INSERT INTO register.evidence_engagement (evidence_id, engagement_id) VALUES (1, 2)",
      "Evidence 1 speaks of another vendor than that of engagement 2"
    ),
    ("UPDATE register.evidence_reading SET read_on = '2026-01-01'", "Who read evidence 1 and when is not altered"),
    (
      "SELECT set_config('clause6.actor', 'Boss', true); UPDATE register.evidence_reading SET note = 'all well'",
      "What was found in evidence 1 is for its reader to say"
    ),
    ("UPDATE register.evidence_reading SET person_id = 2", "Who read evidence 1 and when is not altered"),
    ("UPDATE register.evidence_file SET sha256 = repeat('b', 64)", "File a.pdf of evidence 1 is not altered"),
    (
      """
      INSERT INTO register.evidence_file (evidence_id, sha256, size_bytes, file_name, media_type, stored)
        VALUES (1, repeat('b', 64), 1, 'b.pdf', 'application/pdf', 'folder')
      """, "Evidence 1 has been read, and a file that came later was not"
    ),
    (
      """
      INSERT INTO register.evidence_file (evidence_id, sha256, size_bytes, file_name, media_type, stored)
        VALUES (2, repeat('b', 64), 1, 'b.pdf', 'application/pdf', 'database')
      """, "The database does not hold the content of b.pdf"
    ),
    (
      """
      INSERT INTO register.evidence_content (sha256, part, bytes) VALUES (repeat('b', 64), 0, 'b');
      INSERT INTO register.evidence_file (evidence_id, sha256, size_bytes, file_name, media_type, stored)
        VALUES (2, repeat('b', 64), 1, 'b.pdf', 'application/pdf', 'database')
      """, "The database does not hold the content of b.pdf"
    ),
    ("INSERT INTO register.evidence_content (sha256, part, bytes) VALUES ('b', 0, 'b')", ""),
    ("INSERT INTO register.evidence_content (sha256, part, bytes) VALUES (repeat('b', 64), 256, 'b')", ""),
    (
      "INSERT INTO register.evidence_content (sha256, part, bytes) VALUES (repeat('b', 64), 0, convert_to(repeat('b', 1048577), 'UTF8'))",
      ""
    ),
  ])
  func isRefused(statement: String, sentence: String) throws {
    let error = #expect(throws: PostgresError.self) {
      try TestDatabase.connect().rehearseRegister { connection in
        try connection.execute(script: EvidenceGuardTests.setting + statement)
      }
    }
    // A constraint's sentence is its comment, which another test looks at.
    #expect(sentence.isEmpty ? error?.constraint?.hasPrefix("evidence_content_") == true : error?.sentence == sentence)
  }

  @Test func whoReadsIsWhoActs() throws {
    let reader = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: EvidenceGuardTests.setting
          + "INSERT INTO register.evidence_reading (evidence_id, person_id, read_on) VALUES (3, 2, '2026-02-01')")
      return try connection.value("SELECT read_by FROM facts.evidence_reading WHERE evidence_id = 3", as: String.self)
    }
    #expect(reader == "test")
  }
}
