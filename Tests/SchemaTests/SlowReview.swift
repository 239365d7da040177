/// When a vendor's review is due, found by walking through the calendar instead of by arithmetic: what `facts.review_due`
/// must agree with.
struct SlowReview: Sendable {
  struct Done: Sendable {
    var on: DayNumber
    /// The due day for which it was begun.
    var due: DayNumber
  }

  struct Move: Sendable {
    var due: DayNumber
    var to: DayNumber
  }

  var anchor: DayNumber
  var months: Int
  /// A regime's longest gap.
  var regimeMonths: Int?
  var completed: [Done] = []
  var moves: [Move] = []

  /// Every day that lies a whole number of periods after the anchor, in order.
  private func slots(until last: DayNumber) -> [DayNumber] {
    var slots: [DayNumber] = []
    while true {
      let slot = anchor.adding(months: months * (slots.count + 1))
      if slot > last { return slots }
      slots.append(slot)
    }
  }

  /// A review done near a slot or after it stands for it, and so does one for which the slot was brought forward.
  private func stands(_ review: Done, for slot: DayNumber) -> Bool {
    review.on >= slot - min(60, months * 15)
      || moves.contains { $0.to == review.due && $0.due > review.due && $0.due >= slot }
  }

  /// The first slot for which no review stands, or the last day that a regime leaves.
  func scheduled(on day: DayNumber) -> DayNumber {
    let done = completed.filter { $0.on <= day }
    var days = slots(until: (done.map(\.on).max() ?? anchor).adding(months: months * 3) + 1000)
      .filter { slot in !done.contains { stands($0, for: slot) } }
    if let limit = limit(on: day) { days.append(limit) }
    return days.reduce(days[0], min)
  }

  /// The last day that a regime leaves, counted from the last review.
  private func limit(on day: DayNumber) -> DayNumber? {
    regimeMonths.map { completed.map(\.on).filter { $0 <= day }.reduce(anchor, max).adding(months: $0) }
  }

  func due(on day: DayNumber) -> DayNumber {
    let scheduled = scheduled(on: day)
    let moved = moves.last { $0.due == scheduled }?.to ?? scheduled
    return limit(on: day).map { min(moved, $0) } ?? moved
  }

  func missed(on day: DayNumber) -> Int {
    guard due(on: day) < day else { return 0 }
    let scheduled = scheduled(on: day)
    return 1 + slots(until: day - 1).count { $0 > scheduled }
  }

  /// Reviews on and around the due days, some of them moved.
  static func random(using random: inout SplitMix64) -> SlowReview {
    var review = SlowReview(
      anchor: DayNumber(Int.random(in: 18_200...18_600, using: &random)),
      months: [1, 2, 3, 5, 6, 12, 24].randomElement(using: &random)!)
    if Bool.random(using: &random) { review.regimeMonths = 12 }
    review.months = min(review.months, review.regimeMonths ?? 24)
    var day = review.anchor + Int.random(in: 0...200, using: &random)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let scheduled = review.scheduled(on: day)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let moved = scheduled + [-90, -20, 10, 45].randomElement(using: &random)!
        if !review.moves.contains(where: { $0.due == scheduled || $0.to == moved }) {
          review.moves.append(Move(due: scheduled, to: moved))
        }
      }
      let due = review.due(on: day)
      let done = max(day, due + [-60, -59, -31, -30, -15, -1, 0, 1, 40, 400].randomElement(using: &random)!)
      guard done >= due - 60, !review.completed.contains(where: { $0.due == due }) else { break }
      review.completed.append(Done(on: done, due: due))
      day = done + Int.random(in: 1...300, using: &random)
    }
    return review
  }
}
