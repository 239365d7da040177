import Clause6
import Foundation
import Postgres
import Proof
import TestSupport
import Testing

/// Proofs that leave the database, and the keys that they are verified with.
@Suite struct ProvenEntryTests {
  private func key(_ connection: Connection) throws -> NoteSigningKey {
    try #require(NoteSigningKey(name: connection.logOrigin(), kind: .signature))
  }

  /// More than two whole blocks of kept roots, and leaves beside them.
  @Test(.register) func everyEntryCanBeProven() throws {
    let connection = try TestDatabase.connect()
    let (key, other) = (try key(connection), try key(connection))
    try connection.register("INSERT INTO register.vendor (name, note) VALUES ('Acme', '森 \"葵\"')")
    let size = try connection.seal(by: [key]).checkpoint.size
    try #require(size > 600)
    for leaf in [0, 1, 255, 256, 511, 512, size - 2, size - 1] {
      let proven = try connection.prove(leaf: leaf)
      let read = try ProvenEntry(name: "file", text: proven.text)
      #expect(read.entry == proven.entry && read.text == proven.text)
      #expect(read.problems(keys: [key.publicKey]) == [])
      #expect(read.problems(keys: [other.publicKey]) == ["the checkpoint is signed by none of the keys that count"])
    }
    for leaf in [-1, size] { #expect(throws: Clause6Error.self) { try connection.prove(leaf: leaf) } }
  }

  /// Whatever is altered of a proof's content, it does not hold or is none.
  @Test(.register) func anAlteredProofDoesNotHold() throws {
    let connection = try TestDatabase.connect()
    let key = try key(connection)
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Acme')")
    let size = try connection.seal(by: [key]).checkpoint.size
    let proof = try connection.prove(leaf: size - 1).proof
    let content = try #require(proof.extra)
    for place in content.indices {
      var altered = content
      altered[place] ^= 1
      let file = try #require(EntryProof(index: proof.index, path: proof.path, note: proof.note, extra: altered))
      let read = try? ProvenEntry(name: "file", text: file.description)
      #expect(read.map { !$0.problems(keys: [key.publicKey]).isEmpty } ?? true, "\(place)")
    }
  }

  @Test(.register) func aKeyTakesOverFromAnother() throws {
    let connection = try TestDatabase.connect()
    let (old, new) = (try key(connection), try key(connection))
    func problems(_ kept: SignedNote, _ key: NoteSigningKey) throws -> [HistoryProblem] {
      var verification = HistoryVerification(
        kept: [try .init(name: "kept", text: kept.description)], keys: [key.publicKey])
      return try verification.run(on: connection)
    }
    let first = try connection.seal(by: [old]).note
    #expect(throws: Clause6Error.self) { try connection.seal(by: [new]) }
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Acme')")
    let both = try connection.seal(by: [new, old]).note
    #expect(try problems(first, old) == [] && problems(both, new) == [] && problems(both, old) == [])
    try connection.register("INSERT INTO register.vendor (name) VALUES ('Bolt')")
    let last = try connection.seal(by: [new]).note
    #expect(try problems(last, new) == [])
    #expect(try problems(first, new).map(\.table) == ["kept"])
  }

  @Test func keysAreKeptFromOthers() throws {
    let folder = NSTemporaryDirectory() + "clause6-keys-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = KeyFile(folder: folder, origin: "clause6/register/1")
    #expect(!file.exists && file.path == folder + "/clause6_register_1.key")
    let made = try file.create(origin: "clause6/register/1")
    #expect(try file.keys().map(\.publicKey) == made.map(\.publicKey))
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    let error = #expect(throws: Clause6Error.self) { try file.keys() }
    #expect(error?.description.contains("Others can read") == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    try Data("nothing\n".utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(throws: Clause6Error.self) { try file.keys() }
  }
}
