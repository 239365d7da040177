#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Benchmark CLAUSE6 PSQL ADDRESS [ROUNDS] prints what it costs to start clause6, each figure beside its floor: psql
/// that asks for one number. `scripts/bench` prepares the server and calls it.
@main enum Benchmark {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
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
    var floor = Figure("psql", Invocation(psql, "-XAtc", "select 1", address))
    var figures = [
      Figure("version", Invocation(clause6, "--version")),
      Figure("query", Invocation(clause6, "query", "select 1", "--format", "csv")),
      Figure("vendor-list", Invocation(clause6, "vendor", "list", "--limit", "1", "--format", "csv")),
    ]
    // Taken in turns, so that whatever else the machine does meets all alike. The first round only fills caches.
    for round in 0...rounds {
      let isWarm = round > 0
      try floor.run(isCounted: isWarm)
      for index in figures.indices { try figures[index].run(isCounted: isWarm) }
    }
    print("\(pad("figure", 12))\(columns(["wall ms", "min", "cpu ms", "min", "x wall", "x min", "x cpu"]))  command")
    for figure in [floor] + figures { print(figure.row(floor)) }
    for figure in figures { print(figure.json(floor, rounds: rounds)) }
  }

  private static func printError(_ text: String) {
    let line = text + "\n"
    _ = write(2, line, line.utf8.count)
  }
}

/// The runs of one command line.
private struct Figure {
  let name: String
  let command: Invocation
  var wall = Sample()
  var cpu = Sample()

  init(_ name: String, _ command: Invocation) {
    self.name = name
    self.command = command
  }

  mutating func run(isCounted: Bool) throws(Failure) {
    let cost = try command.run()
    guard isCounted else { return }
    wall.add(cost.wall)
    cpu.add(cost.cpu)
  }

  func row(_ floor: Figure) -> String {
    let numbers = [
      wall.median, wall.minimum, cpu.median, cpu.minimum, wall.median / floor.wall.median,
      wall.minimum / floor.wall.minimum, cpu.median / floor.cpu.median,
    ]
    let arguments = command.words.dropFirst().joined(separator: " ")
    return pad(name, 12) + columns(numbers.map(decimal)) + "  " + (command.words[0].lastComponent + " " + arguments)
  }

  func json(_ floor: Figure, rounds: Int) -> String {
    let members = [
      ("wall_ms", wall.median), ("wall_min_ms", wall.minimum), ("cpu_ms", cpu.median),
      ("floor_wall_ms", floor.wall.median), ("floor_wall_min_ms", floor.wall.minimum),
      ("floor_cpu_ms", floor.cpu.median),
      ("ratio", wall.median / floor.wall.median), ("ratio_min", wall.minimum / floor.wall.minimum),
      ("ratio_cpu", cpu.median / floor.cpu.median),
    ]
    let text = members.map { "\"\($0.0)\":\(decimal($0.1))" }.joined(separator: ",")
    return "{\"figure\":\"start.\(name)\",\"runs\":\(rounds),\(text)}"
  }
}

/// Some measured values.
private struct Sample {
  private var values: [Double] = []
  mutating func add(_ value: Double) { values.append(value) }
  var median: Double { values.sorted()[values.count / 2] }
  var minimum: Double { values.min() ?? 0 }
}

private func decimal(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  let fraction = hundredths % 100
  return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

private func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func columns(_ texts: [String]) -> String {
  texts.map { String(repeating: " ", count: max(0, 8 - $0.count)) + $0 }.joined()
}

extension String {
  fileprivate var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
