import Postgres

/// What it costs to start clause6, beside psql that asks for one number.
struct StartBenchmark {
  let bench: Bench

  func run() throws(Failure) {
    let address = bench.server.text
    func asking(_ sql: String) -> Invocation { Invocation(bench.psql, "-XAtc", sql, address) }
    func ours(_ words: String...) -> Invocation { Invocation([bench.clause6] + words + ["--database", address]) }
    // psql starts, connects and asks: what a question costs at least. For the list it is psql with the same statement,
    // most of which is the server's planning.
    let list =
      "SELECT coalesce(code, '#' || vendor_id), name, country, tier, contracts, in_force, lapsed, next_end_on, owner "
      + "FROM facts.vendor(facts.as_of()) ORDER BY name, vendor_id LIMIT 2"
    var comparisons = [
      Comparison("version", Invocation(bench.clause6, "--version"), asking("select 1"), "psql, select 1"),
      Comparison("query", ours("query", "select 1", "--format", "csv"), asking("select 1"), "psql, select 1"),
      Comparison(
        "list", ours("vendor", "list", "--limit", "1", "--format", "csv"), asking(list), "psql, the same question"),
    ]
    // Taken in turns, so that whatever else the machine does meets all alike. The first round only fills caches.
    for round in 0...bench.scale.starts {
      for index in comparisons.indices { try comparisons[index].run(isCounted: round > 0) }
    }
    for comparison in comparisons { bench.sheet.add(comparison.figure) }
  }
}

/// A command of ours beside its floor.
private struct Comparison {
  let name: String
  let ours: Invocation
  let floor: Invocation
  let beside: String
  var costs: [(ours: Cost, floor: Cost)] = []

  init(_ name: String, _ ours: Invocation, _ floor: Invocation, _ beside: String) {
    (self.name, self.ours, self.floor, self.beside) = (name, ours, floor, beside)
  }

  mutating func run(isCounted: Bool) throws(Failure) {
    let beside = try floor.run()
    let cost = try ours.run()
    if isCounted { costs.append((cost, beside)) }
  }

  var figure: Figure {
    Figure(
      what: "start.\(name)", unit: .ms, ours: costs.map(\.ours.wall).median, floor: costs.map(\.floor.wall).median,
      beside: beside, aim: .atMost(1.2), peak: costs.map(\.ours.peak).max())
  }
}

extension [Double] {
  /// Zero of none.
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
