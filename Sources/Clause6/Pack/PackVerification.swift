import Bytes
package import Proof

/// What became of an audit pack since it was made, found out from the pack alone.
package struct PackVerification {
  /// What was looked at: how many, and what is to be said of them.
  package struct Check {
    package let what: String
    package let count: Int
    package let verdict: String
  }

  package private(set) var checks: [Check] = []
  /// Sentences without their full stop; none when all holds.
  package private(set) var problems: [String] = []
  private let files: FileTree
  private let keys: [NoteKey]

  /// Verifies a pack.
  /// - Parameters:
  ///   - path: a folder or a zip file.
  ///   - keys: whose signatures count; none: signatures are not looked at.
  /// - Throws: ``Clause6Error`` when it is no pack that can be read.
  package init(_ path: String, keys: [NoteKey]) throws(Clause6Error) {
    files = try FileTree(path)
    self.keys = keys
    guard let sums = files.text(PackEntry.sums), let manifest = files.text(PackEntry.manifest) else {
      throw Clause6Error("\(path) is no audit pack: it has no \(PackEntry.sums) or no \(PackEntry.manifest).")
    }
    let entries = PackVerification.entries(manifest)
    guard let entries else { throw Clause6Error("\(path): \(PackEntry.manifest) is not what a pack has.") }
    verifyFiles(entries, sums)
    verifyRows(entries)
    let proofs = verifyProofs(entries)
    verifyEvidence(entries, proofs)
    verifyCheckpoint()
    verifyPack(sums)
  }

  private static func entries(_ manifest: String) -> [PackEntry]? {
    let reader = DelimitedReader(text: manifest, Dialect())
    guard let header = try? reader.next(), header.fields == PackEntry.columns else { return nil }
    var entries: [PackEntry] = []
    while let row = try? reader.next() {
      guard let entry = PackEntry(cells: row.fields) else { return nil }
      entries.append(entry)
    }
    return entries
  }

  private mutating func conclude(_ what: String, _ count: Int, _ found: [String], holds: String = "hold") {
    problems += found
    checks.append(Check(what: what, count: count, verdict: found.isEmpty ? holds : "\(found.count) do not hold"))
  }

  /// Every file is what the list of hashes says, and the manifest says the same; nothing else is there.
  private mutating func verifyFiles(_ entries: [PackEntry], _ sums: String) {
    var found: [String] = []
    var listed: [String: String] = [:]
    for line in sums.split(separator: "\n") {
      // As sha256sum writes it: the hash, two spaces, the name.
      guard line.count > 66, line.dropFirst(64).hasPrefix("  "),
        listed.updateValue(String(line.prefix(64)), forKey: String(line.dropFirst(66))) == nil
      else {
        found.append("a line of \(PackEntry.sums) is none: \(line.prefix(100))")
        continue
      }
    }
    let said = Dictionary(entries.map { ($0.file, $0) }) { first, _ in first }
    for (name, hash) in listed.sorted(by: { $0.key < $1.key }) {
      let entry = said[name]
      if name != PackEntry.manifest, entry?.sha256 != hash {
        found.append("\(name) is not in \(PackEntry.manifest) as in \(PackEntry.sums)")
      }
      let digest = SHA256()
      guard let count = files.read(name, limit: entry?.bytes ?? FileTree.largestText, { digest.update($0) }) else {
        found.append("\(name) is missing")
        continue
      }
      if digest.hexadecimal() != hash || (entry.map { $0.bytes != count } ?? false) {
        found.append("\(name) is not what it was when the pack was made")
      }
    }
    for entry in entries where listed[entry.file] == nil { found.append("\(entry.file) has no hash") }
    let known = Set(listed.keys).union([PackEntry.sums, PackEntry.signature])
    for name in files.names where !known.contains(name) { found.append("\(name) was added to the pack") }
    conclude("files", listed.count, found)
  }

  /// Rows and sums are counted again.
  private mutating func verifyRows(_ entries: [PackEntry]) {
    var found: [String] = []
    let answers = entries.filter { $0.kind == .rows }
    for entry in answers {
      guard let text = files.text(entry.file), let counted = PackRows(text, summing: entry.sums) else {
        found.append("\(entry.file) cannot be read as rows")
        continue
      }
      if counted.rows != entry.rows { found.append("\(entry.file) has \(counted.rows) rows, not \(entry.rows ?? 0)") }
      if counted.sums != entry.sums {
        found.append("the numbers of \(entry.file) have other sums than the manifest says")
      }
    }
    conclude("answers", answers.count, found)
  }

  /// - Returns: the proven entries about files of evidence, as the register had them.
  private mutating func verifyProofs(_ entries: [PackEntry]) -> [[UInt8]] {
    var found: [String] = []
    var images: [[UInt8]] = []
    let checkpoint = files.text(PackEntry.checkpoint)
    let proofs = entries.filter { $0.kind == .proof }
    for entry in proofs {
      guard let text = files.text(entry.file), let proven = try? ProvenEntry(name: entry.file, text: text) else {
        found.append("\(entry.file) is no proof")
        continue
      }
      let flaws = proven.problems(keys: [])
      found += flaws.map { "\(entry.file): \($0)" }
      if proven.proof.note.description != checkpoint { found.append("\(entry.file) is under another checkpoint") }
      if flaws.isEmpty, proven.entry.entity == "evidence_file", let image = proven.entry.image { images.append(image) }
    }
    conclude("proofs", proofs.count, found)
    return images
  }

  /// Each paper's hash stands in an entry that is proven.
  private mutating func verifyEvidence(_ entries: [PackEntry], _ images: [[UInt8]]) {
    let papers = entries.filter { $0.kind == .evidence }
    let found = papers.filter { paper in
      let hash = Array(paper.sha256.utf8)
      return !images.contains { $0.firstRange(of: hash) != nil }
    }
    conclude("evidence", papers.count, found.map { "no proven entry has the hash of \($0.file)" })
  }

  private mutating func verifyCheckpoint() {
    guard let note = files.text(PackEntry.checkpoint).flatMap({ SignedNote($0) }),
      let checkpoint = Checkpoint(text: note.text)
    else { return conclude("checkpoint", 0, ["\(PackEntry.checkpoint) is missing, or is none"]) }
    let flaw = note.flaw(by: keys)
    conclude(
      "checkpoint", checkpoint.size, flaw.map { ["the checkpoint \($0)"] } ?? [],
      holds: keys.isEmpty ? "signatures not looked at" : "signed")
  }

  /// Whether whoever has the log's key made the pack: else what answers say is the word of who handed it over.
  private mutating func verifyPack(_ sums: String) {
    guard files.names.contains(PackEntry.signature) else { return conclude("pack", 0, [], holds: "nobody signed it") }
    guard let note = files.text(PackEntry.signature).flatMap({ SignedNote($0) }) else {
      return conclude("pack", 0, ["\(PackEntry.signature) is no signed note"])
    }
    var found: [String] = []
    if note.text != PackSignature.text(hash: SHA256.hexadecimal(of: sums)) {
      found.append("\(PackEntry.signature) is of another pack")
    }
    if let flaw = note.flaw(by: keys) { found.append("the pack \(flaw)") }
    conclude("pack", 1, found, holds: keys.isEmpty ? "signatures not looked at" : "signed")
  }
}

/// Rows of an answer, counted.
private struct PackRows {
  private(set) var rows = 0
  private(set) var sums: String?

  /// - Parameter summing: names the columns, as a manifest says their sums.
  init?(_ text: String, summing: String?) {
    let reader = DelimitedReader(text: text, Dialect())
    guard let header = try? reader.next()?.fields else { return nil }
    let names = summing?.split(separator: "; ").map { String($0.split(separator: " ")[0]) } ?? []
    var counted = names.map { (name: $0, index: header.firstIndex(of: $0), sum: DecimalSum()) }
    do {
      while let row = try reader.next() {
        guard row.fields.count == header.count else { return nil }
        rows += 1
        for place in counted.indices {
          guard let index = counted[place].index else { return nil }
          if !row.fields[index].isEmpty { counted[place].sum.add(row.fields[index]) }
        }
      }
    } catch { return nil }
    sums = summing == nil ? nil : PackEntry.sums(counted.map { ($0.name, $0.sum.text ?? "") })
  }
}
