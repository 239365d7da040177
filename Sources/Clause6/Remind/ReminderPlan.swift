public import Postgres
import Schema

/// What a plan decided.
public struct ReminderPlan: Sendable, Equatable {
  /// Reminders that are to be sent.
  public let planned: Int
  /// Reminders that are not: a later step is sent instead, or somebody asked not to hear.
  public let suppressed: Int
  /// Reminders, of now or before, for which there is nobody who could be told.
  public let nobody: Int
}

/// What `remind_3_2_plan.sql` counts.
private struct DecidedSteps: Decodable {
  let planned: Int
  let suppressed: Int
}

/// A webhook and what it hears of.
public struct WebhookScope: Sendable {
  public var name: String
  /// Kinds of deadlines; `nil` for all.
  public var kinds: [String]?

  public init(name: String, kinds: [String]?) {
    self.name = name
    self.kinds = kinds
  }

  fileprivate var json: JSONValue {
    .members([("name", .text(name)), ("kinds", kinds.map { .list($0.map { .text($0) }) } ?? .null)])
  }
}

extension Connection {
  /// Decides which reminders have fallen due, each once, and puts together whom they go to.
  ///
  /// Any number of processes may do this at once and as often as they like: a step of a deadline is a row with a unique
  /// key, so the second finds it decided. What was missed while nobody planned is decided now; of each deadline the
  /// newest step is sent and stands for the older ones.
  ///
  /// - Parameters:
  ///   - author: who plans, and why.
  ///   - instant: until when a step must have fallen due, as PostgreSQL writes instants; `nil` for now.
  ///   - webhooks: what is told beside people.
  ///   - atAnyHour: whether what waits for office hours and business days goes, too.
  ///   - rehearse: do it all, show it, and roll it back.
  ///   - then: is called in the same transaction, for instance to show the plan with ``plannedReminders(limit:)``.
  public func planReminders<T>(
    as author: Authorship, at instant: String? = nil, webhooks: [WebhookScope] = [], atAnyHour: Bool = false,
    rehearse: Bool = false,
    then: (Connection, ReminderPlan) throws -> T
  ) throws -> T {
    try remindTransaction(as: author, rehearse: rehearse) { connection in
      let plan = try connection.plan(at: instant, webhooks, atAnyHour)
      Failpoint.inPlan.reach()
      return try then(connection, plan)
    }
  }

  private func plan(at instant: String?, _ webhooks: [WebhookScope], _ atAnyHour: Bool) throws -> ReminderPlan {
    let at = try instant ?? thisInstant()
    guard let day = try value("SELECT (\(at)::timestamptz AT TIME ZONE facts.zone())::date", as: CalendarDate.self)
    else { throw PostgresError.unexpectedRowCount(0) }
    // Each reminder that waits is looked for in it, of which the server may know so little that it reads all of it each time.
    try make("deadline", "remind_1_deadline", [day], index: "kind, subject_id")
    try act("remind_2_entries", [day, at])
    try make("business", "remind_3_1_business", [day])
    guard
      let steps: DecidedSteps = try row(SQL(verbatim: SQLFile.at("acts/remind_3_2_plan.sql").text, [day, at]))
    else { throw PostgresError.unexpectedRowCount(0) }
    // One at a time from here on: what one puts into a message is not to wait for the next day because of another.
    try execute("SELECT pg_advisory_xact_lock(\(Connection.remindLock))")
    try act("remind_4_drop", [at])
    try act("remind_5_supersede", [])
    try make("waiting", "remind_6_1_wait", [at])
    try make("recipient", "remind_6_2_assemble", [day, at])
    let muted = try act("remind_7_mute", [day])
    try make("today", "remind_8_1_today", [day], index: "person_id, slot")
    try make("placed", "remind_8_2_place", [day, atAnyHour])
    try act("remind_8_3_batch", [day, at, JSONValue.list(webhooks.map(\.json)).json])
    let nobody = try value(
      """
      SELECT count(*) FROM register.reminder r
      WHERE r.state = 'pending' AND r.fires_at <= \(at)::timestamptz AND NOT EXISTS (SELECT FROM pg_temp.recipient t WHERE t.id = r.id)
      """, as: Int.self)
    return ReminderPlan(
      planned: steps.planned - muted, suppressed: steps.suppressed + muted, nobody: nobody ?? 0)
  }

  /// Makes a table of this transaction, and lets the server see how much is in it.
  private func make(
    _ table: StaticString, _ file: String, _ values: [(any PostgresEncodable)?], index columns: StaticString? = nil
  ) throws {
    try act(file, values)
    if let columns { try execute(SQL(verbatim: "CREATE INDEX ON pg_temp.\(table) (\(columns))")) }
    try execute(SQL(verbatim: "ANALYZE pg_temp.\(table)"))
  }

  @discardableResult
  private func act(_ file: String, _ values: [(any PostgresEncodable)?]) throws -> Int {
    try execute(SQL(verbatim: SQLFile.at("acts/\(file).sql").text, values))
  }

  /// Who puts messages together does so alone; the number only has to be ours.
  static let remindLock = 6_000_007

  /// The instant at which something is decided, says `facts.instant()`.
  func thisInstant() throws -> String {
    guard let instant = try value("SELECT facts.instant()::text", as: String.self) else {
      throw PostgresError.unexpectedRowCount(0)
    }
    return instant
  }

  /// A transaction of the scheduler.
  ///
  /// It is not serializable: keys and locked rows keep schedulers apart, and a plan that reads the whole register would
  /// be repeated whenever somebody changes anything. A process that stands still in the middle of one is thrown out, so
  /// that it holds nobody up.
  func remindTransaction<T>(as author: Authorship, rehearse: Bool = false, _ body: (Connection) throws -> T) throws -> T
  {
    for attempt in 1... {
      do {
        return try transaction(
          begin: "BEGIN ISOLATION LEVEL READ COMMITTED; "
            + "SET LOCAL idle_in_transaction_session_timeout = '5min'; SET LOCAL synchronous_commit = on",
          end: rehearse ? "ROLLBACK" : "COMMIT"
        ) { connection in
          try connection.act(as: author)
          return try body(connection)
        }
      } catch let error as PostgresError {
        guard error.isRetryable, attempt < 5 else { throw error }
      }
    }
    preconditionFailure("the loop ends by itself")
  }
}

extension Connection {
  /// What the plan of this transaction decided, and what still waits: what, to whom, when and why.
  /// - Parameter limit: at most so many rows; `nil` for all.
  public func plannedReminders(limit: Int?) throws -> Table {
    try table(SQL(verbatim: SQLFile.at("acts/remind_preview.sql").text, [limit]))
  }
}
