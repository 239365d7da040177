/// Makes inputs of others: some bytes of one are changed, or two become one.
struct Mutator {
  static let largest = 64 << 10

  /// What means something to the reader that is tried.
  let dictionary: [[UInt8]]

  init(dictionary: [String]) { self.dictionary = dictionary.map { Array($0.utf8) } }

  /// - Parameter corpus: what another input is taken from.
  func mutated(_ bytes: [UInt8], corpus: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    // Few changes for the most part: an input that is wrong in many places is refused at the first.
    let changes = random.chance(3, in: 4) ? 1 + random.below(3) : 1 + random.below(24)
    for _ in 0..<changes { change(&bytes, corpus, &random) }
    return bytes.count > Mutator.largest ? Array(bytes[..<Mutator.largest]) : bytes
  }

  private func change(_ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout Seeded) {
    switch random.below(12) {
    case 0: flip(&bytes, &random)
    case 1: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count + 1))
    case 2: bytes.removeSubrange(chunk(bytes, &random))
    case 3: duplicate(&bytes, &random)
    case 4: splice(&bytes, corpus, &random)
    case 5: bytes.removeLast(random.below(bytes.count + 1))
    case 6: swapChunks(&bytes, &random)
    default: insertToken(&bytes, &random)
    }
  }

  private func flip(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    bytes[place] = random.chance(1, in: 2) ? bytes[place] ^ (1 << random.below(8)) : UInt8(random.below(256))
  }

  /// One to a few hundred times: what is short may be long elsewhere.
  private func duplicate(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let piece = bytes[chunk(bytes, &random)]
    let times = random.chance(1, in: 8) ? random.below(300) : 1 + random.below(3)
    guard piece.count * times < Mutator.largest else { return }
    bytes.insert(
      contentsOf: Array(repeatElement(piece, count: times).joined()), at: random.below(bytes.count + 1))
  }

  private func splice(_ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout Seeded) {
    guard !corpus.isEmpty else { return }
    let other = random.pick(corpus)
    if random.chance(1, in: 2) {
      bytes = Array(bytes[..<random.below(bytes.count + 1)] + other[random.below(other.count + 1)...])
    } else {
      bytes.insert(contentsOf: other[chunk(other, &random)], at: random.below(bytes.count + 1))
    }
  }

  private func swapChunks(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let piece = Array(bytes[chunk(bytes, &random)])
    bytes.replaceSubrange(chunk(bytes, &random), with: piece)
  }

  /// In place of something or between two things.
  private func insertToken(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard !dictionary.isEmpty else { return }
    let token = random.pick(dictionary)
    let place = random.below(bytes.count + 1)
    let end = random.chance(1, in: 2) ? place : min(bytes.count, place + token.count)
    bytes.replaceSubrange(place..<end, with: token)
  }

  private func chunk(_ bytes: [UInt8], _ random: inout Seeded) -> Range<Int> {
    let start = random.below(bytes.count + 1)
    let length = random.chance(7, in: 8) ? random.below(32) : random.below(bytes.count + 1)
    return start..<min(bytes.count, start + length)
  }
}
