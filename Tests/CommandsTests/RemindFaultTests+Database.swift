import Foundation
import Postgres
import TestSupport
import Testing

extension RemindFaultTests {
  /// It goes away while the mail server takes its time to answer, and comes back before it does.
  @Test func aDatabaseThatIsKilledAmidATransferLosesNothing() async throws {
    let server = try TestServer.dedicated()
    defer { server.stop() }
    let database = try server.makeDatabase(template: .register)
    let bench = try RemindBench(database)
    try bench.mail.answer("p7@test.example", "delay 3")
    let service = try bench.start(at: RemindBench.start, ["--watch"])
    try wait(for: "the slow mail is taken") { try bench.mailsByAddress()["p7@test.example"] == 1 }
    server.kill()
    try server.restart()
    try bench.reconnect()
    try bench.mail.answer("p7@test.example", "delay 0")
    // It rests for a minute and goes on by itself. This one suspends, for others need the thread meanwhile.
    for _ in 0..<600 where try bench.mail.accepted.count < 8 { try await Task.sleep(for: .milliseconds(200)) }
    kill(service.processIdentifier, SIGTERM)
    try service.waitForEnd()
    #expect(service.terminationReason == .exit && service.terminationStatus == 0, "\(service.terminationStatus)")
    #expect(try bench.copies().distinct == 8, "all but the one in hand went out")
    try bench.runUntilIdle(from: RemindBench.start + minutes(11))
    try bench.expect(.init(accepted: 9, distinct: 8, uncertain: 1))
    try bench.expectOrder()
  }

  /// Run after run is cut off, each at a later place; what is left goes out, and nothing does twice unseen.
  @Test(.register) func theConnectionBreaksInRunAfterRun() throws {
    let bench = try RemindBench()
    var (instant, breaks) = (RemindBench.start, 0)
    for turn in 4...400 where turn < 60 || turn % 7 == 0 {
      let proxy = try FaultProxy(TestDatabase.current, (turn % 2 == 0 ? .half : .after, turn))
      let outcome = try bench.run(at: instant, through: proxy.info)
      proxy.stop()
      instant += minutes(11)
      guard proxy.isBroken else { break }
      breaks += 1
      #expect(outcome.code == 0 || outcome.code == 1 && outcome.err.contains("broke"), "turn \(turn): \(outcome.err)")
    }
    instant = try bench.runUntilIdle(from: instant)
    let undecided = try bench.settle(true, at: instant)
    if undecided > 0 { try bench.runUntilIdle(from: instant + minutes(11)) }
    let copies = try bench.copies()
    print("| reminders | \(breaks) breaks | \(copies.accepted) / \(copies.distinct) | \(copies.uncertain) uncertain |")
    #expect(breaks > 20)
    #expect(copies.distinct == RemindBench.owners.count)
    try bench.expectOrder()
  }
}
