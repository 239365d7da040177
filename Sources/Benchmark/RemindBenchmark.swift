import Clause6
import Postgres

/// What it costs to plan reminders for a large register, beside one sequential count of the tables that deadlines are
/// read from, and whether four who plan at once decide what one decides.
struct RemindBenchmark {
  /// A Tuesday, noon in Tokyo: within the hours of some recipients and outside those of others.
  private static let instant = "2026-11-24T03:00:00Z"
  private static let planners = 4
  let bench: Bench

  func run() throws {
    try bench.withRegister { register in
      _ = try Invocation(
        bench.psql, "-Xqv", "vendors=\(bench.scale.vendors)", "-f", "Fixtures/bench/people.sql", register.text
      ).run()
      try bench.withCopy(of: register) { copy in
        let single = try measureOne(RemindBenchmark.pretending(register))
        try measureFour(RemindBenchmark.pretending(copy), single)
      }
    }
  }

  /// What the planner of the whole register left behind.
  private struct Single {
    let keys: [[String?]]
    let wall: Double
  }

  private func measureOne(_ register: ConnectionInfo) throws -> Single {
    let session = try Meter(register)
    // Of this register facts.deadline reads all tables that hold anything.
    let floor = try session.countTables().wall
    var known = 0
    // As the plan asks: bound, for written into the statement facts.as_of() would be worked out for each row.
    let day = try session.connection.value("SELECT facts.as_of()", as: CalendarDate.self)
    let facts = try session.all {
      known = try session.connection.readFacts {
        try $0.value("SELECT count(d) FROM facts.deadline(\(day)::date) d", as: Int.self) ?? 0
      }
    }
    report("facts", facts.wall, floor, known, facts.peak)
    var first = 0.0
    for name in ["first", "idle"] {
      var plan: ReminderPlan?
      let cost = try session.all {
        plan = try session.connection.planReminders(as: Authorship(actor: "bench", reason: "bench")) { $1 }
      }
      report(name, cost.wall, floor, (plan?.planned ?? 0) + (plan?.suppressed ?? 0), cost.peak)
      if name == "first" { first = cost.wall }
    }
    return Single(keys: try keys(session.connection), wall: first)
  }

  private func measureFour(_ register: ConnectionInfo, _ single: Single) throws {
    let wall =
      try Invocation(
        bench.clause6, "remind", "plan", "--format", "csv", "--limit", "1", "--database", register.text
      ).run(times: RemindBenchmark.planners) / 1e3
    let keys = try keys(Connection(register))
    let (theirs, ours) = (Set(keys), Set(single.keys))
    guard theirs == ours, keys.count == theirs.count else {
      throw Failure(
        "\(RemindBenchmark.planners) who planned at once decided otherwise than one: \(ours.subtracting(theirs).count) "
          + "keys are missing, \(theirs.subtracting(ours).count) are too many, \(keys.count - theirs.count) are there twice."
      )
    }
    bench.sheet.add(
      Figure(
        what: "remind.four.at.once", unit: .ms, ours: wall * 1e3, floor: single.wall * 1e3,
        beside: "one who plans; what they decide is the same", rows: keys.count))
  }

  private func keys(_ connection: Connection) throws -> [[String?]] {
    try connection.table("SELECT kind, subject_id::text, due_on::text, step FROM register.reminder").rows
  }

  private func report(_ name: String, _ wall: Double, _ floor: Double, _ rows: Int, _ peak: Double) {
    bench.sheet.add(
      Figure(
        what: "remind.\(name)", unit: .ms, ours: wall * 1e3, floor: floor * 1e3, beside: "a count of the tables",
        rows: rows, peak: peak))
  }

  /// All who plan must mean the same instant, or they would rightly decide different steps.
  private static func pretending(_ register: ConnectionInfo) -> ConnectionInfo {
    register.with(["options": "-c clause6.at=\(instant) -c clause6.zone=UTC -c TimeZone=UTC"])
  }
}
