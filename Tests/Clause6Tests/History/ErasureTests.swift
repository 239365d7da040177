import Clause6
import Foundation
import Postgres
import Proof
import TestSupport
import Testing

/// Personal data goes from everywhere, and everything that was proven stays proven.
@Suite struct ErasureTests {
  private static let words = ["天城 真尋", "mahiro.amagi@tsubame.example", "mahiro"]
  private static let people =
    "name,email,login\n天城 真尋,mahiro.amagi@tsubame.example,mahiro\nMori,mori@tsubame.example,\n"
  private static let contracts = "No,Owner\nC-1,mahiro.amagi@tsubame.example\nC-2,mori@tsubame.example\n"

  private func take(_ noun: String, _ text: String, _ connection: Connection) throws {
    let path = try temporaryFile(Array(text.utf8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let yaml =
      noun == "person"
      ? "clause6: mapping/1\nnoun: person\nsource: hr\nfields:\n  name: name\n  email: email\n  login: login\n"
      : "clause6: mapping/1\nnoun: contract\nsource: desk\nfields:\n  reference: No\n  owner: Owner\n"
    let mapping = try Mapping(yaml: yaml, path: "mapping.yaml", termKeys: [])
    _ = try ListImport(file: path, mapping: mapping).run(on: connection, as: .test)
  }

  /// Somebody of two files, a mail and a log, who has left; and those who ask and approve.
  private func leaver(_ connection: Connection) throws -> Int {
    try take("person", ErasureTests.people, connection)
    try take("contract", ErasureTests.contracts, connection)
    let id = try connection.registeredPerson(called: "mahiro")
    try connection.register(
      """
      INSERT INTO register.person (name) VALUES ('asker'), ('decider');
      UPDATE register.contract SET owner_id = (SELECT id FROM register.person WHERE name = 'Mori');
      INSERT INTO register.delivery (id, channel, person_id, slot, slot_on, next_at) VALUES (1, 'mail', \(id), 's', '2026-04-01', '2026-04-01 00:00Z');
      INSERT INTO register.delivery_message (delivery_id, message_id, address, body, sha256, made_at)
      SELECT 1, 'd.1@x', '\(ErasureTests.words[1])', b, encode(sha256(b), 'hex'), '2026-04-01 00:00Z' FROM convert_to('To: \(ErasureTests.words[1])', 'UTF8') b;
      UPDATE register.person SET left_on = '2026-03-31' WHERE id = \(id)
      """)
    return id
  }

  private func by(_ actor: String) throws -> Authorship { try Authorship(actor: actor, reason: "request 17") }

  /// The tables in which a word stands, as text or in bytes.
  private func places(_ word: String, _ connection: Connection) throws -> [String] {
    let tables = try connection.table(
      """
      SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('register', 'audit', 'version') ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
    let bytes = word.utf8.map { String($0, radix: 16) }.joined()
    return try tables.filter { table in
      try connection.value(
        SQL(
          verbatim:
            "SELECT EXISTS (SELECT FROM \(table) t WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0)",
          [word, bytes])) == true
    }
  }

  @Test(.register) func whatWasErasedIsFoundNowhereAndEveryProofHolds() throws {
    let connection = try TestDatabase.connect()
    let key = try #require(NoteSigningKey(name: connection.logOrigin(), kind: .signature))
    let id = try leaver(connection)
    let before = try connection.seal(by: [key])
    let added = try #require(
      try connection.value("SELECT min(idx) FROM audit.log WHERE entity = 'person' AND key = \(id)", as: Int.self))
    let proof = try connection.prove(leaf: added)
    #expect(try places(ErasureTests.words[1], connection).count == 6)

    let request = try connection.change(as: by("asker")) {
      try $0.requestErasure(of: .person(id), on: .iso("2026-11-22"))
    }
    #expect(throws: (any Error).self) { try connection.approveErasure(request, as: by("asker")) }
    let rehearsed = try connection.approveErasure(request, as: by("decider"), rehearse: true)
    #expect(try places(ErasureTests.words[1], connection).count == 6)
    let done = try connection.approveErasure(request, as: by("decider"))
    #expect(done == rehearsed && done.entries >= 5 && done.mentions == [])

    for word in ErasureTests.words { #expect(try places(word, connection) == [], "\(word)") }
    let after = try connection.seal(by: [key])
    var verification = HistoryVerification(
      kept: [try .init(name: "kept", text: before.note.description)], keys: [key.publicKey])
    #expect(try verification.run(on: connection) == [])
    #expect(try ProvenEntry(name: "kept", text: proof.text).problems(keys: [key.publicKey]) == [])
    #expect(after.checkpoint.size > before.checkpoint.size)
    // Other rows of the same files stay, and so does that somebody was there.
    #expect(try places("mori@tsubame.example", connection).contains("register.import_row"))
    let known = try connection.knowing(.size(before.checkpoint.size)) {
      try $0.value("SELECT name FROM register.person WHERE id = \(id)", as: String.self)
    }
    #expect(known == "(erased #\(id))")
    _ = try connection.rebuildVersions()
    #expect(try connection.versionProblems() == [])
    #expect(throws: Clause6Error.self) { try connection.approveErasure(request, as: by("decider")) }
  }

  /// Content that goes together with the entry that would say so is found, as is content that only claims to be erased.
  @Test(.register) func contentThatIsGoneWithoutAnErasureIsFound() throws {
    let connection = try TestDatabase.connect()
    let key = try #require(NoteSigningKey(name: connection.logOrigin(), kind: .signature))
    let id = try leaver(connection)
    _ = try connection.seal(by: [key])
    let gone = try #require(
      try connection.value("SELECT min(idx) FROM audit.log WHERE entity = 'person' AND key = \(id)", as: Int.self))
    try connection.execute("UPDATE audit.log SET image = NULL, salt = NULL WHERE idx = \(gone)")
    _ = try connection.rebuildVersions()
    var verification = HistoryVerification(keys: [key.publicKey])
    #expect(
      try verification.run(on: connection) == [
        HistoryProblem(table: "log", id: "\(gone)", problem: "has lost its content, and no erasure says so")
      ])
    // Whoever could do that can write the entry, too, and then lacks the request.
    try connection.execute(
      """
      INSERT INTO audit.outbox (actor, reason, entity, key, op, image)
      VALUES ('nobody', 'x', 'person', \(id), 'E', json_build_object('erased', ARRAY[\(gone)]))
      """)
    _ = try connection.seal(by: [key])
    var second = HistoryVerification(keys: [key.publicKey])
    #expect(
      try second.run(on: connection) == [
        HistoryProblem(table: "person", id: "\(id)", problem: "was erased without a request that two people agreed on")
      ])
  }

  @Test(.register) func whatIsNotReachedIsSaid() throws {
    let connection = try TestDatabase.connect()
    let id = try leaver(connection)
    try connection.register(
      "SELECT set_config('clause6.actor', 'mahiro', true); INSERT INTO register.vendor (name, note) VALUES ('Acme', 'ask 天城 真尋')"
    )
    let request = try connection.change(as: by("asker")) {
      try $0.requestErasure(of: .person(id), on: .iso("2026-11-22"))
    }
    let done = try connection.approveErasure(request, as: by("decider"))
    #expect(
      done.mentions == [
        Mention(place: "history (who acted)", rows: 1), Mention(place: "vendor (note)", rows: 1),
        Mention(place: "vendor (registered_by)", rows: 1),
      ])
  }

  @Test(.register) func aContactGoesAndWhoeverIsStillThereDoesNot() throws {
    let connection = try TestDatabase.connect()
    _ = try leaver(connection)
    try connection.register(
      """
      INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
      INSERT INTO register.vendor_contact (id, vendor_id, name, role, email, phone) VALUES (9, 1, 'Amagi', 'legal', 'amagi@acme.example', '03-1234-5678')
      """)
    let there = try connection.registeredPerson(called: "Mori")
    let error = #expect(throws: PostgresError.self) {
      try connection.change(as: by("asker")) { try $0.requestErasure(of: .person(there), on: .iso("2026-11-22")) }
    }
    #expect(error?.sentence == "Person #\(there) is still with the organisation")
    let request = try connection.change(as: by("asker")) {
      try $0.requestErasure(of: .contact(9), on: .iso("2026-11-22"))
    }
    _ = try connection.approveErasure(request, as: by("decider"))
    for word in ["Amagi", "amagi@acme.example", "03-1234-5678"] { #expect(try places(word, connection) == []) }
  }
}
