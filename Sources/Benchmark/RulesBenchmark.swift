import Clause6
import Postgres

/// What the rules cost on a large register, beside one sequential count of the same tables.
///
/// CPU is that of the server's process, as Linux tells it: steadier than wall time on a busy machine.
struct RulesBenchmark {
  private static let day = CalendarDate("2026-11-22")!
  private static let shown = 12
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let vendors: Int

  func run() throws {
    try withRegister("clause6_bench_rules", clause6, server) { try run(on: $0) }
  }

  private func run(on register: ConnectionInfo) throws {
    try fill(register, vendors: vendors, psql)

    let session = try Meter(register)
    let floor = try session.countTables().cpu
    let rules = try RuleSet.shipped().rules
    print("\(vendors) vendors; one count of their tables takes \(decimal(floor)) s of CPU")
    let evaluated = try evaluate(rules, session)
    report("evaluate", evaluated.reduce(0) { $0 + $1.cpu }, floor, "\(rules.count) rules", rules.count)
    for figure in evaluated.sorted(by: { $0.cpu > $1.cpu }).prefix(RulesBenchmark.shown) {
      report(figure.name, figure.cpu, floor, "\(figure.found) found")
    }
    try save(rules, register, floor)
    try scopes(rules, session)
  }

  private struct RuleFigure {
    let name: String
    let cpu: Double
    let found: Int
  }

  /// Each rule's answer, reasons and all, without a comparison with what was found before.
  private func evaluate(_ rules: [Rule], _ session: Meter) throws -> [RuleFigure] {
    var figures: [RuleFigure] = []
    _ = try session.lap()
    try session.connection.countBreaches(of: rules, on: RulesBenchmark.day) { name, found in
      figures.append(RuleFigure(name: name, cpu: try session.lap(), found: found))
    }
    return figures
  }

  /// A first check, and one that finds what it found before: what it writes, and what it costs more than to evaluate.
  private func save(_ rules: [Rule], _ register: ConnectionInfo, _ floor: Double) throws {
    let (writer, reader) = (try Meter(register), try Meter(register))
    // The second reads what the first wrote for the first time, which a server with checksums puts into its log.
    for name in ["first save", "second save", "idle save"] {
      let before = try writer.wal()
      var evaluation = 0.0
      let writing = try writer.cpu {
        evaluation = try reader.cpu {
          _ = try writer.connection.check(
            rules, on: RulesBenchmark.day, as: Authorship(actor: "bench", reason: "bench"), evaluator: reader.connection
          )
        }
      }
      report(name, evaluation + writing, floor, "\(try writer.wal() - before) bytes of WAL")
    }
  }

  private func scopes(_ rules: [Rule], _ session: Meter) throws {
    for count in [1, 100] where count < vendors {
      let chosen = (0..<count).map { 1 + $0 * (vendors / count) }
      var walls: [Double] = []
      for _ in 0..<5 {
        let begin = seconds()
        _ = try session.connection.planCheck(rules, on: RulesBenchmark.day, CheckOptions(vendors: chosen))
        walls.append((seconds() - begin) * 1e3)
      }
      let best = walls.min() ?? 0
      print(
        pad("\(count) vendors", 34) + columns([decimal(best), decimal(best / Double(rules.count))]) + "  ms, ms a rule")
      print("{\"figure\":\"rules.scope.\(count)\",\"vendors\":\(vendors),\"wall_min_ms\":\(decimal(best))}")
    }
  }

  private func report(_ name: String, _ cpu: Double, _ floor: Double, _ remark: String, _ rules: Int = 1) {
    print(
      pad(name, 34) + columns([decimal(cpu), decimal(cpu / floor), decimal(cpu / floor / Double(rules))])
        + "  \(remark)")
    print(
      "{\"figure\":\"rules.\(name)\",\"vendors\":\(vendors),\"cpu_s\":\(decimal(cpu)),\"floors\":\(decimal(cpu / floor))}"
    )
  }
}
