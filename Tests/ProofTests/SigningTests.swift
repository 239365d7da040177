import Bytes
import Proof
import TestSupport
import Testing

@testable import struct Proof.Ed25519PrivateKey
@testable import enum Proof.Ed25519

/// Keys, what they keep to themselves, and what they sign.
struct SigningTests {
  /// RFC 8032, section 7.1, tests 1 and 2.
  @Test(arguments: [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
  ])
  func signaturesAreThosePublished(seed: String, publicKey: String, message: String, signature: String) throws {
    let key = try #require(Ed25519PrivateKey(seed: Hexadecimal.decode(seed) ?? []))
    #expect(Hexadecimal.encode(key.publicKey) == publicKey)
    let bytes = try #require(Hexadecimal.decode(message))
    var signed = key.sign(bytes)
    #expect(Hexadecimal.encode(signed) == signature)
    #expect(Ed25519.verifies(signed, of: bytes, by: key.publicKey))
    #expect(!Ed25519.verifies(signed, of: bytes + [0], by: key.publicKey))
    #expect(!Ed25519.verifies(signed, of: bytes, by: Ed25519PrivateKey().publicKey))
    #expect(!Ed25519.verifies(Array(signed.dropLast()), of: bytes, by: key.publicKey))
    for place in signed.indices {
      signed[place] ^= 1 << UInt8(place % 8)
      #expect(!Ed25519.verifies(signed, of: bytes, by: key.publicKey), "\(place)")
      signed[place] ^= 1 << UInt8(place % 8)
    }
  }

  @Test func aSeedHasItsLength() {
    for count in [0, 31, 33, 64] { #expect(Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: count)) == nil) }
    #expect(Set((0..<100).map { _ in Ed25519PrivateKey().seed }).count == 100)
  }

  @Test func nothingThatPrintsAKeyShowsIt() throws {
    let key = try #require(NoteSigningKey(name: "a", kind: .signature))
    let seed = try #require(Base64.decode(String(key.secretText.suffix(44)))).dropFirst()
    struct Holder { let key: NoteSigningKey, inner: Ed25519PrivateKey }
    let inner = try #require(Ed25519PrivateKey(seed: Array(seed)))
    let holder = Holder(key: key, inner: inner)
    var texts = ["\(key)", "\(inner)", String(reflecting: key), String(reflecting: inner), "\(holder)", "\([key])"]
    texts += ["\(Optional(key) as Any)", String(reflecting: ["a": key]), "\(Mirror(reflecting: key).children)"]
    var dumped = ""
    dump(key, to: &dumped)
    dump([holder], to: &dumped)
    // As Swift prints bytes, and as files have them.
    let bytes = seed.map { "\($0)" }.joined(separator: ", ")
    for text in texts + [dumped] {
      #expect(!text.contains(bytes) && !text.contains(key.secretText.suffix(44)), "\(text)")
    }
    #expect(!dumped.contains("\(seed[seed.startIndex])\n") && "\(key)" == "(secret)")
  }

  // MARK: Names

  /// To Swift, an accent is of one Character with the space before it, and texts are equal that have other bytes.
  @Test(arguments: ["\u{301}a", "a\u{301}", "\u{e1}", "\u{200D}", "\u{1F1E9}\u{1F1EA}", "\u{212A}", "K", "\u{FEFF}a"])
  func namesAreBytes(name: String) throws {
    let key = try #require(NoteSigningKey(name: name, kind: .signature))
    let other = try #require(NoteKey(key.publicKey.description))
    #expect(other == key.publicKey && Array(other.name.utf8) == Array(name.utf8))
    #expect(NoteSigningKey(secretText: key.secretText)?.publicKey == other)
    var note = SignedNote(text: "\u{301}x\n", signatures: [key.sign("\u{301}x\n", at: 0)])
    let read = try #require(SignedNote(bytes: Array(note.description.utf8)))
    #expect(read == note && read.verdict(by: [other]) == .signed([other: nil]))
    // By another key, though its name looks the same.
    for alike in ["a\u{301}", "\u{e1}", "K", "\u{212A}"] where !alike.utf8.elementsEqual(name.utf8) {
      let text = "\(key.publicKey)".replacing(name, with: alike)
      #expect(NoteKey(text) == nil, "\(text)")
      let added = try #require(NoteSigningKey(name: alike, kind: .signature))
      note.add(added.sign(note.text, at: 0))
    }
    #expect(note.signatures.count >= 4)
    #expect(SignedNote(note.description) == note)
  }

  @Test func equalCharactersAreNotEqualNotes() throws {
    let root = TreeHash.empty
    #expect(Checkpoint(origin: "\u{e1}", size: 1, root: root) != Checkpoint(origin: "a\u{301}", size: 1, root: root))
    #expect(SignedNote(text: "\u{e1}\n", signatures: []) != SignedNote(text: "a\u{301}\n", signatures: []))
    // Two signers, and not one that signs twice.
    let line = Base64.encode(UInt32(7).bigEndianBytes + [0])
    let note = SignedNote("x\n\n— \u{e1} \(line)\n— a\u{301} \(line)\n")
    #expect(note?.signatures.count == 2 && note?.signatures.first != note?.signatures.last)
    let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    #expect(NoteSigningKey(secretText: secret) != nil)
    #expect(NoteSigningKey(secretText: secret.replacing("+K", with: "+\u{212A}")) == nil)
  }

  // MARK: Times and numbers

  @Test func aTimeIsNoMoreThanReadersTake() throws {
    let witness = try #require(NoteSigningKey(name: "w", kind: .cosignature))
    let last = UInt64(Int64.max)
    let note = SignedNote(text: "x\n", signatures: [witness.sign("x\n", at: last)])
    #expect(note.verdict(by: [witness.publicKey]) == .signed([witness.publicKey: last]))
    // Signed all the same, by a program that lets it.
    let seed = try #require(Base64.decode(String(witness.secretText.suffix(44)))).dropFirst()
    let key = try #require(Ed25519PrivateKey(seed: Array(seed)))
    for (seconds, holds) in [(0, true), (last, true), (last + 1, false), (UInt64.max, false)] {
      let signature = seconds.bigEndianBytes + key.sign(Array("cosignature/v1\ntime \(seconds)\nx\n".utf8))
      let line = "— w \(Base64.encode(witness.publicKey.id.bigEndianBytes + signature))\n"
      let verdict = SignedNote("x\n\n" + line)?.verdict(by: [witness.publicKey])
      #expect(verdict == (holds ? .signed([witness.publicKey: seconds]) : .forged(witness.publicKey)), "\(seconds)")
    }
  }

  /// Two keys of one name and number, found by trying a hundred thousand; whoever trusts both trusts either's signature.
  @Test func keysOfOneNumberAreBothTried() throws {
    func twin(_ seed: UInt64) throws -> NoteSigningKey {
      let bytes = [1] + [UInt8](repeating: 0, count: 24) + seed.bigEndianBytes
      return try #require(NoteSigningKey(secretText: "PRIVATE+KEY+twin.example+7c76ed28+\(Base64.encode(bytes))"))
    }
    let (one, other) = (try twin(123_945), try twin(131_039))
    #expect(one.publicKey != other.publicKey && one.publicKey.id == other.publicKey.id)
    let note = SignedNote(text: "x\n", signatures: [other.sign("x\n", at: 0)])
    for keys in [[one.publicKey, other.publicKey], [other.publicKey, one.publicKey], [other.publicKey]] {
      #expect(note.verdict(by: keys) == .signed([other.publicKey: nil]))
    }
    #expect(note.verdict(by: [one.publicKey]) == .forged(one.publicKey))
    let changed = SignedNote(text: "y\n", signatures: note.signatures)
    #expect(changed.verdict(by: [one.publicKey, other.publicKey]) == .forged(one.publicKey))
  }

  // MARK: What cannot be written

  @Test func whatNobodyCouldReadIsNotMade() async throws {
    #expect(["x\n", "\n", "x\n\n", "\u{301}\n", "\u{7F}\n"].allSatisfy(SignedNote.isText))
    #expect(!["", "x", "x\r\n", "x\n\u{0}\n", "x\n\t", "\u{1F}\n", "\n\u{301}"].contains(where: SignedNote.isText))
    try await promptly {
      await #expect(processExitsWith: .failure) { _ = SignedNote(text: "x", signatures: []) }
      await #expect(processExitsWith: .failure) {
        _ = NoteSigningKey(name: "a", kind: .signature)?.sign("x", at: 0)
      }
      await #expect(processExitsWith: .failure) {
        _ = NoteSigningKey(name: "a", kind: .cosignature)?.sign("x\n", at: 1 << 63)
      }
      await #expect(processExitsWith: .failure) {
        var note = SignedNote(text: "x\n", signatures: [])
        for _ in 0...SignedNote.mostSignatures {
          NoteSigningKey(name: "a", kind: .signature).map { note.add($0.sign("x\n", at: 0)) }
        }
      }
    }
  }
}
