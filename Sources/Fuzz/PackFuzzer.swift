import Clause6
import Proof

/// Audit packs: archives whose files are changed, which must not go unseen.
struct PackFuzzer: ArchiveFuzzer {
  static let name = "pack"
  static let ending = "zip"
  let archives: ArchiveMutator
  private static let dictionary = [
    ",", "\"", "\n", "\r\n", "../", "SHA256SUMS", "manifest.csv", "rows", "proof", "evidence", "  ", "0", "1", "-1",
    "é", "\0",
    "99999999999999999999", "index 0\n", "extra ", "\n\n", "—", "2026-01-01",
  ]

  init(corpus: [[UInt8]]) { archives = ArchiveMutator(corpus, dictionary: PackFuzzer.dictionary) }

  func check(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    guard let problems = try taken({ try PackVerification(path, keys: [ProofFuzzer.key]).problems }) else { return }
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

  /// Whether the same files are in both, in whatever order.
  private func isSame(_ one: [ZipPart], _ other: [ZipPart]) -> Bool {
    func sorted(_ parts: [ZipPart]) -> [ZipPart] { parts.sorted { $0.name < $1.name } }
    return one.count == other.count
      && zip(sorted(one), sorted(other)).allSatisfy { $0.name.isSameText(as: $1.name) && $0.bytes == $1.bytes }
  }
}
