import Clause6
import Postgres

/// What the rules cost, beside one sequential count of the tables that they read.
///
/// CPU is that of the server's process, as Linux tells it: steadier than wall time on a busy machine.
struct RulesBenchmark {
  private static let shown = 6
  let bench: Bench

  func run() throws {
    try bench.withRegister { register in
      let session = try Meter(register.writing)
      let floor = try session.countTables()
      let rules = try RuleSet.shipped().rules
      let evaluated = try evaluateAll(rules, session, floor.cpu)
      try scopes(rules, session, floor.wall * 1e3)
      try save(rules, register, evaluated)
    }
  }

  /// Each rule's answer, reasons and all, without a comparison with what was found before.
  /// - Returns: the seconds of CPU of all of it.
  private func evaluateAll(_ rules: [Rule], _ session: Meter, _ floor: Double) throws -> Double {
    let costs = try session.costs(of: rules)
    let sum = costs.reduce(0) { $0 + $1.cpu }
    bench.sheet.add(
      Figure(
        what: "rules.each", unit: .cpuSeconds, ours: sum / Double(rules.count), floor: floor,
        beside: "a count of the tables", aim: .atMost(1.2), rows: costs.reduce(0) { $0 + $1.found }))
    for cost in costs.sorted(by: { $0.cpu > $1.cpu }).prefix(RulesBenchmark.shown) {
      bench.sheet.add(
        Figure(
          what: "rules.\(cost.name)", unit: .cpuSeconds, ours: cost.cpu, floor: floor, beside: "a count of the tables",
          rows: cost.found))
    }
    return sum
  }

  /// A first check, one that finds what it found before, and one after a contract in a hundred has changed.
  private func save(_ rules: [Rule], _ register: ConnectionInfo, _ evaluated: Double) throws {
    let (writer, reader) = (try Meter(register.writing), try Meter(register.writing))
    // The second reads what the first wrote for the first time, which a server with checksums puts into its log.
    for name in ["first", "second", "idle", "changed"] {
      if name == "changed" {
        try writer.connection.execute(
          "UPDATE register.contract SET ends_on = \(Bench.day)::date - 3, open_ended = false WHERE id % 100 = 7 AND starts_on < \(Bench.day)::date - 3"
        )
        try writer.connection.execute("ANALYZE register.contract")
      }
      var (evaluation, changes) = (0.0, 0)
      let writing = try writer.all {
        evaluation = try reader.all {
          let result = try writer.connection.check(
            rules, on: Bench.day, as: Authorship(actor: "bench", reason: "bench"), evaluator: reader.connection)
          changes = result.rules.reduce(0) { $0 + $1.opened + $1.changed + $1.reopened + $1.resolved }
        }.cpu
      }
      bench.sheet.add(
        Figure(
          what: "check.\(name)", unit: .cpuSeconds, ours: evaluation + writing.cpu, floor: evaluated,
          beside: "the rules alone; rows: findings that changed", aim: name == "idle" ? .atMost(1.25) : nil,
          rows: changes, peak: writing.peak))
    }
  }

  private func scopes(_ rules: [Rule], _ session: Meter, _ floor: Double) throws {
    for count in [1, 100, 10_000] where count < bench.scale.vendors {
      let chosen = (0..<count).map { 1 + $0 * (bench.scale.vendors / count) }
      var costs: [(wall: Double, cpu: Double, peak: Double)] = []
      // Of many vendors the facts of all are taken, which takes minutes of a large register.
      for _ in 0..<(count > 100 ? 1 : 3) {
        costs.append(
          try session.all {
            _ = try session.connection.planCheck(rules, on: Bench.day, CheckOptions(vendors: chosen))
          })
      }
      bench.sheet.add(
        Figure(
          what: "check.of.\(count)", unit: .ms, ours: (costs.map(\.wall).min() ?? 0) * 1e3, floor: floor,
          beside: "a count of the tables", aim: count == 100 ? .under(60) : nil, rows: count,
          peak: costs.map(\.peak).max()))
    }
  }
}

extension Meter {
  /// Seconds of CPU of each rule and of the facts that they share, which come first.
  func costs(of rules: [Rule]) throws -> [(name: String, cpu: Double, found: Int)] {
    var costs: [(name: String, cpu: Double, found: Int)] = []
    var last = try used()
    try connection.countBreaches(of: rules, on: Bench.day) { name, found in
      let now = try used()
      costs.append((name, now - last, found))
      last = now
    }
    return costs
  }
}
