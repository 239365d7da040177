import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Programs that remind are killed, halted and cut off at every place, while others go on.
@Suite(.enabled(if: TestProcess.reasonWithoutMail == nil, "needs python3 with aiosmtpd"))
struct RemindFaultTests {
  /// How many messages there are at ``RemindBench/start``.
  private static let messages = RemindBench.owners.count

  /// Where a program can be killed, and whether the mail may have been taken by then.
  private static let failpoints: [(name: String, isAfterMark: Bool)] = [
    ("in-plan", false), ("after-plan", false), ("after-claim", false), ("after-compose", false), ("before-mark", false),
    ("after-mark", true), ("after-answer", true), ("after-record", false),
  ]

  /// Two at a time are killed, more often than there are messages; then one is killed while another is not; then nobody is.
  @Test(.register, arguments: failpoints)
  func whoeverIsKilledLosesNothing(_ failpoint: String, _ isAfterMark: Bool) throws {
    let bench = try RemindBench()
    var instant = RemindBench.start
    var kills = 0
    for round in 1...3 {
      let failing = try (1...(round < 3 ? 2 : 1)).map { _ in
        try bench.start(at: instant, failpoint: "\(failpoint):kill")
      }
      let other = round < 3 ? nil : try bench.start(at: instant)
      for process in failing where try process.wasKilled() { kills += 1 }
      try other?.waitForEnd()
      instant += minutes(11)
    }
    instant = try bench.runUntilIdle(from: instant)
    let undecided = try bench.settle(failpoint != "after-mark", at: instant)
    if undecided > 0 { try bench.runUntilIdle(from: instant + minutes(11)) }
    let copies = try bench.copies()
    print(
      "| \(failpoint) | \(kills) kills | \(copies.accepted) / \(copies.distinct) | \(copies.doubled) doubled |",
      "\(copies.uncertain) were uncertain, \(undecided) of them twice |")
    // Who plans in vain or has nothing left to send does not come to the place.
    #expect(kills >= 3)
    #expect(copies.distinct == RemindFaultTests.messages, "each has what they are to have")
    if !isAfterMark { #expect(copies.doubled == 0 && copies.uncertain == 0 && undecided == 0) }
    try bench.expectOrder()
  }

  /// The same between the last byte and the answer, which no place in the program can be: the mail server is slow.
  @Test(.register) func whoeverIsKilledBeforeTheAnswerSendsTheSameBytes() throws {
    let bench = try RemindBench()
    try bench.mail.answer("p5@test.example", "delay 600")
    let process = try bench.start(at: RemindBench.start)
    try wait(for: "the mail is taken") { try bench.mailsByAddress()["p5@test.example"] == 1 }
    kill(process.processIdentifier, SIGKILL)
    #expect(try process.wasKilled())
    try bench.mail.answer("p5@test.example", "delay 0")
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    try bench.expect(.init(accepted: 9, distinct: 8, uncertain: 1))
    try bench.expectOrder()
  }

  // MARK: Halted

  @Test(.register) func whoeverStandsStillBeforeTheMarkIsTooLateAfterwards() throws {
    let bench = try RemindBench()
    let process = try bench.halt(at: RemindBench.start, "before-mark")
    try bench.run(at: RemindBench.start + minutes(11))
    #expect(try bench.mail.accepted.count == RemindFaultTests.messages)
    kill(process.processIdentifier, SIGCONT)
    try process.waitForEnd()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    try bench.runUntilIdle(from: RemindBench.start + minutes(22))
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    try bench.expectOrder()
  }

  @Test(.register) func whoeverStandsStillAfterTheMarkIsListed() throws {
    let bench = try RemindBench()
    let process = try bench.halt(at: RemindBench.start, "after-mark")
    try bench.run(at: RemindBench.start + minutes(11))
    kill(process.processIdentifier, SIGCONT)
    try process.waitForEnd()
    try bench.runUntilIdle(from: RemindBench.start + minutes(22))
    try bench.expect(.init(accepted: 9, distinct: 8, uncertain: 1))
    try bench.expectOrder()
  }

  /// The server throws out whoever stands still in a transaction; the test does it in its place and does not wait five minutes.
  @Test(.register) func whoeverStandsStillInAPlanHoldsNobodyUpForEver() throws {
    let bench = try RemindBench()
    let limit = try bench.connection.planReminders(as: .test, rehearse: true) { connection, _ in
      try connection.value("SHOW idle_in_transaction_session_timeout", as: String.self)
    }
    #expect(limit == "5min")
    let halted = try bench.halt(at: RemindBench.start, "in-plan")
    let other = try bench.start(at: RemindBench.start + minutes(11))
    try wait(for: "the other waits for it") {
      try bench.count(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        == 1
    }
    _ = try bench.count(
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'
      """)
    try other.waitForEnd()
    #expect(other.terminationStatus == 0)
    kill(halted.processIdentifier, SIGCONT)
    try halted.waitForEnd()
    #expect(halted.terminationReason == .exit && halted.terminationStatus != 0)
    try bench.runUntilIdle(from: RemindBench.start + minutes(22))
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    try bench.expectOrder()
  }

  // MARK: Told to end

  @Test(.register) func aServiceThatIsToldToEndFinishesTheMailInHand() throws {
    let bench = try RemindBench()
    // Whichever comes first.
    for owner in RemindBench.owners { try bench.mail.answer("p\(owner)@test.example", "hold") }
    let service = try bench.start(at: RemindBench.start, ["--watch"])
    try wait(for: "the first mail is taken") { try bench.mail.accepted.count == 1 }
    kill(service.processIdentifier, SIGTERM)
    for owner in RemindBench.owners { try bench.mail.answer("p\(owner)@test.example", "") }
    try service.waitForEnd()
    #expect(service.terminationReason == .exit && service.terminationStatus == 0, "\(service.terminationStatus)")
    #expect(try bench.count("SELECT count(*) FROM register.delivery WHERE state = 'sending'") == 0)
    #expect(try bench.count("SELECT count(*) FROM register.delivery WHERE state = 'sent'") == 1)
    try bench.runUntilIdle(from: RemindBench.start)
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    try bench.expectOrder()
  }

  @Test(.register) func aServiceThatRestsEndsAtOnce() throws {
    let bench = try RemindBench()
    let service = try bench.start(at: RemindBench.start, ["--watch"])
    try wait(for: "its run ended") {
      try bench.count("SELECT count(*) FROM register.reminder_run WHERE outcome = 'done'") == 1
    }
    kill(service.processIdentifier, SIGTERM)
    try service.waitForEnd()
    #expect(service.terminationReason == .exit && service.terminationStatus == 0, "\(service.terminationStatus)")
    try bench.expectOrder()
  }
}

extension RemindBench {
  /// Says of each message that was uncertain twice what came of it, as somebody who asked the recipients.
  /// - Returns: how many there were.
  func settle(_ isDelivered: Bool, at instant: Date) throws -> Int {
    let numbers = try connection.table("SELECT id FROM register.delivery WHERE state = 'uncertain'").rows
    for number in numbers.compactMap({ $0[0] }) {
      let outcome = try Program.run(
        ["remind", "resolve", number, isDelivered ? "--delivered" : "--resend", "--reason", "asked them"],
        environment(at: instant))
      #expect(outcome.code == 0, "\(outcome.err)")
    }
    return numbers.count
  }
}
