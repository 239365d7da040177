import Clause6
import Postgres
import TestSupport
import Testing

/// What holds of reminders whatever happened to those who sent them.
extension RemindBench {
  /// How many copies of how many messages the mail server took.
  struct Copies: Equatable {
    var accepted = 0
    var distinct = 0
    var doubled: Int { accepted - distinct }
    /// Deliveries that broke off when they were whole.
    var uncertain = 0
  }

  func copies() throws -> Copies {
    let accepted = try mail.accepted
    return Copies(
      accepted: accepted.count, distinct: Set(accepted.map(\.messageID)).count,
      uncertain: try count("SELECT count(*) FROM register.delivery WHERE uncertain > 0"))
  }

  func expect(_ copies: Copies, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try self.copies()
    #expect(found == copies, "\(found)", sourceLocation: sourceLocation)
  }

  /// All that must hold once nothing is left to do.
  /// - Parameter waiting: reminders that may still be pending, for they have nobody or it is not their time.
  func expectOrder(waiting: Int = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try connection.execute("DISCARD TEMP")
    try connection.execute("CREATE TEMPORARY TABLE copy (message_id text, sha256 text, address text)")
    for copy in try mail.accepted {
      try connection.execute(
        "INSERT INTO pg_temp.copy VALUES (btrim(\(copy.messageID), '<>'), \(copy.sha256), \(copy.to.first))")
    }
    for (sentence, sql) in RemindBench.violations {
      let rows = try connection.table(SQL(verbatim: sql)).rows.map { $0.map { $0 ?? "-" } }
      #expect(rows.isEmpty, "\(sentence): \(rows.prefix(3))", sourceLocation: sourceLocation)
    }
    let pending = try count("SELECT count(*) FROM register.reminder WHERE state = 'pending'")
    #expect(pending == waiting, "reminders that are pending", sourceLocation: sourceLocation)
  }

  /// Each a sentence of what is wrong, and a question that must have no answer.
  private static let violations: [(String, String)] = [
    (
      "a key has two rows",
      "SELECT kind, subject_id, due_on, step FROM register.reminder GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"
    ),
    (
      "a message was sent that nobody has",
      """
      SELECT x.id FROM register.delivery x LEFT JOIN register.delivery_message m ON m.delivery_id = x.id
      WHERE x.state = 'sent' AND NOT EXISTS (
        SELECT FROM pg_temp.copy c WHERE c.message_id = m.message_id AND c.sha256 = m.sha256 AND c.address = m.address)
      """
    ),
    (
      "copies of which nobody was told that they are uncertain",
      """
      SELECT x.id, count(*) FROM pg_temp.copy c
      JOIN register.delivery_message m ON m.message_id = c.message_id JOIN register.delivery x ON x.id = m.delivery_id
      WHERE x.uncertain = 0 GROUP BY x.id HAVING count(*) > 1
      """
    ),
    (
      "copies that are not alike",
      "SELECT message_id FROM pg_temp.copy GROUP BY 1 HAVING count(DISTINCT sha256) > 1 OR count(DISTINCT address) > 1"
    ),
    (
      "a copy without a delivery of the same bytes",
      """
      SELECT c.message_id FROM pg_temp.copy c
      LEFT JOIN register.delivery_message m ON m.message_id = c.message_id AND m.sha256 = c.sha256 WHERE m.id IS NULL
      """
    ),
    (
      "a message waits, or somebody has it",
      "SELECT id, state, reply FROM register.delivery WHERE state IN ('queued', 'sending')"
    ),
    (
      "a reminder is in no message that went out",
      """
      SELECT r.id, r.kind, r.subject_id, r.step FROM register.reminder r WHERE r.state = 'batched' AND NOT EXISTS (
        SELECT FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id
        WHERE i.reminder_id = r.id AND NOT i.is_dropped AND x.channel = 'mail' AND x.state IN ('sent', 'uncertain'))
      """
    ),
    (
      "a reminder went out in two messages",
      """
      SELECT i.reminder_id FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id
      WHERE NOT i.is_dropped AND x.channel = 'mail' AND x.state IN ('sent', 'uncertain') GROUP BY 1 HAVING count(*) > 1
      """
    ),
    (
      "what was refused for good reached nobody else",
      """
      SELECT i.reminder_id FROM register.delivery_item i JOIN register.delivery x ON x.id = i.delivery_id
      WHERE x.state = 'dead' AND x.channel = 'mail' AND NOT i.is_dropped AND NOT EXISTS (
        SELECT FROM register.delivery_item o JOIN register.delivery y ON y.id = o.delivery_id
        WHERE o.reminder_id = i.reminder_id AND NOT o.is_dropped AND y.person_id <> x.person_id AND y.state = 'sent')
      """
    ),
    (
      "a run was left without an outcome though it ended",
      "SELECT id FROM register.reminder_run WHERE (ended_at IS NULL) <> (outcome IS NULL)"
    ),
  ]
}
