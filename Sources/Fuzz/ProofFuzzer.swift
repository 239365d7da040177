import Clause6
import Proof

/// Proofs of entries, checkpoints and keys, none of which may be altered unseen.
struct ProofFuzzer: ByteFuzzer {
  static let name = "proof"
  /// Of the log that the corpus of proofs and packs is from.
  static let key = NoteKey("clause6/clause6/97122799+2868e5dc+AdTYoJ+G7LSWZiOLRvfFPJJKml7oYPExE4Oc/TB84ieJ")!
  let corpus: [[UInt8]]
  let mutator = Mutator(dictionary: [
    "c2sp.org/tlog-proof@v1\n", "extra ", "index 0\n", "index 1298\n", "index 9223372036854775807\n", "\n\n", "\n", "—",
    "— clause6/clause6/97122799 ", "clause6/clause6/97122799\n", "+", "=", "/", "AAAA", "\u{2014}", "é", "\0", "\r",
    "0",
    "18446744073709551616",
  ])
  private let proven: [ProvenEntry]

  init(corpus: [[UInt8]]) {
    self.corpus = corpus
    proven = corpus.compactMap { try? ProvenEntry(name: "f", text: String(decoding: $0, as: UTF8.self)) }
  }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    try writtenAgain("note", text, SignedNote(text)?.description)
    try writtenAgain("proof", text, EntryProof(text)?.description)
    for line in text.split(separator: "\n") {
      try writtenAgain("key", String(line), NoteKey(String(line))?.description)
    }
    guard let entry = try? ProvenEntry(name: "f", text: text) else { return }
    guard entry.problems(keys: [ProofFuzzer.key]).isEmpty else { return }
    // Who else signed, and what stands behind the entry, is not what is proven.
    guard proven.contains(where: { $0.entry == entry.entry && $0.proof.checkpoint == entry.proof.checkpoint }) else {
      throw Failure("An entry is proven that nobody made.")
    }
  }

  private func writtenAgain(_ what: String, _ text: String, _ written: String?) throws(Failure) {
    guard let written, !written.isSameText(as: text) else { return }
    throw Failure("A \(what) is written as \(written.debugDescription).")
  }
}
