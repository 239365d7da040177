import Postgres

/// What of a digest is shown, in which order and words; how it looks is for those who write it.
struct DigestPage: Sendable {
  struct Line: Sendable {
    var day: String
    var left: String
    var isOverdue: Bool
    var kind: String
    /// Reference, vendor and tier.
    var subject: String
    /// How the day came about, and why the reader hears of it.
    var reasons: [String]
    var item: Digest.Item
  }

  struct Section: Sendable {
    var heading: String?
    var lines: [Line]
  }

  let words: DeadlineWords
  let summary: String
  /// Whom it is for, and the day.
  let addressee: String
  let sections: [Section]
  /// So many are not shown.
  let more: Int
  let list: DigestCommands.Offer
  /// None when nothing is due.
  let answers: [DigestCommands.Offer]

  var lines: [Line] { sections.flatMap(\.lines) }

  /// How many items are tried, from the most that anybody reads.
  static let counts = [40, 30, 20, 15, 10, 5, 1]

  /// - Parameter limit: at most so many items, the most urgent ones.
  init(_ digest: Digest, limit: Int) {
    let items = digest.items.sorted { DigestPage.rank($0) < DigestPage.rank($1) }
    let words = DeadlineWords(digest.language)
    let shown = items.prefix(limit)
    self.words = words
    summary = digest.summary
    addressee = words.addressee(Digest.readable(digest.recipientName, limit: 120), digest.day)
    sections = DigestPage.sections(shown.map { DigestPage.line($0, words) }, words)
    more = items.count - shown.count
    list = DigestCommands.list(digest.recipientAddress)
    answers = items.first.map { DigestCommands.answers($0, digest, words) } ?? []
  }

  /// Overdue first, then by day, then so that the order does not depend on that of the digest.
  private static func rank(_ item: Digest.Item) -> (Int, String, String, String) {
    (item.daysLeft < 0 ? 0 : 1, item.dueOn.description, item.reference, item.kind + item.uid)
  }

  private static func line(_ item: Digest.Item, _ words: DeadlineWords) -> Line {
    let owner = item.owner.map { Digest.readable($0, limit: 120) }
    let subject = [
      Digest.readable(item.reference, limit: 200), item.vendor.map { Digest.readable($0, limit: 120) },
      item.tier.map { words.tier(Digest.readable($0, limit: 40)) },
    ]
    let instead = item.instead.map { words.instead(Digest.readable($0, limit: 240), owner: owner) }
    return Line(
      day: words.day(item.dueOn), left: words.left(item.daysLeft), isOverdue: item.daysLeft < 0,
      kind: Digest.readable(words.kind(item.kind), limit: 80),
      subject: subject.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: words.separator),
      reasons: [Digest.readable(item.why, limit: 240), instead ?? ""].filter { !$0.isEmpty }, item: item)
  }

  /// A section for each owner in whose place the reader is asked, in the order of their most urgent items.
  private static func sections(_ lines: [Line], _ words: DeadlineWords) -> [Section] {
    var sections: [Section] = []
    for line in lines {
      let owner = line.item.owner.map { Digest.readable($0, limit: 120) }
      let heading = words.heading(line.item.audience, owner: owner)
      if let place = sections.firstIndex(where: { $0.heading == heading }) {
        sections[place].lines.append(line)
      } else {
        sections.append(Section(heading: heading, lines: [line]))
      }
    }
    guard sections.count > 1 else { return sections }
    return sections.map { Section(heading: $0.heading ?? words.own, lines: $0.lines) }
  }
}

extension Digest {
  /// `2 overdue, 5 due: next 2027-01-29`, in the digest's language.
  public var summary: String {
    let overdue = items.filter { $0.daysLeft < 0 }
    let due = items.filter { $0.daysLeft >= 0 }
    return DeadlineWords(language).summary(
      overdue: overdue.count, oldest: overdue.map(\.dueOn).min(), due: due.count, next: due.map(\.dueOn).min())
  }

  /// One line without controls or changes of the reading direction, at most so many Unicode scalars, cut with `…`.
  static func readable(_ text: String, limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0...0x20, 0x7F...0xA0, 0x2028...0x202E, 0x2066...0x2069:
        if scalars.last != " ", !scalars.isEmpty { scalars.append(" ") }
      default: scalars.append(scalar)
      }
      if scalars.count > limit { return String(scalars.prefix(limit)) + "…" }
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// Written with as many items as fit under a size, in bytes.
  func fitted<Body>(_ counts: [Int] = DigestPage.counts, under size: Int, _ write: (DigestPage) -> (Body, Int)) -> Body
  {
    for count in counts.dropLast() {
      let (body, length) = write(DigestPage(self, limit: count))
      if length <= size { return body }
    }
    return write(DigestPage(self, limit: counts[counts.count - 1])).0
  }
}
