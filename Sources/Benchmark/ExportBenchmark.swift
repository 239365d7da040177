import Clause6
import Postgres

/// What it costs to write out many rows, beside `psql \copy` of the same query, planned alike.
struct ExportBenchmark {
  private static let rounds = 3
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let vendors: Int

  func run() throws {
    try withRegister("clause6_bench_export", clause6, server) { try run(on: $0) }
  }

  private func run(on register: ConnectionInfo) throws {
    try fill(register, vendors: vendors, psql)
    let connection = try Connection(register)
    try connection.execute(script: "VACUUM ANALYZE")
    let day = "2026-11-22"
    var figures = [
      ExportFigure(
        "export vendor", try connection.exportStatement(of: "vendor").text, ["export", "vendor", "--format", "csv"])
    ]
    for report in ["contracts", "register"] {
      figures.append(
        ExportFigure(
          "report \(report)", "SELECT * FROM reports.\(report)('\(day)')",
          ["report", "run", report, "--as-of", day, "--format", "csv"]))
    }
    // As a session that reads facts plans it, and with the server's own memory.
    let alike = register.with(["options": "-c jit=off -c max_parallel_workers_per_gather=0 -c enable_memoize=off"])
    for _ in 0..<ExportBenchmark.rounds {
      for index in figures.indices {
        let figure = figures[index]
        figures[index].floor.append(
          try Invocation(psql, "-Xqc", "\\copy (\(figure.query)) to '/dev/null' csv header", alike.text).run())
        figures[index].ours.append(try Invocation([clause6] + figure.words + ["--database", register.text]).run())
      }
    }
    print("\(vendors) vendors; the best of \(ExportBenchmark.rounds) rounds")
    print(ExportFigure.heading)
    for index in figures.indices {
      figures[index].rows = try connection.readFacts {
        try $0.value("SELECT count(*) FROM (\(SQL(verbatim: figures[index].query))) q") ?? 0
      }
      print(figures[index].row)
    }
    for figure in figures { print(figure.json(ExportBenchmark.rounds)) }
  }
}

/// One query written out by both.
private struct ExportFigure {
  let name: String
  let query: String
  let words: [String]
  var rows = 0
  var ours: [Cost] = []
  var floor: [Cost] = []

  init(_ name: String, _ query: String, _ words: [String]) {
    self.name = name
    self.query = query
    self.words = words
  }

  private var wall: Double { ours.map(\.wall).min() ?? 0 }
  private var cpu: Double { ours.map(\.cpu).min() ?? 0 }
  private var peak: Double { ours.map(\.peak).max() ?? 0 }
  private var floorWall: Double { floor.map(\.wall).min() ?? 0 }
  private var floorCPU: Double { floor.map(\.cpu).min() ?? 0 }

  static var heading: String { pad("ms", 18) + columns(["rows", "wall", "cpu", "MB", "floor", "its cpu", "ratio"]) }

  var row: String {
    pad(name, 18)
      + columns([
        String(rows), whole(wall), whole(cpu), whole(peak), whole(floorWall), whole(floorCPU),
        decimal(wall / floorWall),
      ])
  }

  func json(_ rounds: Int) -> String {
    let members = [
      ("wall_min_ms", wall), ("cpu_ms", cpu), ("peak_mb", peak), ("floor_wall_min_ms", floorWall),
      ("floor_cpu_ms", floorCPU), ("ratio", wall / floorWall),
    ]
    let text = members.map { "\"\($0.0)\":\(decimal($0.1))" }.joined(separator: ",")
    return "{\"figure\":\"\(name.replacing(" ", with: "."))\",\"rows\":\(rows),\"runs\":\(rounds),\(text)}"
  }
}
