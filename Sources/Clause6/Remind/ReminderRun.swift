public import Postgres
import Transport

/// What a run of the scheduler did.
public struct ReminderRun: Sendable, Equatable {
  public var planned = 0
  public var suppressed = 0
  /// Reminders that wait because nobody can be told: no owner, backup, manager or fallback who is there and has an address.
  public var nobody = 0
  /// Messages that the other side took.
  public var sent = 0
  /// Attempts that failed.
  public var failed = 0
  /// Why the run stopped before everything was sent: settings are wrong, or nobody listens. One sentence for each channel.
  public var problems: [String] = []

  public var outcome: String { problems.isEmpty ? "done" : problems.joined(separator: " ") }

  public init() {}
}

/// One process that reminds.
///
/// ```swift
/// let run = try connection.remind(as: author, over: ["mail": courier], host: "sched1 (4711)")
/// ```
extension Connection {
  /// Plans, sends what is to go, and notes that it ran. Any number of these may be at work at once.
  ///
  /// Each reminder is decided once. Its message is handed over at least once, and twice only when the process or the
  /// connection dies between the message's last byte and the answer; the copy is then the same byte for byte, and listed
  /// as uncertain.
  ///
  /// - Parameters:
  ///   - author: who reminds, and why.
  ///   - couriers: by channel: `mail`, `webhook:NAME`.
  ///   - webhooks: what each webhook hears of.
  ///   - atAnyHour: whether what waits for office hours and business days goes, too.
  ///   - host: where it runs, as it is to be found again.
  ///   - isStopped: asked between two messages.
  ///   - note: is given each attempt that failed, in a sentence.
  /// - Throws: ``Clause6Error`` when clocks disagree. What other sides answer is no error.
  public func remind(
    as author: Authorship, over couriers: [String: any Courier], webhooks: [WebhookScope] = [], atAnyHour: Bool = false,
    host: String,
    isStopped: () -> Bool = { false }, note: (String) -> Void = { _ in }
  ) throws -> ReminderRun {
    try refuseLimited("To remind people")
    let id = try beginRun(as: author, host)
    var run = ReminderRun()
    do {
      _ = try reapDeliveries(as: author)
      let plan = try planReminders(as: author, webhooks: webhooks, atAnyHour: atAnyHour) { $1 }
      Failpoint.afterPlan.reach()
      run.planned = plan.planned
      run.suppressed = plan.suppressed
      run.nobody = plan.nobody
      try send(&run, as: author, couriers, host, isStopped, note)
    } catch {
      run.problems.append(
        (error as? Clause6Error)?.message ?? (error as? PostgresError)?.sentence ?? "it was broken off")
      // What broke the run off may have broken the connection.
      try? endRun(id, run, as: author)
      throw error
    }
    try endRun(id, run, as: author)
    return run
  }

  private func send(
    _ run: inout ReminderRun, as author: Authorship, _ couriers: [String: any Courier], _ host: String,
    _ isStopped: () -> Bool, _ note: (String) -> Void
  ) throws {
    var left: [String] = []
    while !isStopped(), let claimed = try claimDelivery(as: author, by: host, leaving: left) {
      Failpoint.afterClaim.reach()
      let attempt = try hand(claimed, over: couriers[claimed.channel], as: author)
      Failpoint.afterAnswer.reach()
      // Somebody else went on with it, and their word counts.
      guard let attempt, try record(attempt, of: claimed, as: author) else { continue }
      Failpoint.afterRecord.reach()
      if attempt.verdict == .accepted { run.sent += 1 } else { run.failed += 1 }
      guard attempt.verdict != .accepted else { continue }
      let sentence = "\(claimed.channel) to \(claimed.recipient ?? claimed.channel): \(attempt.reply)"
      note(sentence)
      // The next message would fare no better: it waits for the next run, and is not counted as tried.
      if [.unreachable, .misconfigured].contains(attempt.verdict) {
        left.append(claimed.channel)
        run.problems.append(sentence)
      }
    }
  }

  /// - Returns: `nil` when somebody else took the message over.
  private func hand(
    _ claimed: ClaimedDelivery, over courier: (any Courier)?, as author: Authorship
  ) throws -> Attempt? {
    guard let courier else {
      return Attempt(.misconfigured, reply: "no channel \(claimed.channel) is set up here")
    }
    let message = try claimed.frozen ?? courier.compose(try digest(of: claimed))
    Failpoint.afterCompose.reach()
    do {
      return try courier.hand(message) { try markHanding(claimed, message, as: author) }
    } catch is LeaseLost {
      return nil
    }
  }

  private func beginRun(as author: Authorship, _ host: String) throws -> Int {
    try remindTransaction(as: author) { connection in
      try connection.value(
        "INSERT INTO register.reminder_run (began_at, host) VALUES (facts.instant(), \(host)) RETURNING id",
        as: Int.self)!
    }
  }

  private func endRun(_ id: Int, _ run: ReminderRun, as author: Authorship) throws {
    _ = try remindTransaction(as: author) { connection in
      try connection.execute(
        """
        UPDATE register.reminder_run SET ended_at = greatest(began_at, facts.instant()), planned = \(run.planned)::int,
          suppressed = \(run.suppressed)::int, nobody = \(run.nobody)::int, sent = \(run.sent)::int, failed = \(run.failed)::int, outcome = \(run.outcome)
        WHERE id = \(id)
        """)
    }
  }
}
