import Clause6
import Postgres

/// What it costs to plan reminders for a large register, beside one sequential count of the tables that deadlines are
/// read from, and whether four who plan at once decide what one decides.
struct RemindBenchmark {
  /// The register of `Fixtures/bench` has about so many deadlines a hundred vendors.
  private static let deadlinesOfHundredVendors = 370
  /// A Tuesday, noon in Tokyo: within the hours of some recipients and outside those of others.
  private static let instant = "2026-11-24T03:00:00Z"
  private static let planners = 4
  private static let name = "clause6_bench_remind"
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let deadlines: Int

  func run() throws {
    try withRegister(RemindBenchmark.name, clause6, server) { register in
      let vendors = max(20, deadlines * 100 / RemindBenchmark.deadlinesOfHundredVendors)
      for file in ["register", "people"] {
        _ = try Invocation(
          psql, "-Xqv", "vendors=\(vendors)", "-f", "Fixtures/bench/\(file).sql", register.text
        ).run()
      }
      try withCopy { copy in
        let single = try measureOne(RemindBenchmark.pretending(register))
        try measureFour(RemindBenchmark.pretending(copy), single)
      }
    }
  }

  /// What the planner of the whole register left behind.
  private struct Single {
    let keys: [[String?]]
    let floor: Double
  }

  private func measureOne(_ register: ConnectionInfo) throws -> Single {
    let session = try Meter(register)
    // Of this register facts.deadline reads all tables that hold anything.
    let floor = try session.countTables()
    var known = 0
    // As the plan asks: bound, for written into the statement facts.as_of() would be worked out for each row.
    let day = try session.connection.value("SELECT facts.as_of()", as: CalendarDate.self)
    let facts = try session.both {
      known = try session.connection.readFacts {
        try $0.value("SELECT count(d) FROM facts.deadline(\(day)::date) d", as: Int.self) ?? 0
      }
    }
    print("\(known) deadlines; one count of the \(floor.tables) tables that they are read from")
    print(pad("", 22) + columns(["wall ms", "cpu ms", "floors"]))
    report("floor", floor.wall, floor.cpu, floor.wall, "")
    report("facts.deadline", facts.wall, facts.cpu, floor.wall, "\(known) rows")
    for name in ["first plan", "idle plan"] {
      var plan: ReminderPlan?
      let before = try session.wal()
      let cost = try session.both {
        plan = try session.connection.planReminders(as: Authorship(actor: "bench", reason: "bench")) { $1 }
      }
      let remark = "\(plan?.planned ?? 0) to be sent, \(plan?.suppressed ?? 0) suppressed, "
      report(name, cost.wall, cost.cpu, floor.wall, remark + "\(try session.wal() - before) bytes of WAL")
    }
    return Single(keys: try keys(session.connection), floor: floor.wall)
  }

  private func measureFour(_ register: ConnectionInfo, _ single: Single) throws {
    let wall =
      try Invocation(clause6, "remind", "plan", "--format", "csv", "--limit", "1", "--database", register.text)
      .run(times: RemindBenchmark.planners) / 1e3
    let keys = try keys(Connection(register))
    let (theirs, ours) = (Set(keys), Set(single.keys))
    let isSame = theirs == ours && keys.count == theirs.count
    report(
      "\(RemindBenchmark.planners) plan at once", wall, nil, single.floor,
      "\(keys.count) rows, \(theirs.count) distinct, \(isSame ? "the same" : "not the same") as one planner's \(ours.count)"
    )
    guard isSame else {
      throw Failure(
        "\(RemindBenchmark.planners) who planned at once decided otherwise than one: \(ours.subtracting(theirs).count) "
          + "keys are missing, \(theirs.subtracting(ours).count) are too many, \(keys.count - theirs.count) are there twice."
      )
    }
  }

  private func keys(_ connection: Connection) throws -> [[String?]] {
    try connection.table("SELECT kind, subject_id::text, due_on::text, step FROM register.reminder").rows
  }

  /// One row and one line of JSON; times are in seconds.
  private func report(_ name: String, _ wall: Double, _ cpu: Double?, _ floor: Double, _ remark: String) {
    func whole(_ seconds: Double) -> String { String(Int((seconds * 1e3).rounded())) }
    let numbers = [whole(wall), cpu.map(whole) ?? "", whole(wall / floor / 1e3)]
    print(pad(name, 22) + columns(numbers) + (remark.isEmpty ? "" : "  \(remark)"))
    print(
      "{\"figure\":\"remind.\(name)\",\"deadlines\":\(deadlines),\"wall_ms\":\(whole(wall)),\"floors\":\(numbers[2])}")
  }

  /// Lends a copy of the register as it is now, to which nobody may be connected yet.
  private func withCopy(_ body: (ConnectionInfo) throws -> Void) throws {
    let connection = try Connection(server)
    let (name, copy) = (RemindBenchmark.name, RemindBenchmark.name + "_copy")
    try connection.execute("SET client_min_messages = warning")
    try connection.execute("DROP DATABASE IF EXISTS \(identifier: copy) WITH (FORCE)")
    try connection.execute("CREATE DATABASE \(identifier: copy) TEMPLATE \(identifier: name)")
    defer { _ = try? connection.execute("DROP DATABASE \(identifier: copy) WITH (FORCE)") }
    try body(server.with(["dbname": copy]))
  }

  /// All who plan must mean the same instant, or they would rightly decide different steps.
  private static func pretending(_ register: ConnectionInfo) -> ConnectionInfo {
    register.with(["options": "-c clause6.at=\(instant) -c clause6.zone=UTC -c TimeZone=UTC"])
  }
}
