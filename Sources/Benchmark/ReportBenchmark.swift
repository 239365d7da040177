import Clause6
import Postgres

/// What each report costs on a whole register, of now and of what was known, beside one sequential count of its tables.
struct ReportBenchmark {
  private static let day = "2026-11-22"
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let vendors: Int

  func run() throws {
    try withRegister("clause6_bench_reports", clause6, server) { register in
      try fill(register, vendors: vendors, psql)
      let session = try Meter(register.with(["options": "-c clause6.reason=bench"]))
      try session.connection.execute("SET synchronous_commit = off")
      try session.connection.adoptAll()
      try session.connection.sealUnsigned()
      try session.connection.execute("VACUUM ANALYZE")
      try measure(session)
    }
  }

  private func measure(_ session: Meter) throws {
    let floor = try session.countTables().cpu
    let leaves = try session.connection.leafCount()
    print("\(vendors) vendors, \(leaves) leaves; one count of the tables takes \(decimal(floor)) s of CPU")
    print(pad("s of CPU", 20) + columns(["rows", "live", "known", "floors", "x"]))
    for report in try session.connection.reports().reports {
      let statement = SQL(
        verbatim: "SELECT count(r) FROM reports.\(report.name.replacing("-", with: "_"))('\(ReportBenchmark.day)') r")
      func cost() throws -> (cpu: Double, rows: Int) {
        var rows = 0
        let cpu = try session.cpu {
          rows = try session.connection.readFacts { try $0.value(statement) ?? 0 }
        }
        return (cpu, rows)
      }
      // The first one plans, and finds nothing in memory.
      _ = try cost()
      let live = try cost()
      let known = try session.connection.knowing(.size(leaves)) { _ in
        _ = try cost()
        return try cost()
      }
      print(
        pad(report.name, 20)
          + columns([
            String(live.rows), decimal(live.cpu), decimal(known.cpu), decimal(live.cpu / floor),
            decimal(known.cpu / max(live.cpu, 0.01)),
          ]))
      print(
        "{\"figure\":\"report.\(report.name)\",\"vendors\":\(vendors),\"rows\":\(live.rows),\"live_cpu_s\":\(decimal(live.cpu)),"
          + "\"known_cpu_s\":\(decimal(known.cpu)),\"floors\":\(decimal(live.cpu / floor))}")
    }
  }
}
