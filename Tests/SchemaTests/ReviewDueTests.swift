import Clause6
import Postgres
import TestSupport
import Testing

@Suite(.register) struct ReviewDueTests {
  private func reviews(seed: UInt64) -> [SlowReview] {
    var random = SplitMix64(seed: seed)
    return (0..<300).map { _ in SlowReview.random(using: &random) }
  }

  private func enter(_ reviews: [SlowReview], _ connection: Connection) throws {
    try connection.execute(script: "INSERT INTO register.person (id, name) VALUES (1, 'test')")
    for (id, review) in reviews.enumerated() {
      try connection.execute(
        script: """
          INSERT INTO register.vendor (id, name) VALUES (\(id), 'V\(id)');
          INSERT INTO register.engagement (id, vendor_id, title, starts_on, tier)
          VALUES (\(id), \(id), 'use', '\(review.anchor)', 'medium');
          INSERT INTO register.review_schedule (vendor_id, anchor_on, months, from_on)
          VALUES (\(id), '\(review.anchor)', \(review.months), '1900-01-01');
          """)
      if review.regimeMonths != nil {
        try connection.execute(
          "INSERT INTO register.engagement_condition (engagement_id, condition_key) VALUES (\(id), 'card_data')")
      }
      for done in review.completed {
        try connection.execute(
          script: """
            INSERT INTO register.review (vendor_id, due_on, started_on, completed_on, reviewer_id, outcome)
            VALUES (\(id), '\(done.due)', '\(done.on)', '\(done.on)', 1, 'continue')
            """)
      }
      for move in review.moves {
        try connection.execute(
          script: """
            INSERT INTO register.review_move (vendor_id, due_on, moved_to_on, moved_on, reason)
            VALUES (\(id), '\(move.due)', '\(move.to)', '1900-01-01', 'a test')
            """)
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func agreesWithOneWhoWalksThroughTheCalendar(seed: UInt64) throws {
    let reviews = reviews(seed: seed)
    try TestDatabase.connect().rehearseRegister { connection in
      try enter(reviews, connection)
      var random = SplitMix64(seed: seed + 100)
      for _ in 0..<12 {
        let day = DayNumber(Int.random(in: 18_610...20_500, using: &random))
        let rows = try connection.table(
          "SELECT vendor_id, due_on, missed FROM facts.review_due(\(day.description)::date) ORDER BY vendor_id"
        ).rows
        let expected = reviews.enumerated().map { id, review in
          ["\(id)", review.due(on: day).description, "\(review.missed(on: day))"] as [String?]
        }
        let wrong = zip(rows, expected).first { $0 != $1 }
        #expect(
          rows == expected,
          "seed \(seed), \(day): \(String(describing: wrong)) \(wrong.map { reviews[Int($0.1[0]!)!] })")
      }
    }
  }

  /// The cases of the calendar by hand: anchor, months, when done, and when it is due then.
  static let cases: [(anchor: String, months: Int, done: [String], due: String)] = [
    ("2024-02-29", 12, ["2025-03-10"], "2026-02-28"),
    ("2024-02-29", 12, ["2027-06-01"], "2028-02-29"),
    ("2026-01-31", 6, ["2026-08-20"], "2027-01-31"),
    ("2023-01-31", 12, ["2026-05-01"], "2027-01-31"),
    ("2025-12-01", 12, ["2026-11-10"], "2027-12-01"),
    ("2025-12-01", 12, ["2026-06-15"], "2026-12-01"),
    // Both sides of the sixty days, and of half a period.
    ("2025-12-01", 12, ["2026-10-02"], "2027-12-01"), ("2025-12-01", 12, ["2026-10-01"], "2026-12-01"),
    ("2026-01-01", 1, ["2026-01-17"], "2026-03-01"), ("2026-01-01", 1, ["2026-01-16"], "2026-02-01"),
    ("2026-01-31", 1, [], "2026-02-28"), ("2026-01-31", 1, ["2026-02-28"], "2026-03-31"),
  ]

  @Test(arguments: cases) func isCountedFromTheAnchor(anchor: String, months: Int, done: [String], due: String) throws {
    let found = try TestDatabase.connect().rehearseRegister { connection in
      try connection.execute(
        script: """
          INSERT INTO register.person (id, name) VALUES (1, 'test');
          INSERT INTO register.vendor (id, name) VALUES (1, 'Acme');
          INSERT INTO register.engagement (vendor_id, title, starts_on) VALUES (1, 'use', '2020-01-01');
          INSERT INTO register.review_schedule (vendor_id, anchor_on, months, from_on)
          VALUES (1, '\(anchor)', \(months), '2020-01-01');
          """)
      for day in done {
        try connection.execute(
          script: """
            INSERT INTO register.review (vendor_id, due_on, started_on, completed_on, reviewer_id, outcome)
            VALUES (1, '\(day)', '\(day)', '\(day)', 1, 'continue')
            """)
      }
      return try connection.value(
        "SELECT due_on FROM facts.review_due(\(done.last ?? anchor)::date)", as: String.self)
    }
    #expect(found == due)
  }
}
