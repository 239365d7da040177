import TestSupport
import Testing

@testable import Commands

@Suite struct WorstFirstTests {
  @Test(arguments: [1, 7, 100, 5_000]) func theWorstAreThoseOfAStableSort(limit: Int) {
    var random = SplitMix64(state: 6)
    let heard = (0..<3_000).map { (number: $0, rank: Int.random(in: -1...4, using: &random)) }
    var worst = WorstFirst<Int>(limit: limit)
    for one in heard { worst.add(one.number, rank: one.rank) }
    let sorted = heard.sorted { ($0.rank, -$0.number) > ($1.rank, -$1.number) }
    #expect(worst.all == sorted.prefix(limit).map(\.number))
  }

  @Test func withoutALimitAllStayAsTheyCame() {
    var all = WorstFirst<Int>(limit: nil)
    for number in 0..<10 { all.add(number, rank: number % 3) }
    #expect(all.all == Array(0..<10))
  }
}
