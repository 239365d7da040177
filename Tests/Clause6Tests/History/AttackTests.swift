import Clause6
import Postgres
import Proof
import TestSupport
import Testing

/// What whoever owns the database could do to its history, and which check finds it. `docs/trust.md` has the same list.
@Suite(.register, .serialized) struct AttackTests {
  /// An attack, as the owner with the guards away, and what is found.
  struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let script: String
    /// Of each problem its table and number, without what was kept elsewhere; then with it.
    let found: Set<String>
    var foundWithKept: Set<String>?
    /// What follows from the log is made to follow from what became of it: whoever forges the one thinks of the other.
    var mendsVersions = true
    var testDescription: String { name }
  }

  /// Content, commitment and leaf anew, so that each entry agrees with itself.
  private static func rehash(_ condition: String) -> String {
    """
    UPDATE audit.log SET commitment = sha256(salt || coalesce(convert_to(image::text, 'UTF8'), '')) WHERE \(condition);
    UPDATE audit.log SET leaf = sha256('\\x00'::bytea || audit.entry_bytes(seq, at, known_at, tx, login, actor, reason, entity, key, op, commitment))
    WHERE \(condition)
    """
  }

  private static let last = "idx = (SELECT max(idx) FROM audit.log)"
  private static let ofAcme = "entity = 'vendor' AND op = 'I'"

  static let attacks: [Attack] = [
    Attack(
      name: "an old version is altered",
      script: "UPDATE audit.log SET image = replace(image::text, 'Acme', 'Evil')::json WHERE \(ofAcme)",
      found: ["log A"]),
    Attack(
      name: "who did it is altered", script: "UPDATE audit.log SET actor = 'sato' WHERE \(ofAcme)", found: ["log A"]),
    Attack(name: "why is altered", script: "UPDATE audit.log SET reason = 'another' WHERE \(ofAcme)", found: ["log A"]),
    Attack(
      name: "since when it was known is altered",
      script: "UPDATE audit.log SET known_at = known_at - interval '1 hour' WHERE \(ofAcme)", found: ["log A"]),
    Attack(
      name: "an entry is altered with all its hashes",
      script:
        "UPDATE audit.log SET image = replace(image::text, 'Acme', 'Evil')::json WHERE \(ofAcme); \(rehash(ofAcme))",
      found: ["checkpoint N"]),
    Attack(
      name: "an entry is taken out of the middle",
      script: "DELETE FROM audit.log WHERE \(ofAcme)", found: ["log A", "checkpoint N", "vendor 1"]),
    Attack(
      name: "the end is cut off", script: "DELETE FROM audit.log WHERE \(last)", found: ["checkpoint N", "vendor 1"]),
    Attack(
      name: "the end is cut off with its checkpoint, and the register set back",
      script: """
        DELETE FROM audit.log WHERE \(last); DELETE FROM audit.checkpoint; DELETE FROM audit.subtree;
        UPDATE register.vendor SET note = NULL
        """, found: [], foundWithKept: ["kept N"]),
    Attack(
      name: "two entries change places",
      script: """
        UPDATE audit.log SET idx = -1 WHERE \(last); UPDATE audit.log SET idx = idx + 1 WHERE idx = (SELECT max(idx) FROM audit.log);
        UPDATE audit.log SET idx = (SELECT max(idx) - 1 FROM audit.log) WHERE idx = -1
        """, found: ["checkpoint N", "vendor 1"]),
    Attack(
      name: "an entry is forged at the end before that is signed, which is not covered",
      script: """
        INSERT INTO audit.log (idx, seq, at, known_at, tx, login, actor, reason, entity, key, op, salt, image, commitment, leaf)
        SELECT idx + 1, seq + 1, at, known_at, tx, login, 'sato', reason, entity, key, op, salt, image, commitment, leaf FROM audit.log WHERE \(last);
        \(rehash(last))
        """, found: []),
    Attack(
      name: "content is gone without an erasure",
      script: "UPDATE audit.log SET image = NULL, salt = NULL WHERE \(ofAcme)", found: ["log A"]),
    Attack(
      name: "a kept root of leaves is altered",
      script: "UPDATE audit.subtree SET root = sha256('x') WHERE idx = 0", found: ["subtree 0"]),
    Attack(
      name: "a checkpoint is altered", script: "UPDATE audit.checkpoint SET root = sha256('x')", found: ["checkpoint N"]
    ),
    Attack(
      name: "a checkpoint of another key takes the place of the log's",
      script:
        "UPDATE audit.checkpoint SET note = regexp_replace(note, '([A-Za-z0-9+/]{8})[A-Za-z0-9+/]{8}([^ ]*)$', '\\1AAAAAAAA\\2')",
      found: ["checkpoint N"]),
    Attack(
      name: "a row is altered behind the log's back", script: "UPDATE register.vendor SET note = 'forged'",
      found: ["vendor 1"]),
    Attack(
      name: "what questions about the past are answered from is altered",
      script: "UPDATE version.vendor SET name = 'Evil'",
      found: ["version.vendor 1"], mendsVersions: false),
    Attack(
      name: "a version that was known is taken away", script: "DELETE FROM version.vendor WHERE to_idx IS NOT NULL",
      found: ["version.vendor 1"], mendsVersions: false),
    Attack(
      name: "the log goes on and the versions do not",
      script: "UPDATE audit.tree SET projected = projected - 1",
      found: ["version.vendor 1", "version.log -"], mendsVersions: false),
    Attack(
      name: "a guard is replaced by one that lets everything pass",
      script:
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
      found: ["audit.refuse() -"]),
    Attack(
      name: "everybody may write to the log", script: "GRANT INSERT ON audit.outbox TO PUBLIC",
      found: ["audit.outbox -"]),
    Attack(
      name: "the clock was set back for a change",
      script: """
        UPDATE audit.log SET at = at - interval '2 hours' WHERE \(last); \(rehash(last));
        DELETE FROM audit.checkpoint; DELETE FROM audit.subtree
        """, found: ["log -"], foundWithKept: ["log -", "kept N"]),
  ]

  /// One for all attacks, which share a log.
  private static let key = NoteSigningKey(name: "tsubame.example/clause6", kind: .signature)

  private static let guarded = ["audit.log", "audit.checkpoint", "audit.subtree", "register.vendor"]

  @Test(arguments: attacks) func isFound(attack: Attack) throws {
    let connection = try TestDatabase.connect()
    let key = try #require(AttackTests.key)
    if try connection.leafCount() == 0
      || connection.value("SELECT note IS NULL FROM register.vendor", as: Bool.self) != false
    {
      try connection.register("INSERT INTO register.vendor (name) VALUES ('Acme')")
      try connection.register("UPDATE register.vendor SET note = 'seen'")
    }
    let kept = try connection.seal(by: [key])
    let words = try names(connection)
    try connection.rehearseRegister { connection in
      for table in AttackTests.guarded { try connection.execute(script: "ALTER TABLE \(table) DISABLE TRIGGER USER") }
      try connection.execute(script: attack.script)
      if attack.mendsVersions { try connection.execute("SELECT audit.make_versions(true)") }
      for table in AttackTests.guarded { try connection.execute(script: "ALTER TABLE \(table) ENABLE TRIGGER USER") }
      // ALWAYS, as they were.
      let restore = try connection.value(
        """
        SELECT string_agg(format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', tgrelid::regclass, tgname), '; ') FROM pg_trigger
        WHERE NOT tgisinternal AND tgrelid = ANY (\(AttackTests.guarded)::regclass[])
        """, as: String.self)
      try connection.execute(script: restore ?? "")

      var verification = HistoryVerification(keys: [key.publicKey])
      let problems = try verification.run(on: connection)
      #expect(Set(problems.map { name($0, words) }) == attack.found, "\(problems)")
      var withKept = HistoryVerification(
        kept: [try .init(name: "kept", text: kept.note.description)], keys: [key.publicKey])
      let more = try withKept.run(on: connection)
      let expected =
        attack.foundWithKept
        ?? attack.found.union(
          attack.found.contains("checkpoint N") && !attack.name.contains("checkpoint") ? ["kept N"] : [])
      #expect(Set(more.map { name($0, words) }) == expected, "\(more)")
    }
  }

  /// What the numbers of one run are called in the list.
  private func names(_ connection: Connection) throws -> [String: String] {
    let acme = try connection.value("SELECT idx FROM audit.log WHERE entity = 'vendor' AND op = 'I'", as: Int.self) ?? 0
    let size = try connection.leafCount()
    return [
      "log \(acme)": "log A", "checkpoint \(size)": "checkpoint N", "kept \(size)": "kept N",
    ]
  }

  private func name(_ problem: HistoryProblem, _ words: [String: String]) -> String {
    let name = "\(problem.table) \(problem.id ?? "-")"
    return words[name] ?? name
  }
}
