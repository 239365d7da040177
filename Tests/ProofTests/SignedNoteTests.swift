import Bytes
import Proof
import Testing

/// Notes and keys as files, against the published examples of the formats.
struct SignedNoteTests {
  private static let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
  private static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  private static let byPeter =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
  private static let byEnoch =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
  private static let note = text + "\n" + byPeter + byEnoch

  /// By as many keys, all of one name.
  private static func signatures(_ count: Int) -> String {
    (0..<count).map { "— PeterNeumann \(Base64.encode(UInt32($0).bigEndianBytes + [0]))\n" }.joined()
  }

  private func key(_ text: String) throws -> NoteKey { try #require(NoteKey(text)) }

  @Test func keysAreReadAndWritten() throws {
    #expect(try key(SignedNoteTests.peter).description == SignedNoteTests.peter)
    let signing = try #require(NoteSigningKey(secretText: SignedNoteTests.secret))
    #expect(signing.publicKey.description == SignedNoteTests.peter)
    #expect(signing.secretText == SignedNoteTests.secret)
    let own = try #require(NoteSigningKey(name: "tsubame.example/clause6", kind: .cosignature))
    #expect(NoteKey(own.publicKey.description) == own.publicKey)
    #expect(NoteSigningKey(secretText: own.secretText)?.publicKey == own.publicKey)
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\nb"] {
      #expect(NoteSigningKey(name: name, kind: .signature) == nil)
    }
  }

  /// Any piece of a key, and a key with any byte changed, is none.
  @Test func mangledKeysAreRefused() {
    for text in [SignedNoteTests.peter, SignedNoteTests.secret] {
      let bytes = Array(text.utf8)
      func isKey(_ bytes: some Collection<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return NoteKey(text) != nil || NoteSigningKey(secretText: text) != nil
      }
      for start in 0..<bytes.count {
        for end in start...bytes.count where start > 0 || end < bytes.count {
          // A secret's end is not a public key by chance.
          #expect(!isKey(bytes[start..<end]), "\(start) \(end)")
        }
        var other = bytes
        other[start] += 1
        #expect(!isKey(other), "\(start)")
      }
    }
    #expect(NoteKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==") == nil)
    #expect(NoteKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW") == nil)
  }

  @Test func aSignatureIsThePublishedOne() throws {
    let signing = try #require(NoteSigningKey(secretText: SignedNoteTests.secret))
    var note = SignedNote(text: SignedNoteTests.text, signatures: [])
    note.add(signing.sign(note.text, at: 0))
    note.add(signing.sign(note.text, at: 0))
    #expect(note.description == SignedNoteTests.text + "\n" + SignedNoteTests.byPeter)
  }

  @Test func whoSignedIsTold() throws {
    let note = try #require(SignedNote(SignedNoteTests.note))
    #expect(note.text == SignedNoteTests.text && note.description == SignedNoteTests.note)
    let (peter, enoch) = (try key(SignedNoteTests.peter), try key(SignedNoteTests.enoch))
    #expect(note.verdict(by: [peter]) == .signed([peter: nil]))
    #expect(note.verdict(by: [enoch, peter]) == .signed([peter: nil, enoch: nil]))
    #expect(note.verdict(by: []) == .unsigned)
    let changed = SignedNote(text: note.text.uppercased(), signatures: note.signatures)
    #expect(changed.verdict(by: [peter]) == .forged(peter))
    // Somebody else's signature that does not hold says nothing.
    #expect(SignedNote(text: note.text, signatures: [note.signatures[1]]).verdict(by: [peter]) == .unsigned)
  }

  private static let noNotes: [String] = [
    text, "\(text)\n", "\(text)\n\(byPeter.dropLast())", "\u{1}\(text)\n\(byPeter)",
    "\(text)\n— Bad Name x08go/ZJkuBS\n", "\(text)\n\(byPeter)Unexpected line.\n",
    "\(text)\n\(byPeter)\(byEnoch)\(byPeter)", "\(text)\n- \(byPeter.dropFirst(2))",
    "\(text)\n\(byPeter.replacing("Peter", with: "\u{3000}Peter"))", "\(text)\n\(signatures(101))", "\n\(byPeter)", "",
    "\n", "\n\n", "\n\n\(byPeter.dropFirst())",
  ]

  @Test(arguments: noNotes)
  func whatIsNoNoteIsRefused(text: String) { #expect(SignedNote(text) == nil) }

  @Test func notesOfManySignaturesAreRead() throws {
    let text = SignedNoteTests.text + "\n" + SignedNoteTests.signatures(SignedNote.mostSignatures)
    let note = try #require(SignedNote(text))
    #expect(note.signatures.count == 100 && note.description == text)
    #expect(SignedNote(text: note.text, signatures: note.signatures) == note)
    #expect(note.verdict(by: [try key(SignedNoteTests.peter)]) == .unsigned)
  }

  @Test func aCosignatureCarriesItsTime() throws {
    let witness = try #require(NoteSigningKey(name: "auditor.example", kind: .cosignature))
    var note = try #require(SignedNote(SignedNoteTests.note))
    note.add(witness.sign(note.text, at: 1_679_315_147))
    let read = try #require(SignedNote(note.description))
    #expect(read.verdict(by: [witness.publicKey]) == .signed([witness.publicKey: 1_679_315_147]))
    // The same key signs something else as a log.
    let forged = SignedNote(text: "x\n", signatures: read.signatures)
    #expect(forged.verdict(by: [witness.publicKey]) == .forged(witness.publicKey))
  }

  /// A checkpoint of a log of Certificate Transparency, which the log signed, and a witness of another house.
  @Test func aRealCheckpointIsVerified() throws {
    let text = """
      arche2025h1.staging.ct.transparency.dev
      1432088532
      U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

      — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
      — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
      — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==

      """
    let log = try key("arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f")
    let witness = try key("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")
    #expect(log.kind == .signature && witness.kind == .cosignature && witness.id == 0xDA77_ADE7)
    let note = try #require(SignedNote(text))
    #expect(note.description == text && Checkpoint(text: note.text)?.size == 1_432_088_532)
    #expect(note.verdict(by: [log, witness]) == .signed([log: nil, witness: 0x6A12_2120]))
    let larger = SignedNote(text: note.text.replacing("1432088532", with: "1432088533"), signatures: note.signatures)
    #expect(larger.verdict(by: [witness]) == .forged(witness))
  }
}
