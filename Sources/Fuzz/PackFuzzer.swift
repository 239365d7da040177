import Clause6
import Proof

/// Audit packs: archives whose files are changed, which must not go unseen.
struct PackFuzzer: Fuzzer {
  static let name = "pack"
  static let ending = "zip"
  private let archives: ArchiveMutator
  private let mutator = Mutator(dictionary: [
    ",", "\"", "\n", "\r\n", "../", "SHA256SUMS", "manifest.csv", "rows", "proof", "evidence", "  ", "0", "1", "-1",
    "é", "\0",
    "99999999999999999999", "index 0\n", "extra ", "\n\n", "—", "2026-01-01",
  ])

  init(corpus: [[UInt8]]) { archives = ArchiveMutator(corpus) }

  func input(_ random: inout Seeded, scratch: String) throws(Failure) -> [UInt8] {
    try archives.mutated(&random, scratch: scratch) { _, bytes, likes, random in
      mutator.mutated(bytes, corpus: likes, &random)
    }
  }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let problems = try problems(path) else { return }
    let parts = Zip.parts(of: bytes) ?? []
    // A pack that nobody signed is one, too, and says so.
    let isSigned = parts.contains(where: isSignature)
    let isWhole = archives.archives.contains { isSame(isSigned ? $0 : $0.filter { !isSignature($0) }, parts) }
    guard problems.isEmpty == isWhole else {
      throw Failure(
        isWhole ? "A pack as it was is held for altered: \(problems)" : "A pack that was altered is held for whole.")
    }
  }

  private func isSignature(_ part: ZipPart) -> Bool { part.name.hasSuffix("/SHA256SUMS.signed") }

  private func problems(_ path: String) throws(Failure) -> [String]? {
    do throws(Clause6Error) {
      return try PackVerification(path, keys: [ProofFuzzer.key]).problems
    } catch {
      guard !error.message.isEmpty else { throw Failure("A refusal says nothing.") }
      return nil
    }
  }

  /// Whether the same files are in both, in whatever order.
  private func isSame(_ one: [ZipPart], _ other: [ZipPart]) -> Bool {
    func sorted(_ parts: [ZipPart]) -> [ZipPart] { parts.sorted { $0.name < $1.name } }
    return one.count == other.count
      && zip(sorted(one), sorted(other)).allSatisfy { $0.name.isSameText(as: $1.name) && $0.bytes == $1.bytes }
  }
}
