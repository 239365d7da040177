import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Clocks that are wrong, schedulers that were off, and mail servers that were down.
extension RemindFaultTests {
  // MARK: Clocks

  @Test(.register) func aClockThatIsSetBackOrForwardRepeatsAndLosesNothing() throws {
    let bench = try RemindBench()
    let start = try bench.runUntilIdle(from: RemindBench.start)
    let before = try bench.reminders()
    let copies = try bench.copies()
    let back = try bench.run(at: start - days(40))
    #expect(back.code == 0 && back.err.contains("a clock was set back"))
    #expect(try bench.reminders() == before && bench.copies() == copies)
    // What was early is not repeated in its time.
    try bench.run(at: start + days(40))
    let ahead = try bench.reminders()
    #expect(ahead.count > before.count)
    try bench.run(at: start + minutes(60))
    #expect(try bench.reminders() == ahead)
    for day in [1, 8, 15, 22, 41] { try bench.runUntilIdle(from: start + days(day)) }
    try bench.expectOrder()
    #expect(try bench.copies().doubled == 0)
    #expect(try bench.keys() == elsewhere(at: [start + days(41)]))
  }

  /// A deadline that somebody else took over in the time by which the clock was set back stays theirs.
  @Test(.register) func aClockThatIsSetBackTellsNobodyWhoHandedOver() throws {
    let bench = try RemindBench()
    let start = try bench.runUntilIdle(from: RemindBench.start)
    try bench.act("p5@test.example", at: start + days(1)) { connection, day in
      _ = try connection.handOver(connection.deadline("contract_end", of: "END-5", on: day), to: 6, on: day)
    }
    try bench.runUntilIdle(from: start + days(1))
    let before = try bench.reminders()
    #expect(try bench.newest(to: 6) == ["END-5 to person 6"])
    try bench.run(at: start)
    try bench.run(at: start - days(40))
    #expect(try bench.reminders() == before)
    try bench.expectOrder()
  }

  /// The keys of what another register, just like this one, decides at some instants.
  private func elsewhere(at instants: [Date]) throws -> [String] {
    try RemindBench.withOther { bench in
      for instant in instants { try bench.run(at: instant) }
      return try bench.keys()
    }
  }

  // MARK: Outages

  @Test(.register) func afterAnOutageOfTheMailServerEachGetsOneMailWithTheNewestStep() throws {
    let bench = try RemindBench()
    bench.server = RemindBench.nowhere
    for day in 0...7 {
      let outcome = try bench.run(at: RemindBench.start + days(day))
      // On a weekend there is nothing to send.
      #expect(outcome.code == ([4, 5].contains(day) ? 0 : 2))
    }
    #expect(try bench.count("SELECT coalesce(max(attempts), 0) FROM register.delivery") == 0)
    bench.server = "smtp://127.0.0.1:\(bench.mail.port)"
    try bench.runUntilIdle(from: RemindBench.start + days(8))
    let mails = try bench.mailsByAddress()
    #expect(mails.values.allSatisfy { $0 == 1 } && mails.count == 10, "\(mails)")
    for person in RemindBench.owners {
      #expect(try bench.newest(to: person) == ["END-\(person) owner +1b", "NOTICE-\(person) owner -30"])
    }
    #expect(try bench.newest(to: 2).count == 4, "their people's contracts have ended")
    try bench.expectOrder()
  }

  @Test(.register) func afterThreeWeeksWithoutASchedulerEachGetsOneMail() throws {
    let bench = try RemindBench()
    try bench.runUntilIdle(from: RemindBench.start)
    let before = try bench.mailsByAddress()
    try bench.runUntilIdle(from: RemindBench.start + days(21))
    let after = try bench.mailsByAddress()
    #expect(after.count == 11 && after.allSatisfy { $0.value == (before[$0.key] ?? 0) + 1 }, "\(after)")
    try bench.expectOrder()
  }

  @Test(.register) func fiveHundredOverdueContractsAreOneMail() throws {
    let bench = try RemindBench(isEmpty: true)
    try bench.connection.register(
      """
      INSERT INTO register.contract (reference, starts_on, ends_on, owner_id)
      SELECT 'OLD-' || n, '2025-01-01', date '2026-11-01' - n % 60, 5 FROM generate_series(1, 500) n
      """)
    try bench.runUntilIdle(from: RemindBench.start)
    // Their manager and the risk lead hear of what is long over, each once, too.
    #expect(try bench.mailsByAddress() == ["p5@test.example": 1, "p3@test.example": 1, "p4@test.example": 1])
    #expect(try bench.newest(to: 5).count == 500)
    try bench.expectOrder()
  }

  // MARK: How often

  /// Every four hours for two weeks, for each plan takes a while, and once a day: the same is decided.
  @Test(.register) func howOftenItRunsChangesNothing() throws {
    let bench = try RemindBench()
    try RemindBench.withOther { other in
      for hour in stride(from: 0, through: 24 * 14, by: 4) {
        let instant = RemindBench.start + minutes(60 * hour)
        try bench.plan(at: instant)
        if hour % 24 == 0 { try other.plan(at: instant) }
      }
      #expect(try bench.keys() == other.keys())
      #expect(try bench.count("SELECT count(*) FROM register.reminder") >= 48)
      try bench.runUntilIdle(from: RemindBench.start + days(14))
      try other.runUntilIdle(from: RemindBench.start + days(14))
      #expect(try bench.keys() == other.keys())
      #expect(try bench.mailsByAddress() == other.mailsByAddress())
      try bench.expectOrder()
      try other.expectOrder()
    }
  }
}

extension RemindBench {
  /// Plans in this process, as of an instant; nothing is sent.
  func plan(at instant: Date) throws {
    try connection.execute("SELECT set_config('clause6.at', \(instant.formatted(.iso8601)), false)")
    try connection.planReminders(as: .test) { _, _ in }
  }

  /// Acts as somebody at an instant.
  func act(_ actor: String, at instant: Date, _ body: (Connection, CalendarDate) throws -> Void) throws {
    try connection.change(as: Authorship(actor: actor, reason: "a test")) { connection in
      try connection.execute("SELECT set_config('clause6.at', \(instant.formatted(.iso8601)), true)")
      guard let day = try connection.value("SELECT facts.as_of()", as: CalendarDate.self) else { return }
      try body(connection, day)
    }
  }
}
