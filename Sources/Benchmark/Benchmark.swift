import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Benchmark CLAUSE6 PSQL ADDRESS [ROUNDS] prints what it costs to start clause6, each figure beside its floor: psql
/// that asks for one number. Benchmark import CLAUSE6 PSQL ADDRESS [ROWS] does it for imports, beside `\copy`, and
/// Benchmark rules CLAUSE6 PSQL ADDRESS [VENDORS] for rules and Benchmark remind CLAUSE6 PSQL ADDRESS [DEADLINES] for the
/// plan of reminders, beside a count of the tables; Benchmark history CLAUSE6 PSQL ADDRESS [VENDORS] for what history
/// costs, beside the same without, and Benchmark export CLAUSE6 PSQL ADDRESS [VENDORS] for what is written out, beside
/// `\copy` of the same query, and Benchmark reports CLAUSE6 PSQL ADDRESS [VENDORS] for each report, of now and as known.
/// `scripts/bench` prepares the server and calls any of them.
@main enum Benchmark {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    switch words.first {
    case "import":
      measure(Array(words), "ROWS", 200_000) { clause6, psql, server, rows in
        try ImportBenchmark(clause6: clause6, psql: psql, server: server, rows: rows).run()
      }
    case "rules":
      measure(Array(words), "VENDORS", 100_000) { clause6, psql, server, vendors in
        try RulesBenchmark(clause6: clause6, psql: psql, server: server, vendors: vendors).run()
      }
    case "remind":
      measure(Array(words), "DEADLINES", 10_000) { clause6, psql, server, deadlines in
        try RemindBenchmark(clause6: clause6, psql: psql, server: server, deadlines: deadlines).run()
      }
    case "export":
      measure(Array(words), "VENDORS", 100_000) { clause6, psql, server, vendors in
        try ExportBenchmark(clause6: clause6, psql: psql, server: server, vendors: vendors).run()
      }
    case "reports":
      measure(Array(words), "VENDORS", 100_000) { clause6, psql, server, vendors in
        try ReportBenchmark(clause6: clause6, psql: psql, server: server, vendors: vendors).run()
      }
    case "history":
      measure(Array(words), "VENDORS", 20_000) { clause6, psql, server, vendors in
        try HistoryBenchmark(clause6: clause6, psql: psql, server: server, vendors: vendors).run()
      }
    default: start(words)
    }
  }

  private static func measure(
    _ words: [String], _ size: String, _ usual: Int, _ run: (String, String, ConnectionInfo, Int) throws -> Void
  ) {
    guard words.count >= 4, let number = words.count > 4 ? Int(words[4]) : usual, number > 0 else {
      printError("Benchmark \(words[0]) CLAUSE6 PSQL ADDRESS [\(size)]")
      exit(64)
    }
    do {
      try run(words[1], words[2], ConnectionInfo(words[3]), number)
    } catch {
      printError((error as? Failure)?.sentence ?? "\(error)")
      exit(1)
    }
  }

  private static func start(_ words: ArraySlice<String>) {
    guard words.count >= 3, let rounds = words.count > 3 ? Int(words[4]) : 101, rounds > 0 else {
      printError("Benchmark CLAUSE6 PSQL ADDRESS [ROUNDS]")
      exit(64)
    }
    do {
      try compare(clause6: words[1], psql: words[2], address: words[3], rounds: rounds)
    } catch {
      printError(error.sentence)
      exit(1)
    }
  }

  private static func compare(clause6: String, psql: String, address: String, rounds: Int) throws(Failure) {
    func asking(_ sql: String) -> Invocation { Invocation(psql, "-XAtc", sql, address) }
    // psql starts, connects and asks: what a question costs at least. For the list it is psql with the same statement,
    // most of which is the server's planning.
    let list =
      "SELECT coalesce(code, '#' || vendor_id), name, country, tier, contracts, in_force, lapsed, next_end_on, owner "
      + "FROM facts.vendor(facts.as_of()) ORDER BY name, vendor_id LIMIT 2"
    var comparisons = [
      Comparison("version", Invocation(clause6, "--version"), floor: asking("select 1")),
      Comparison("query", Invocation(clause6, "query", "select 1", "--format", "csv"), floor: asking("select 1")),
      Comparison(
        "list", Invocation(clause6, "vendor", "list", "--limit", "1", "--format", "csv"), floor: asking(list)),
    ]
    // Taken in turns, so that whatever else the machine does meets all alike. The first round only fills caches.
    for round in 0...rounds {
      for index in comparisons.indices { try comparisons[index].run(isCounted: round > 0) }
    }
    print(Comparison.heading)
    for comparison in comparisons { print(comparison.row) }
    for comparison in comparisons { print(comparison.json(rounds: rounds)) }
  }

  private static func printError(_ text: String) {
    let line = text + "\n"
    _ = write(2, line, line.utf8.count)
  }
}

/// A command of ours beside its floor.
private struct Comparison {
  let name: String
  var ours: Runs
  var floor: Runs

  init(_ name: String, _ ours: Invocation, floor: Invocation) {
    self.name = name
    self.ours = Runs(invocation: ours)
    self.floor = Runs(invocation: floor)
  }

  mutating func run(isCounted: Bool) throws(Failure) {
    try floor.run(isCounted: isCounted)
    try ours.run(isCounted: isCounted)
  }

  private var ratio: Double { ours.wall.median / floor.wall.median }
  private var ratioOfMinima: Double { ours.wall.minimum / floor.wall.minimum }
  private var ratioOfCPU: Double { ours.cpu.median / floor.cpu.median }

  static var heading: String {
    pad("ms", 10) + columns(["wall", "min", "cpu"]) + columns(["floor", "min", "cpu"])
      + columns(["x wall", "x min", "x cpu"]) + "  command"
  }

  var row: String {
    let numbers = [
      ours.wall.median, ours.wall.minimum, ours.cpu.median, floor.wall.median, floor.wall.minimum, floor.cpu.median,
      ratio, ratioOfMinima, ratioOfCPU,
    ]
    return pad(name, 10) + columns(numbers.map(decimal)) + "  clause6 "
      + ours.invocation.words.dropFirst().joined(separator: " ")
  }

  func json(rounds: Int) -> String {
    let members = [
      ("wall_ms", ours.wall.median), ("wall_min_ms", ours.wall.minimum), ("cpu_ms", ours.cpu.median),
      ("floor_wall_ms", floor.wall.median), ("floor_wall_min_ms", floor.wall.minimum),
      ("floor_cpu_ms", floor.cpu.median), ("ratio", ratio), ("ratio_min", ratioOfMinima), ("ratio_cpu", ratioOfCPU),
    ]
    let text = members.map { "\"\($0.0)\":\(decimal($0.1))" }.joined(separator: ",")
    return "{\"figure\":\"start.\(name)\",\"runs\":\(rounds),\(text)}"
  }
}

/// The runs of one command line.
private struct Runs {
  let invocation: Invocation
  var wall = Sample()
  var cpu = Sample()

  mutating func run(isCounted: Bool) throws(Failure) {
    let cost = try invocation.run()
    guard isCounted else { return }
    wall.add(cost.wall)
    cpu.add(cost.cpu)
  }
}

/// Some measured values.
private struct Sample {
  private var values: [Double] = []
  mutating func add(_ value: Double) { values.append(value) }
  var median: Double { values.sorted()[values.count / 2] }
  var minimum: Double { values.min() ?? 0 }
}

func decimal(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  let fraction = hundredths % 100
  return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

func whole(_ number: Double) -> String { String(Int(number.rounded())) }

func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

func columns(_ texts: [String]) -> String {
  texts.map { String(repeating: " ", count: max(0, 8 - $0.count)) + $0 }.joined()
}
