public import Postgres

/// Who changes the register, and why. Every write carries one; the database refuses a change without reason.
public struct Authorship: Sendable, Equatable {
  /// For whom the program acts: a claim, beside the login that PostgreSQL authenticated.
  public var actor: String
  public var reason: String

  /// - Throws: ``Clause6Error`` when either is blank.
  public init(actor: String, reason: String) throws(Clause6Error) {
    guard !actor.allSatisfy(\.isWhitespace) else {
      throw Clause6Error("Nobody is named as the one who makes the change: give --actor or set CLAUSE6_ACTOR.")
    }
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Clause6Error("A change of the register needs a reason, and none was given: add --reason \"…\".")
    }
    self.actor = actor
    self.reason = reason
  }
}

/// Facts are long expressions over few rows, of which the server expects thousands of times as many: to compile them takes
/// it a hundred times longer than to evaluate them, and the plans that it makes for several processes had not worked out a
/// hundred thousand deadlines after minutes, of which one process took eight seconds. Nor does it gain by remembering what
/// a join found, since each row asks for another: that is half the time of contracts' states.
let factSettings =
  "SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_memoize = off"

extension Connection {
  /// Reads facts, in the transaction that is open or in one of its own.
  ///
  /// - Throws: ``PostgresError``, and what the closure throws.
  public func readFacts<T>(_ body: (Connection) throws -> T) throws -> T {
    guard !isInTransaction else {
      try execute(script: factSettings)
      return try body(self)
    }
    return try transaction(
      begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(factSettings)", end: "COMMIT", body)
  }

  /// Says who acts and why for the rest of the transaction.
  public func act(as author: Authorship) throws(PostgresError) {
    try execute(script: factSettings)
    try execute(
      """
      SELECT set_config('clause6.actor', \(author.actor), true), set_config('clause6.reason', \(author.reason), true)
      """)
  }

  /// One transaction that changes the register; when rehearsed, one that is rolled back.
  public func change<T>(as author: Authorship, rehearse: Bool = false, _ body: (Connection) throws -> T) throws -> T {
    func acting(_ connection: Connection) throws -> T {
      try connection.act(as: author)
      try connection.refuseDeparted()
      return try body(connection)
    }
    return rehearse ? try self.rehearse(acting) : try write(acting)
  }

  /// Refuses whoever has left: they act no more, whatever day they name.
  func refuseDeparted() throws {
    let last = try value(
      "SELECT left_on FROM register.person WHERE id = register.person_called(register.actor()) AND left_on < facts.as_of()",
      as: CalendarDate.self)
    guard let last else { return }
    let actor = try value("SELECT register.actor()", as: String.self) ?? ""
    throw Clause6Error("\(actor) left on \(last) and acts no more: say with --actor who acts.")
  }

  /// The day a question is asked about when nobody names one: today in the organisation's zone, says `facts.as_of()`.
  public func today() throws(PostgresError) -> CalendarDate {
    guard let today = try value("SELECT facts.as_of()", as: CalendarDate.self) else { throw .unexpectedRowCount(0) }
    return today
  }
}
