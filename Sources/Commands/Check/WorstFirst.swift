/// The worst first, at most so many, and of those alike the first heard; where there is no limit all of them, as they came.
struct WorstFirst<Element> {
  let limit: Int?
  private var ranks: [Int: [Element]] = [:]

  init(limit: Int?) { self.limit = limit }

  /// - Parameter rank: how bad it is. There are few of them, and of each at most the limit is held.
  mutating func add(_ element: Element, rank: Int) {
    guard let limit else { return ranks[0, default: []].append(element) }
    if ranks[rank, default: []].count < limit { ranks[rank, default: []].append(element) }
  }

  var all: [Element] {
    guard let limit else { return ranks[0] ?? [] }
    return Array(ranks.sorted { $0.key > $1.key }.flatMap(\.value).prefix(limit))
  }
}
