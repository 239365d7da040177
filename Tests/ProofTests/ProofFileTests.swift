import Bytes
import Proof
import Testing

/// Checkpoints and proofs as files.
struct ProofFileTests {
  private static let checkpoint =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

  @Test func aCheckpointIsThreeLines() throws {
    let text = ProofFileTests.checkpoint
    let checkpoint = try #require(Checkpoint(text: text))
    #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
    #expect(checkpoint.text == text)
    #expect(Checkpoint(text: text + "more\n")?.size == 20_852_163)
    #expect(Checkpoint(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root) == checkpoint)
    for wrong in [
      "", "\n", "\n\n\n\n", "\n" + text, "\r" + text, "x\n", text + "\n", String(text.dropLast()),
      text.replacing("20852163", with: "020852163"),
      text.replacing("20852163", with: "-1"), text.replacing("20852163", with: "99999999999999999999"),
      text.replacing("=", with: ""), text.replacing("2I=", with: "2J="), text.replacing("example", with: "\nexample"),
    ] { #expect(Checkpoint(text: wrong) == nil, "\(wrong)") }
  }

  /// What can be made can be read.
  @Test(arguments: ["a", "go.sum database tree", "\u{301}\u{3000}+", "日本/記録", "", "a\nb", "a\n", "a\r", "\t"])
  func anOriginIsALine(origin: String) throws {
    let isLine = origin.utf8.allSatisfy { $0 >= 32 } && !origin.isEmpty
    let made = Checkpoint(origin: origin, size: 3, root: .empty)
    #expect((made != nil) == isLine)
    if let made { #expect(Checkpoint(text: made.text) == made) }
    #expect(Checkpoint(origin: origin, size: -1, root: .empty) == nil)
  }

  @Test func aProofIsOneFile() throws {
    let slow = SlowTree(count: 100)
    let signing = try #require(NoteSigningKey(name: "tsubame.example/clause6", kind: .signature))
    let checkpoint = try #require(
      Checkpoint(origin: signing.publicKey.name, size: 100, root: slow.root(100)))
    let note = SignedNote(text: checkpoint.text, signatures: [signing.sign(checkpoint.text, at: 0)])
    for index in [0, 63, 64, 99] {
      let path = try InclusionProof(index: index, size: 100, in: slow).path
      let proof = try #require(EntryProof(index: index, path: path, note: note))
      let read = try #require(EntryProof(proof.description))
      #expect(read == proof && EntryProof(bytes: proof.description.utf8) == proof && read.extra == nil)
      #expect(read.includes(slow.leaf(index)) && !read.includes(slow.leaf(1)))
      #expect(read.note.verdict(by: [signing.publicKey]) == .signed([signing.publicKey: nil]))
    }
    let proof = try #require(EntryProof(index: 1, path: [], note: note)).description
    for (there, instead) in [
      ("v1", "v2"), ("index 1", "index 01"), ("index 1", "index 100"), ("index 1\n", "index 1\nAA\n"),
      ("index 1", "extra AAA\nindex 1"), ("index 1", "extra AA=\nindex 1"),
      ("index 1", "extra AAAA\nextra AAAA\nindex 1"),
      ("index 1", "index 1\nextra AAAA"), ("index 1", "extra\nindex 1"), ("index", "Index"), ("c2sp", "\nc2sp"),
      ("index 1\n", "index 1\n" + String(repeating: Base64.encode(TreeHash.empty.bytes) + "\n", count: 64)),
    ] {
      #expect(EntryProof(proof.replacing(there, with: instead, maxReplacements: 1)) == nil, "\(instead)")
    }
    #expect(EntryProof(index: 100, path: [], note: note) == nil && EntryProof(index: -1, path: [], note: note) == nil)
    #expect(EntryProof(index: 1, path: [], note: SignedNote(text: "x\n", signatures: [])) == nil)
    #expect(EntryProof(index: 1, path: [TreeHash](repeating: .empty, count: 64), note: note) == nil)
  }

  @Test(arguments: [[], [0], Array("a VRF's proof".utf8)] as [[UInt8]])
  func whatElseAProofHoldsIsKept(extra: [UInt8]) throws {
    let note = SignedNote(text: ProofFileTests.checkpoint, signatures: [])
    let signing = try #require(NoteSigningKey(name: "a", kind: .cosignature))
    let signed = SignedNote(text: note.text, signatures: [signing.sign(note.text, at: 1)])
    let proof = try #require(EntryProof(index: 7, path: [.empty], note: signed, extra: extra))
    let read = try #require(EntryProof(proof.description))
    #expect(read.extra == extra && read == proof && read.description == proof.description)
    #expect(read != EntryProof(index: 7, path: [.empty], note: signed))
    #expect(proof.description.hasPrefix("c2sp.org/tlog-proof@v1\nextra \(Base64.encode(extra))\nindex 7\n"))
  }
}
