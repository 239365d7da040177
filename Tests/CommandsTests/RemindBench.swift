import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// A register with people and contracts, a mail server, and the program as cron runs it.
///
/// Person 1 is told when nobody else can be, 2 and 3 are managers, 4 is the risk lead, and 5 to 12 each own two contracts:
/// one that ended lately or ends soon, and one with a day for notice.
final class RemindBench {
  private(set) var connection: Connection
  let mail: TestProcess
  /// Where the program sends; nobody listens at ``nowhere``.
  var server: String
  private let database: ConnectionInfo
  private var started: [Process] = []

  static let owners = 5...12
  static let nowhere = "smtp://127.0.0.1:1"
  /// A Tuesday, half past nine in Tokyo.
  static let start = instant("2026-11-24T00:30:00Z")

  init(_ database: ConnectionInfo = TestDatabase.current, isEmpty: Bool = false) throws {
    self.database = database
    connection = try Connection(database)
    // A test that kills the server is not about what its own statements lose.
    try connection.execute("SET synchronous_commit = on")
    mail = try TestProcess("server.py")
    server = "smtp://127.0.0.1:\(mail.port)"
    try connection.register(RemindBench.people)
    if !isEmpty { try connection.register(RemindBench.contracts) }
  }

  /// None outlives the test.
  deinit {
    for process in started where process.isRunning { kill(process.processIdentifier, SIGKILL) }
    mail.stop()
  }

  /// Lends a second register, just like a first.
  static func withOther<T>(isEmpty: Bool = false, _ body: (RemindBench) throws -> T) throws -> T {
    let server = try TestServer.shared()
    let database = try server.makeDatabase(template: .register)
    defer { try? server.drop(database) }
    return try body(RemindBench(database, isEmpty: isEmpty))
  }

  /// A new session, after the server was killed.
  func reconnect() throws { connection = try Connection(database) }

  private static let people = """
    INSERT INTO register.person (id, name, email, zone, calendar)
    SELECT n, 'Person ' || n, 'p' || n || '@test.example', 'Asia/Tokyo', 'JP' FROM generate_series(1, 12) n;
    UPDATE register.person SET manager_id = 2 + id % 2 WHERE id > 4;
    UPDATE register.reminder_policy SET fallback_id = 1, risk_lead_id = 4;
    """

  private static let contracts = """
    INSERT INTO register.contract (id, reference, starts_on, ends_on, owner_id)
    SELECT n, 'END-' || n, '2025-12-01', '2026-11-30', n FROM generate_series(5, 12) n;
    INSERT INTO register.contract (id, reference, starts_on, ends_on, auto_renews, renewal_months, notice_months, owner_id)
    SELECT 100 + n, 'NOTICE-' || n, '2026-02-01', '2027-01-31', true, 12, 1, n FROM generate_series(5, 12) n;
    """

  /// A vendor of person 5 whose review is due on Sunday, 31 January 2027, and nothing else.
  static let review = """
    INSERT INTO register.vendor (id, code, name, owner_id) VALUES (1, 'ACME', 'Acme', 5);
    INSERT INTO register.engagement (id, vendor_id, title, starts_on, tier) VALUES (1, 1, 'use', '2026-01-31', 'critical');
    INSERT INTO register.review_schedule (vendor_id, anchor_on, months, from_on) VALUES (1, '2026-01-31', 12, '1900-01-01')
    """

  // MARK: The program

  func environment(at instant: Date?, failpoint: String? = nil) -> [String: String] {
    var environment = [
      "CLAUSE6_DATABASE": database.text, "CLAUSE6_SMTP": server, "CLAUSE6_MAIL_FROM": "clause6@test.example",
      "CLAUSE6_HOME": mail.folder.path,
    ]
    environment["PGOPTIONS"] = instant.map { "-c clause6.at=\($0.formatted(.iso8601))" }
    environment["CLAUSE6_FAILPOINT"] = failpoint
    return environment
  }

  /// Begins a run and does not wait for its end.
  func start(at instant: Date?, failpoint: String? = nil, _ more: [String] = []) throws -> Process {
    let process = try Program.start(["remind", "run"] + more, environment(at: instant, failpoint: failpoint))
    started.append(process)
    return process
  }

  /// Begins a run that stands still at a place.
  func halt(at instant: Date, _ place: String) throws -> Process {
    let process = try start(at: instant, failpoint: "\(place):stop")
    try wait(for: "it stands still") { process.isStopped }
    return process
  }

  @discardableResult
  func run(at instant: Date, through database: ConnectionInfo? = nil, _ more: [String] = []) throws -> Program.Outcome {
    var environment = environment(at: instant)
    if let database { environment["CLAUSE6_DATABASE"] = database.text }
    return try Program.run(["remind", "run"] + more, environment)
  }

  /// Runs every eleven minutes, for leases last ten, until two runs in a row change nothing.
  /// - Returns: when that was.
  @discardableResult
  func runUntilIdle(from begin: Date) throws -> Date {
    var instant = begin
    var last = ""
    for _ in 0..<40 {
      try run(at: instant)
      let now = try fingerprint()
      if now == last { return instant }
      last = now
      instant += minutes(11)
    }
    Issue.record("the scheduler never has nothing to do")
    return instant
  }

  private func fingerprint() throws -> String {
    try connection.value(
      """
      SELECT concat((SELECT string_agg(concat(id, state, attempts), ',' ORDER BY id) FROM register.delivery), '/',
        (SELECT string_agg(concat(id, state), ',' ORDER BY id) FROM register.reminder))
      """) ?? ""
  }

  // MARK: What there is

  /// Each reminder as its key tells it, in order.
  func keys() throws -> [String] {
    try connection.table(
      "SELECT concat_ws(' ', kind, subject_id, due_on, step) FROM register.reminder ORDER BY kind, subject_id, due_on, step"
    ).rows.compactMap { $0[0] }
  }

  /// The rows of `reminder`, whole.
  func reminders() throws -> [[String?]] {
    try connection.table("SELECT r::text FROM register.reminder r ORDER BY id").rows
  }

  func count(_ sql: SQL) throws -> Int { try connection.value(sql) ?? -1 }

  /// How many mails each address got.
  func mailsByAddress() throws -> [String: Int] {
    Dictionary(try mail.accepted.flatMap(\.to).map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// What a delivery says: `REFERENCE STEP`, in order; of the newest to a person.
  func newest(to person: Int) throws -> [String] {
    try connection.table(SQL(verbatim: RemindBench.newest, [person])).rows.compactMap { $0[0] }
  }

  private static let newest = """
    SELECT i.reference || ' ' || r.step FROM register.delivery_item i JOIN register.reminder r ON r.id = i.reminder_id
    WHERE NOT i.is_dropped AND i.delivery_id = (
      SELECT max(id) FROM register.delivery WHERE person_id = $1 AND state = 'sent')
    ORDER BY 1
    """
}

/// `2026-11-24T00:30:00Z` as an instant.
func instant(_ text: String) -> Date {
  guard let date = try? Date(text, strategy: .iso8601) else { preconditionFailure("\(text) is no instant") }
  return date
}

func minutes(_ number: Int) -> TimeInterval { TimeInterval(number * 60) }
func days(_ number: Int) -> TimeInterval { TimeInterval(number * 86_400) }

/// Blocks rather than suspends: what it waits for must not pass while other tests have the thread.
func wait(for what: @autoclosure () -> String, _ isSo: () throws -> Bool) throws {
  for _ in 0..<6_000 {
    if try isSo() { return }
    usleep(10_000)
  }
  throw TestFailure(description: "\(what()): that never came about")
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String
}

extension Process {
  /// Like `waitUntilExit()`, and fails when that takes minutes.
  func waitForEnd() throws { try wait(for: "\(arguments ?? []) ends") { !isRunning } }

  /// Whether a signal halted it.
  var isStopped: Bool {
    let text = (try? String(contentsOfFile: "/proc/\(processIdentifier)/stat", encoding: .utf8)) ?? ""
    return text.split(separator: ")").last?.hasPrefix(" T") ?? false
  }

  /// Waits for its end.
  /// - Returns: whether a SIGKILL was it.
  func wasKilled() throws -> Bool {
    try waitForEnd()
    return terminationReason == .uncaughtSignal && terminationStatus == SIGKILL
  }
}
