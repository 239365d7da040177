public import Postgres

/// A deadline as people name it: its kind and what the register calls it.
public struct NamedDeadline: Sendable, Decodable {
  public let kind: String
  public let subjectId: Int
  public let dueOn: CalendarDate
}

extension Connection {
  /// The number of an act, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func reminderAct(called which: String) throws -> Int {
    try number(which, in: "reminder_act", what: "an act", list: "remind acts --all")
  }

  /// The number of a delivery, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func delivery(called which: String) throws -> Int {
    try number(which, in: "delivery", what: "a delivery", list: "remind list")
  }

  /// The kinds of deadlines that there are.
  public func deadlineKinds() throws -> [String] {
    try table("SELECT DISTINCT kind FROM facts.reminder_ladder ORDER BY kind").rows.compactMap { $0[0] }
  }

  /// The deadline of a kind with this reference: `notice`, `TA-2020-002`.
  /// - Throws: ``Clause6Error`` when nothing of the kind is due, with the kinds that are.
  public func deadline(_ kind: String, of reference: String, on day: CalendarDate) throws -> NamedDeadline {
    let found = try rows(
      """
      SELECT kind, subject_id, due_on FROM facts.deadline(\(day)::date)
      WHERE reference = \(reference) OR subject_id::text = ltrim(\(reference), '#') AND reference LIKE '%#' || subject_id
      ORDER BY due_on
      """, as: NamedDeadline.self)
    if let deadline = found.first(where: { $0.kind == kind }) { return deadline }
    let kinds = found.map(\.kind)
    throw Clause6Error(
      kinds.isEmpty
        ? "Nothing is due of \"\(reference)\": \"clause6 deadline list\" shows kinds and references."
        : "Of \(reference) no \(kind) is due, but \(kinds.joined(separator: ", ")).")
  }

  /// Notes that somebody sees to a deadline: its owner is not reminded until the day is over, and then again if it is still due.
  ///
  /// An escalation rests only when the one who would get it has said so.
  /// - Returns: the act's number.
  public func acknowledge(_ deadline: NamedDeadline, until last: CalendarDate, on day: CalendarDate) throws -> Int {
    try insertReminderAct("acknowledged", deadline, [Assignment("until_on", last)], day)
  }

  /// Puts a deadline's reminders off until a day, and has them come back on it.
  public func snooze(_ deadline: NamedDeadline, until back: CalendarDate, on day: CalendarDate) throws -> Int {
    try insertReminderAct("snoozed", deadline, [Assignment("until_on", back)], day)
  }

  /// Has somebody else reminded of a deadline from now on; they hear of it at once.
  public func handOver(_ deadline: NamedDeadline, to person: Int, on day: CalendarDate) throws -> Int {
    try insertReminderAct("handed_over", deadline, [Assignment("person_id", person)], day)
  }

  /// Has a person not reminded of a kind of deadline, or of any, until a day is over; escalations and days for notice come
  /// all the same.
  public func mute(
    _ person: Int, kind: String?, until last: CalendarDate, on day: CalendarDate
  ) throws -> Int {
    try refuseFuture(day, "Nobody has muted anything")
    return try insert(
      into: "reminder_act",
      [
        Assignment("what", "muted"), Assignment("kind", kind), Assignment("person_id", person),
        Assignment("until_on", last), Assignment("acted_on", day),
      ])
  }

  /// Takes an act back from a day on.
  /// - Throws: ``Clause6Error`` when there is no such act, or it was taken back already.
  public func withdrawReminderAct(_ id: Int, on day: CalendarDate) throws {
    try refuseFuture(day, "Nobody has taken it back")
    guard
      try execute(
        "UPDATE register.reminder_act SET withdrawn_on = \(day)::date WHERE id = \(id) AND withdrawn_on IS NULL") == 1
    else {
      throw Clause6Error("No act \(id) can be withdrawn: \"clause6 remind acts\" shows them.")
    }
  }

  private func insertReminderAct(
    _ what: String, _ deadline: NamedDeadline, _ more: [Assignment], _ day: CalendarDate
  ) throws -> Int {
    try refuseFuture(day, "Nobody has done this")
    return try insert(
      into: "reminder_act",
      [
        Assignment("what", what), Assignment("kind", deadline.kind), Assignment("subject_id", deadline.subjectId),
        Assignment("acted_on", day),
      ] + more)
  }
}

extension Connection {
  /// Settles a message of which nobody knew whether it arrived, or that was refused.
  ///
  /// - Parameters:
  ///   - id: the delivery's number.
  ///   - isDelivered: it did arrive; else it is sent again, byte for byte where it was whole.
  /// - Throws: ``Clause6Error`` when there is no such delivery, or it is neither uncertain nor dead.
  public func settleDelivery(_ id: Int, isDelivered: Bool) throws {
    let changed =
      isDelivered
      ? try execute(
        """
        UPDATE register.delivery SET state = 'sent', sent_at = facts.instant(), reply = 'said to have arrived'
        WHERE id = \(id) AND state = 'uncertain'
        """)
      : try execute(
        """
        UPDATE register.delivery SET state = 'queued', attempts = 0, first_tried_at = NULL, next_at = facts.instant()
        WHERE id = \(id) AND (state = 'uncertain' OR state = 'dead' AND channel <> 'mail')
        """)
    guard changed == 1 else {
      throw Clause6Error(
        "Delivery \(id) is not uncertain: \"clause6 remind list\" shows what became of it.",
        hint:
          "A mail that was refused for good went to somebody else; correct the address with \"clause6 person edit\".")
    }
  }
}
