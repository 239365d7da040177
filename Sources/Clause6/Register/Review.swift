public import Postgres

/// Why a vendor is looked at again.
public enum ReviewCause: String, Sendable, CaseIterable, PostgresEncodable {
  /// Its due day is near or past.
  case schedule
  case incident
  case change
  case request
}

/// What came of a review.
public enum ReviewOutcome: String, Sendable, CaseIterable, PostgresEncodable {
  case `continue`
  case continueWithActions = "continue_with_actions"
  case suspend
  case exit
}

/// When a vendor is next to be looked at, as it is on a day. Derived by `facts.review_due`.
public struct ReviewDue: Sendable, Decodable, Equatable {
  public let vendorId: Int
  /// waiting, due (near enough to be done), overdue, or unscheduled when nothing tells from when to count.
  public let state: String
  public let dueOn: CalendarDate?
  /// The same before anybody moved it.
  public let scheduledOn: CalendarDate?
  /// The last day that the strictest regime leaves, counted from the last review of any cause.
  public let limitOn: CalendarDate?
  public let months: Int
  /// The tier, the regime or the vendor's own schedule, whichever asks for most.
  public let decidedBy: String
  /// Due days that have passed since the last review.
  public let missed: Int
  /// The scheduled review that is under way.
  public let openReviewId: Int?
}

extension Connection {
  /// The number of a review, from `3` or `#3`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func review(called which: String) throws -> Int { try number(which, in: "review", what: "a review") }

  /// When a vendor is next to be reviewed; `nil` when nobody uses it any more.
  public func reviewDue(vendor: Int, on day: CalendarDate) throws -> ReviewDue? {
    try readFacts {
      try $0.row(
        "SELECT * FROM facts.review_due(\(day)::date) WHERE vendor_id = \(vendor)", as: ReviewDue.self)
    }
  }

  /// Begins to look at a vendor again; the person who acts is the reviewer.
  ///
  /// - Parameters:
  ///   - vendor: the vendor.
  ///   - cause: why it is looked at.
  ///   - due: by when it is asked for. A scheduled review takes the due day of the schedule.
  ///   - day: first day of the work.
  /// - Returns: the review's number.
  /// - Throws: ``Clause6Error`` when a scheduled review has no due day, or one too far ahead to be done now.
  public func startReview(vendor: Int, because cause: ReviewCause, due: CalendarDate? = nil, on day: CalendarDate)
    throws
    -> Int
  {
    try refuseFuture(day, "The review has not begun")
    let dueOn = try cause == .schedule ? scheduledDay(vendor: vendor, on: day) : due ?? day
    return try insert(
      into: "review",
      [
        Assignment("vendor_id", vendor), Assignment("cause", cause), Assignment("due_on", dueOn),
        Assignment("started_on", day),
      ])
  }

  private func scheduledDay(vendor: Int, on day: CalendarDate) throws -> CalendarDate {
    guard let due = try reviewDue(vendor: vendor, on: day) else {
      throw Clause6Error(
        "Nobody uses the vendor on \(day), so no review of it is due: add --because request to look at it all the same."
      )
    }
    guard let dueOn = due.dueOn else {
      throw Clause6Error(
        "Nothing tells from which day the vendor's reviews are counted: \"clause6 review plan\" gives it a first day.")
    }
    guard due.state != "waiting" else {
      throw Clause6Error(
        "The vendor's review is due on \(dueOn), too far ahead to stand for it: "
          + "start one with --because request, or \"clause6 review reschedule\" to bring it forward.")
    }
    return dueOn
  }

  /// Ends a review with its outcome.
  /// - Throws: `PostgresError.server` when it has one already: a completed review stays as it is.
  public func completeReview(_ id: Int, outcome: ReviewOutcome, note: String? = nil, on day: CalendarDate) throws {
    try refuseFuture(day, "The review is not completed")
    try execute(
      """
      UPDATE register.review SET completed_on = \(day)::date, outcome = \(outcome), note = coalesce(\(note), note)
      WHERE id = \(id)
      """)
  }

  /// Has the coming review due on another day, for this once; later due days stay where they were.
  ///
  /// - Parameters:
  ///   - vendor: the vendor.
  ///   - moved: the day on which its coming review is due instead; not before `day`.
  ///   - why: the reason, which is kept.
  ///   - day: from when on the move counts.
  /// - Throws: ``Clause6Error`` when nothing is due, or a regime in force does not allow to wait so long.
  public func rescheduleReview(vendor: Int, to moved: CalendarDate, because why: String, on day: CalendarDate) throws {
    guard let due = try reviewDue(vendor: vendor, on: day), let scheduled = due.scheduledOn else {
      throw Clause6Error("No review of the vendor is due, so there is none to move: \"clause6 review list\" shows all.")
    }
    if let limit = due.limitOn, moved > limit, moved > scheduled {
      throw Clause6Error(
        "The review cannot wait until \(moved): the longest gap that a regime allows ends on \(limit). "
          + "Choose a day until then.")
    }
    let next = try value(
      "SELECT (\(scheduled)::date + make_interval(months => \(due.months)))::date", as: CalendarDate.self)
    if let next, moved >= next {
      throw Clause6Error(
        "The review cannot wait until \(moved): the one after it is due on \(next). "
          + "\"clause6 review plan\" changes how often the vendor is looked at.")
    }
    guard moved != due.dueOn else { throw Clause6Error("The review is due on \(moved) already.") }
    guard moved >= day else { throw Clause6Error("\(moved) is over: a review is moved to a day that is to come.") }
    if let open = due.openReviewId {
      throw Clause6Error("Review \(open) of the vendor is under way: complete it instead of moving its day.")
    }
    try execute(
      """
      INSERT INTO register.review_move (vendor_id, due_on, moved_to_on, moved_on, reason)
      VALUES (\(vendor), \(scheduled)::date, \(moved)::date, \(day)::date, \(why))
      """)
  }

  /// Says from which day a vendor's reviews are counted, and how often at least.
  ///
  /// - Parameters:
  ///   - vendor: the vendor.
  ///   - anchor: the day from which due days are counted.
  ///   - months: 1 to 120; `nil` leaves it to tier and regimes, and more than they ask changes nothing.
  ///   - day: from when on the schedule counts.
  public func planReviews(vendor: Int, anchor: CalendarDate, months: Int?, on day: CalendarDate) throws {
    try execute(
      """
      INSERT INTO register.review_schedule (vendor_id, anchor_on, months, from_on)
      VALUES (\(vendor), \(anchor)::date, \(months)::int, \(day)::date)
      ON CONFLICT (vendor_id, from_on) DO UPDATE SET anchor_on = excluded.anchor_on, months = excluded.months
      WHERE (review_schedule.anchor_on, review_schedule.months) IS DISTINCT FROM (excluded.anchor_on, excluded.months)
      """)
  }
}
