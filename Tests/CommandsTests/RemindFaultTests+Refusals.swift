import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// Mail servers that say no, later, or nothing.
extension RemindFaultTests {
  @Test(.register) func whatIsPutOffIsTriedAgain() throws {
    let bench = try RemindBench()
    try bench.mail.answer("p5@test.example", "later 2 451 4.7.1 wait")
    #expect(try bench.run(at: RemindBench.start).code == 0)
    #expect(try bench.mail.accepted.count == 7)
    #expect(try bench.run(at: RemindBench.start + minutes(2)).code == 0, "it is not time yet")
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    try bench.runUntilIdle(from: RemindBench.start + minutes(120))
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    #expect(try bench.count("SELECT attempts FROM register.delivery WHERE person_id = 5") == 3)
    try bench.expectOrder()
  }

  /// An address that is refused, a message that is, one whose backup is there, and one whose manager is refused as well.
  @Test(.register) func whatIsRefusedForGoodGoesToSomebodyElse() throws {
    let bench = try RemindBench()
    try bench.connection.register("UPDATE register.person SET backup_id = 7 WHERE id = 5")
    for (address, answer) in [
      ("p5", "550 5.1.1 no such user"), ("p6", "550 5.1.1 no such user"), ("p9", "data 554 5.6.0 no"),
      ("p3", "550 5.7.1 not for you"),
    ] { try bench.mail.answer("\(address)@test.example", answer) }
    try bench.runUntilIdle(from: RemindBench.start)
    #expect(try bench.newest(to: 7) == ["END-5 owner -7", "NOTICE-5 owner -60"])
    #expect(try bench.newest(to: 2) == ["END-6 owner -7", "NOTICE-6 owner -60"])
    #expect(try bench.newest(to: 1) == ["END-9 owner -7", "NOTICE-9 owner -60"], "their manager was refused, too")
    let list = try Program.run(
      ["remind", "list", "--format", "csv"], bench.environment(at: RemindBench.start + minutes(60)))
    #expect(list.code == 0)
    for words in [
      "no such user", "5.6.0", "not for you", "mail to Person 5 was refused", "mail to Person 9 was refused",
    ] {
      #expect(list.out.contains(words), "\(words): \(list.out)")
    }
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 0))
    try bench.expectOrder()
  }

  /// The connection breaks where a program dies in other tests: before the mail is whole, and after it.
  @Test(.register, arguments: ["drop": (8, 0), "drop-data": (8, 1), "drop-kept": (9, 1)])
  func whatBreaksOffIsSentAgain(_ rule: String, _ expected: (accepted: Int, uncertain: Int)) throws {
    let bench = try RemindBench()
    try bench.mail.answer("p5@test.example", rule)
    try bench.run(at: RemindBench.start)
    try bench.mail.answer("p5@test.example", "delay 0")
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    try bench.expect(.init(accepted: expected.accepted, distinct: 8, uncertain: expected.uncertain))
    try bench.expectOrder()
  }

  @Test(.register) func whoHoldsWhatIsUncertainIsAsked() throws {
    let bench = try RemindBench()
    try bench.connection.register("UPDATE register.reminder_policy SET on_uncertain = 'hold'")
    try bench.mail.answer("p5@test.example", "drop-kept")
    try bench.runUntilIdle(from: RemindBench.start)
    try bench.expect(.init(accepted: 8, distinct: 8, uncertain: 1))
    let status = try Program.run(["remind", "status"], bench.environment(at: RemindBench.start + minutes(60)))
    #expect((status.out + status.err).contains("may or may not have arrived"), "\(status)")
    try bench.expectOrder()
  }
}
