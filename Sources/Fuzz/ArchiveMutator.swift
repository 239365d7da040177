/// Makes archives of others: what is in them is changed, and now and then the archive itself.
struct ArchiveMutator: Sendable {
  private let corpus: [[UInt8]]
  /// What is in the archives of the corpus.
  let archives: [[ZipPart]]
  /// The contents of parts, by their names: they are spliced with their like.
  private let parts: [String: [[UInt8]]]
  private let outside = Mutator(dictionary: [
    "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "\0\0\0\0", "../", "/", "\\",
  ])

  init(_ corpus: [[UInt8]]) {
    self.corpus = corpus
    archives = corpus.compactMap { Zip.parts(of: $0) }
    parts = Dictionary(grouping: archives.joined(), by: \.name).mapValues { $0.map(\.bytes) }
  }

  /// - Parameter change: makes other bytes of a part: gets its name, its bytes, and those of its like.
  func mutated(
    _ random: inout Seeded, scratch: String,
    _ change: (String, [UInt8], [[UInt8]], inout Seeded) -> [UInt8]
  ) throws(Failure) -> [UInt8] {
    guard !archives.isEmpty, random.chance(9, in: 10) else {
      return outside.mutated(random.pick(corpus), corpus: corpus, &random)
    }
    var archive = random.pick(archives)
    for _ in 0..<(1 + random.below(2)) {
      let place = random.below(archive.count)
      let name = archive[place].name
      archive[place].bytes = change(name, archive[place].bytes, parts[name] ?? [], &random)
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
