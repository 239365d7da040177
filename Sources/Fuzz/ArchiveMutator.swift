/// Makes archives of others: what is in them is changed, and now and then the archive itself.
struct ArchiveMutator: Sendable {
  private let corpus: [[UInt8]]
  /// What is in the archives of the corpus.
  let archives: [[ZipPart]]
  /// The contents of parts, by their names: they are spliced with their like.
  private let parts: [String: [[UInt8]]]
  /// Changes what is in them.
  private let inside: Mutator
  private let outside = Mutator(dictionary: [
    "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "\0\0\0\0", "../", "/", "\\",
  ])

  /// - Parameter dictionary: what means something to who reads what is in them.
  init(_ corpus: [[UInt8]], dictionary: [String]) {
    self.corpus = corpus
    inside = Mutator(dictionary: dictionary)
    archives = corpus.compactMap { Zip.parts(of: $0) }
    parts = Dictionary(grouping: archives.joined(), by: \.name).mapValues { $0.map(\.bytes) }
  }

  func mutated(_ random: inout Seeded, scratch: String) throws(Failure) -> [UInt8] {
    guard !archives.isEmpty, random.chance(9, in: 10) else {
      return outside.mutated(random.pick(corpus), corpus: corpus, &random)
    }
    var archive = random.pick(archives)
    for _ in 0..<(1 + random.below(2)) {
      let place = random.below(archive.count)
      let name = archive[place].name
      archive[place].bytes = inside.mutated(archive[place].bytes, corpus: parts[name] ?? [], &random)
    }
    // A part may be missing, come from another archive, or be called otherwise.
    if random.chance(1, in: 20) { archive.remove(at: random.below(archive.count)) }
    if random.chance(1, in: 10), !archive.isEmpty {
      let place = random.below(archive.count)
      archive[place].bytes = random.pick(parts[archive[place].name] ?? [[]])
    }
    if random.chance(1, in: 20), !archive.isEmpty {
      let place = random.below(archive.count)
      let bytes = outside.mutated(Array(archive[place].name.utf8), corpus: [], &random)
      archive[place] = ZipPart(
        name: String(decoding: bytes.prefix(200).filter { $0 != 0 }, as: UTF8.self), bytes: archive[place].bytes)
    }
    return try Zip.archive(archive, at: scratch + ".archive")
  }
}
