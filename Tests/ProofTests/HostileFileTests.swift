import Bytes
import Proof
import Testing

/// Files that somebody else writes: with a byte changed, added or left out anywhere they are refused, or read as they are.
struct HostileFileTests {
  /// What formats are made of, and what surprises readers of text.
  private static let pieces = ["\n", " ", "+", "=", "A", "0", "\u{0}", "\u{301}", "\u{2014}", "\u{85}", "\r\n"].map {
    Array($0.utf8)
  }
  /// Beginnings, ends and middles of characters without the rest.
  private static let broken: [[UInt8]] = [[0x80], [0xC3], [0xE2, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x8A]]

  /// Each text that differs from a text in one place.
  private func altered(_ text: [UInt8]) -> [[UInt8]] {
    var texts = text.indices.map { Array(text[..<$0]) }
    func replace(_ place: Int, _ count: Int, _ piece: [UInt8]) {
      var other = text
      other.replaceSubrange(place..<min(place + count, text.count), with: piece)
      texts.append(other)
    }
    for place in 0...text.count {
      replace(place, 1, [])
      let pieces = [HostileFileTests.pieces, HostileFileTests.broken].map { $0[place % $0.count] }
      for piece in pieces + [[10], [32]] {
        replace(place, 0, piece)
        replace(place, 1, piece)
      }
      if place < text.count { replace(place, 1, [text[place] ^ 1 << UInt8(place % 8)]) }
    }
    return texts.filter { $0 != text }
  }

  private let log = NoteSigningKey(name: "l", kind: .signature)
  private let witness = NoteSigningKey(name: "w", kind: .cosignature)

  private func signed(_ text: String) throws -> SignedNote {
    let (log, witness) = (try #require(log), try #require(witness))
    return SignedNote(text: text, signatures: [log.sign(text, at: 0), witness.sign(text, at: 1_679_315_147)])
  }

  @Test func noAlteredNotePasses() throws {
    let keys = [try #require(log).publicKey, try #require(witness).publicKey]
    let text = "\u{301}l\n\n1\n"
    let note = try signed(text)
    var (wrong, read): ([String], Int) = ([], 0)
    for bytes in altered(Array(note.description.utf8)) {
      guard let other = SignedNote(bytes: bytes) else { continue }
      read += 1
      if !other.description.utf8.elementsEqual(bytes) || other == note { wrong.append("read as another: \(bytes)") }
      // With one signature altered the other one holds, but only of this text.
      if case .signed(let held) = other.verdict(by: keys), !other.text.utf8.elementsEqual(text.utf8) || held.count > 1 {
        wrong.append("passes: \(bytes)")
      }
    }
    #expect(wrong == [] && read > 50)
  }

  @Test func noAlteredProofPasses() throws {
    let slow = SlowTree(count: 6)
    let leaf = slow.leaf(5)
    let checkpoint = try #require(Checkpoint(origin: "l", size: 6, root: slow.root(6)))
    let path = try InclusionProof(index: 5, size: 6, in: slow).path
    let proof = try #require(EntryProof(index: 5, path: path, note: signed(checkpoint.text), extra: [1, 2]))
    let key = try #require(log).publicKey
    var (wrong, read): ([String], Int) = ([], 0)
    for bytes in altered(Array(proof.description.utf8)) {
      guard let other = EntryProof(bytes: bytes) else { continue }
      read += 1
      if !other.description.utf8.elementsEqual(bytes) || other == proof { wrong.append("read as another: \(bytes)") }
      // Nobody signed what is extra, and the witness is not asked.
      if other.includes(leaf), case .signed = other.note.verdict(by: [key]),
        (other.index, other.path, other.checkpoint) != (5, path, checkpoint)
      {
        wrong.append("passes: \(bytes)")
      }
    }
    #expect(wrong == [] && read > 50)
  }

  @Test func whatIsNotUTF8IsRefused() throws {
    let note = try signed("l\n6\n\(Base64.encode(TreeHash.empty.bytes))\n")
    let proof = try #require(EntryProof(index: 0, path: [], note: note))
    for piece in HostileFileTests.broken {
      #expect(SignedNote(bytes: piece + Array(note.description.utf8)) == nil)
      #expect(EntryProof(bytes: Array(proof.description.utf8.dropLast()) + piece + [10]) == nil)
    }
    // A mark of byte order is a character like any other.
    #expect(
      SignedNote(bytes: [0xEF, 0xBB, 0xBF] + Array(note.description.utf8))?.text.utf8.count == note.text.utf8.count + 3)
  }
}
