public import Postgres

extension Connection {
  /// What somebody must look at: a scheduler that is silent, messages that are uncertain or refused. Empty when all is well.
  public func reminderProblems() throws -> [String] {
    try rows("SELECT unnest(problems) AS text FROM facts.reminder_health(facts.instant())", as: Problem.self).map(
      \.text)
  }

  private struct Problem: Decodable { let text: String }

  /// The scheduler's figures as OpenMetrics 1.0 text.
  public func reminderMetrics() throws -> String {
    let health: Health? = try row(
      """
      SELECT extract(epoch FROM last_run_at)::bigint AS last_run, coalesce(extract(epoch FROM facts.instant() - oldest_queued_at), 0)::bigint AS oldest,
        pending, nobody, queued, sending, uncertain, dead, sent_total, plan_seconds::text AS seconds, cardinality(r.problems) AS problems,
        unsealed, coalesce(extract(epoch FROM facts.instant() - oldest_unsealed_at), 0)::bigint AS unsealed_seconds
      FROM facts.reminder_health(facts.instant()) r, facts.history_health(facts.instant()) h
      """)
    guard let health else { return "# EOF\n" }
    var text = ""
    func put(_ name: String, _ type: String, _ help: String, _ samples: [(String, String)]) {
      text += "# TYPE clause6_\(name) \(type)\n# HELP clause6_\(name) \(help)\n"
      for (labels, value) in samples {
        text += "clause6_\(name)\(type == "counter" ? "_total" : "")\(labels) \(value)\n"
      }
    }
    if let last = health.lastRun {
      put("reminders_last_run_timestamp_seconds", "gauge", "When the scheduler last finished.", [("", "\(last)")])
    }
    if let seconds = health.seconds {
      put("reminders_run_seconds", "gauge", "How long its last run took.", [("", seconds)])
    }
    put(
      "reminders_oldest_unsent_seconds", "gauge", "For how long the oldest message has been due.",
      [("", "\(max(0, health.oldest))")])
    put("reminders_pending", "gauge", "Reminders that are in no message yet.", [("", "\(health.pending)")])
    put("reminders_nobody", "gauge", "Reminders that have nobody to go to.", [("", "\(health.nobody)")])
    put(
      "reminders_deliveries", "gauge", "Messages by state; dead: of the last seven days.",
      [
        ("{state=\"queued\"}", "\(health.queued)"), ("{state=\"sending\"}", "\(health.sending)"),
        ("{state=\"uncertain\"}", "\(health.uncertain)"), ("{state=\"dead\"}", "\(health.dead)"),
      ])
    put("reminders_sent", "counter", "Messages that the other side took.", [("", "\(health.sentTotal)")])
    put("reminders_problems", "gauge", "What somebody must look at.", [("", "\(health.problems)")])
    put("history_unsealed", "gauge", "Changes that are not sealed yet.", [("", "\(health.unsealed)")])
    put(
      "history_oldest_unsealed_seconds", "gauge", "For how long the oldest of them has waited.",
      [("", "\(max(0, health.unsealedSeconds))")])
    return text + "# EOF\n"
  }

  private struct Health: Decodable {
    let lastRun: Int?
    let oldest: Int
    let pending: Int
    let nobody: Int
    let queued: Int
    let sending: Int
    let uncertain: Int
    let dead: Int
    let sentTotal: Int
    let seconds: String?
    let problems: Int
    let unsealed: Int
    let unsealedSeconds: Int
  }
}
