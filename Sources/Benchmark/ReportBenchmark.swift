import Clause6
import Postgres

/// What each report costs on a whole register, of now and of what was known before much of it was changed.
struct ReportBenchmark {
  /// Of a register of a hundred thousand vendors, on two cores; a larger one may take as much longer.
  private static let secondsOfHundredThousand = 3.0
  let bench: Bench

  func run() throws {
    try bench.withRegister { register in
      let session = try Meter(register.writing)
      let before = try grow(session.connection)
      let floor = try session.countTables().wall
      for report in try session.connection.reports().reports {
        try measure(report.name, session, before, floor)
      }
    }
  }

  /// Takes all into the log, and then changes one vendor and one contract in ten.
  /// - Returns: how long the log was before the changes.
  private func grow(_ connection: Connection) throws -> Int {
    try connection.execute("SET synchronous_commit = off")
    try connection.adoptAll()
    try connection.sealUnsigned()
    let before = try connection.leafCount()
    try connection.execute("UPDATE register.vendor SET note = 'changed' WHERE id % 10 = 3")
    try connection.execute("UPDATE register.contract SET note = 'changed' WHERE id % 10 = 3")
    try connection.sealUnsigned()
    try connection.execute("VACUUM ANALYZE")
    return before
  }

  private func measure(_ name: String, _ session: Meter, _ before: Int, _ floor: Double) throws {
    let statement = SQL(
      verbatim: "SELECT count(r) FROM reports.\(name.replacing("-", with: "_"))('\(Bench.day)') r")
    // On the clock, since some are worked out by two processes. The first of three plans, and finds nothing in memory.
    func cost() throws -> (wall: Double, peak: Double, rows: Int) {
      var rows = 0
      let took = try (1...3).map { _ in
        try session.all { rows = try session.connection.readWhole { try $0.value(statement) ?? 0 } }
      }
      return (took.dropFirst().map(\.wall).min() ?? 0, took.map(\.peak).max() ?? 0, rows)
    }
    let live = try cost()
    let known = try session.connection.knowing(.size(before)) { _ in try cost() }
    let limit = ReportBenchmark.secondsOfHundredThousand * max(1, Double(bench.scale.vendors) / 100_000)
    bench.sheet.add(
      Figure(
        what: "report.\(name)", unit: .seconds, ours: live.wall, floor: floor, beside: "a count of the tables",
        aim: .under(limit), rows: live.rows, peak: live.peak))
    bench.sheet.add(
      Figure(
        what: "report.\(name).known", unit: .seconds, ours: known.wall, floor: live.wall, beside: "the same of now",
        aim: .under(limit), rows: known.rows, peak: known.peak))
  }
}
