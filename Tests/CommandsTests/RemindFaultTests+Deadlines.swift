import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Days that move, people who act, many who plan at once, and the calendar's hard days.
extension RemindFaultTests {
  @Test(.register) func fourWhoPlanAtOnceDecideWhatOneDoes() throws {
    let bench = try RemindBench(isEmpty: true)
    try bench.connection.register(RemindFaultTests.manyContracts)
    let planners = try (1...4).map { _ in
      try Program.start(["remind", "plan"], bench.environment(at: RemindBench.start))
    }
    for planner in planners {
      try planner.waitForEnd()
      #expect(planner.terminationStatus == 0)
    }
    let rows: SQL = "SELECT kind, subject_id, due_on, step, state FROM register.reminder ORDER BY 1, 2, 3, 4"
    let planned = try bench.connection.table(rows).rows
    #expect(planned.count > 5_000)
    try RemindBench.withOther(isEmpty: true) { other in
      try other.connection.register(RemindFaultTests.manyContracts)
      _ = try Program.run(["remind", "plan"], other.environment(at: RemindBench.start))
      #expect(planned == (try other.connection.table(rows).rows))
    }
    #expect(try bench.keys().count == Set(bench.keys()).count)
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    // Owners, both managers and the risk lead.
    try bench.expect(.init(accepted: 11, distinct: 11, uncertain: 0))
    try bench.expectOrder()
  }

  private static let manyContracts = """
    INSERT INTO register.contract (id, reference, starts_on, ends_on, owner_id)
    SELECT n, 'C-' || n, '2025-01-01', date '2026-11-10' + n % 90, 5 + n % 8 FROM generate_series(1, 3000) n
    """

  @Test(.register) func eachReadsWhyInTheirLanguage() throws {
    let bench = try RemindBench()
    try bench.connection.register(
      """
      UPDATE register.person SET language = 'ja' WHERE id IN (2, 5);
      UPDATE register.person SET away_from_on = '2026-11-20', away_until_on = '2026-12-10' WHERE id = 6;
      """)
    try bench.run(at: RemindBench.start)
    func told(_ person: Int) throws -> [String] {
      try bench.connection.table(
        """
        SELECT concat_ws(' / ', because, instead) FROM register.delivery_item
        WHERE delivery_id = (SELECT id FROM register.delivery WHERE person_id = \(person)) ORDER BY 1
        """
      ).rows.compactMap { $0[0] }
    }
    #expect(try told(5) == ["2026-11-30に終了する", "2027-01-31の1か月前：2026-12-31"])
    #expect(try told(7) == ["2027-01-31 less 1 month: 2026-12-31", "runs until 2026-11-30"])
    // The manager of whoever is away.
    #expect(
      try told(2) == [
        "2026-11-30に終了する / Person 6さんは2026-12-10まで不在", "2027-01-31の1か月前：2026-12-31 / Person 6さんは2026-12-10まで不在",
      ])
  }

  // MARK: Days that move

  @Test(.register) func aDayThatMovesBeforeTheMailIsSentIsArmedAnew() throws {
    let bench = try RemindBench()
    bench.server = RemindBench.nowhere
    try bench.run(at: RemindBench.start)
    func states() throws -> [String] {
      try bench.connection.table(
        """
        SELECT concat_ws(' ', due_on, step, state) FROM register.reminder WHERE kind = 'contract_end' AND subject_id = 5
          AND state <> 'superseded' ORDER BY 1
        """
      ).rows.compactMap { $0[0] }
    }
    #expect(try states() == ["2026-11-30 owner -7 batched"])
    try bench.connection.register("UPDATE register.contract SET ends_on = '2026-12-20' WHERE id = 5")
    try bench.run(at: RemindBench.start + minutes(11))
    #expect(try states() == ["2026-11-30 owner -7 cancelled", "2026-12-20 owner -30 batched"])
    try bench.connection.register("UPDATE register.contract SET ends_on = '2026-11-30' WHERE id = 5")
    bench.server = "smtp://127.0.0.1:\(bench.mail.port)"
    try bench.runUntilIdle(from: RemindBench.start + minutes(22))
    #expect(try states() == ["2026-11-30 owner -7 batched", "2026-12-20 owner -30 cancelled"])
    #expect(try bench.newest(to: 5) == ["END-5 owner -7", "NOTICE-5 owner -60"])
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    try bench.expectOrder()
  }

  @Test(.register) func whatIsDoneBeforeTheMailIsSentIsLeftOut() throws {
    let bench = try RemindBench()
    bench.server = RemindBench.nowhere
    try bench.run(at: RemindBench.start)
    try bench.connection.register(
      """
      UPDATE register.contract SET work_ended_on = '2026-11-20', terminated_on = '2026-11-20' WHERE id IN (5, 6);
      UPDATE register.contract SET terminated_on = '2026-11-20' WHERE id = 105
      """)
    bench.server = "smtp://127.0.0.1:\(bench.mail.port)"
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    #expect(try bench.mailsByAddress()["p6@test.example"] == 1)
    #expect(try bench.newest(to: 6) == ["NOTICE-6 owner -60"])
    try bench.expectOrder()
  }

  // MARK: People who act

  @Test(.register) func whoActsIsHeard() throws {
    let bench = try RemindBench()
    let day = RemindBench.start
    try bench.connection.register(
      "UPDATE register.person SET away_until_on = '2026-12-31', backup_id = 12 WHERE id = 11")
    func act(_ person: Int, _ body: (Connection, CalendarDate) throws -> Void) throws {
      try bench.act("p\(person)@test.example", at: day, body)
    }
    try act(5) { connection, today in
      _ = try connection.acknowledge(
        connection.deadline("contract_end", of: "END-5", on: today), until: .iso("2026-12-04"), on: today)
    }
    try act(6) { connection, today in
      _ = try connection.snooze(
        connection.deadline("notice", of: "NOTICE-6", on: today), until: .iso("2026-11-27"), on: today)
    }
    try act(7) { connection, today in _ = try connection.mute(7, kind: nil, until: .iso("2026-12-31"), on: today) }
    try act(8) { connection, today in
      _ = try connection.handOver(connection.deadline("contract_end", of: "END-8", on: today), to: 9, on: today)
    }
    try bench.runUntilIdle(from: day)
    #expect(try bench.newest(to: 5) == ["NOTICE-5 owner -60"], "acknowledged")
    #expect(try bench.newest(to: 6) == ["END-6 owner -7"], "put off")
    #expect(try bench.newest(to: 7) == ["NOTICE-7 owner -60"], "muted, but never the days for notice")
    #expect(try bench.newest(to: 8) == ["NOTICE-8 owner -60"])
    #expect(try bench.newest(to: 9).contains { $0.hasPrefix("END-8") }, "handed over")
    #expect(try bench.newest(to: 11) == [], "away")
    #expect(
      try bench.newest(to: 12) == ["END-11 owner -7", "END-12 owner -7", "NOTICE-11 owner -60", "NOTICE-12 owner -60"])

    // What was put off comes back on its day.
    try bench.runUntilIdle(from: day + days(3))
    #expect(try bench.newest(to: 6).contains { $0.hasPrefix("NOTICE-6 again") })
    // An escalation comes although its owner acknowledged, and the owner hears again when their days are over.
    for number in [6, 7, 8, 13] { try bench.runUntilIdle(from: day + days(number)) }
    let escalated = try bench.connection.table(
      "SELECT subject_id, state FROM register.reminder WHERE kind = 'contract_end' AND step = 'manager 0' ORDER BY 1"
    ).rows.map { $0.compactMap { $0 } }
    #expect(escalated == RemindBench.owners.map { ["\($0)", "batched"] })
    #expect(try bench.newest(to: 5).contains { $0.hasPrefix("END-5 again") })
    try bench.expectOrder()
  }

  // MARK: The calendar's hard days

  /// Due on Sunday, 31 January 2027; nobody reminds from 25 December to 2 February. Then clocks are wrong, and the day moves.
  @Test(.register) func overdueAfterAWinterWithoutAScheduler() throws {
    let bench = try RemindBench(isEmpty: true)
    try bench.connection.register(RemindBench.review)
    func rows() throws -> [String] {
      try bench.connection.table(
        """
        SELECT concat_ws(' ', step, (fires_at AT TIME ZONE 'Asia/Tokyo')::date, state) FROM register.reminder
        WHERE kind = 'review' ORDER BY fires_at, step
        """
      ).rows.compactMap { $0[0] }
    }
    try bench.run(at: instant("2026-12-25T01:00:00Z"))
    #expect(try rows() == [])
    let first = ["owner -30 2026-12-31 superseded", "owner -7 2027-01-22 superseded", "owner 0 2027-01-29 batched"]
    try bench.run(at: instant("2027-02-02T01:00:00Z"))
    #expect(try rows() == first)
    #expect(try bench.mailsByAddress() == ["p5@test.example": 1])
    #expect(try bench.newest(to: 5) == ["ACME owner 0"])
    try bench.run(at: instant("2027-02-02T01:15:00Z"))
    #expect(try rows() == first)
    try bench.run(at: instant("2027-02-03T01:00:00Z"))
    #expect(try rows() == first + ["owner +3b 2027-02-03 batched"])
    try bench.run(at: instant("2027-02-08T01:00:00Z"))
    let all = try rows()
    #expect(all.dropFirst(4) == ["manager +7 2027-02-08 batched"])
    #expect(try bench.mailsByAddress() == ["p5@test.example": 2, "p3@test.example": 1])

    // Set back by forty days, and forward again.
    try bench.run(at: instant("2026-12-30T01:00:00Z"))
    #expect(try rows() == all)
    try bench.run(at: instant("2027-02-08T02:00:00Z"))
    #expect(try rows() == all)
    try bench.expectOrder()
  }

  @Test(.register) func aReviewThatIsMovedHasStepsOfItsOwn() throws {
    let bench = try RemindBench(isEmpty: true)
    try bench.connection.register(RemindBench.review)
    bench.server = RemindBench.nowhere
    try bench.run(at: instant("2027-01-25T01:00:00Z"))
    try bench.connection.register(
      """
      INSERT INTO register.review_move (vendor_id, due_on, moved_to_on, moved_on, reason)
      VALUES (1, '2027-01-31', '2027-02-20', '2026-01-26', 'the vendor moves house')
      """)
    bench.server = "smtp://127.0.0.1:\(bench.mail.port)"
    try bench.runUntilIdle(from: instant("2027-01-26T01:00:00Z"))
    let rows = try bench.connection.table(
      "SELECT concat_ws(' ', due_on, step, state) FROM register.reminder WHERE kind = 'review' ORDER BY fires_at, due_on"
    ).rows.compactMap { $0[0] }
    #expect(
      rows == [
        "2027-01-31 owner -30 superseded", "2027-02-20 owner -30 batched", "2027-01-31 owner -7 cancelled",
      ])
    try bench.expectOrder()
  }
}
