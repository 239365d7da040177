import Clause6
import Postgres

/// What it costs to write out many rows, beside `psql \copy` of the same query, planned alike.
struct ExportBenchmark {
  private static let rounds = 3
  let bench: Bench

  func run() throws { try bench.withRegister(run) }

  private func run(on register: ConnectionInfo) throws {
    let connection = try Connection(register)
    let day = "\(Bench.day)"
    var exports = [
      Export("vendor", try connection.exportStatement(of: "vendor").text, ["export", "vendor", "--format", "csv"])
    ]
    for report in ["contracts", "register"] {
      exports.append(
        Export(
          "report.\(report)", "SELECT * FROM reports.\(report)('\(day)')",
          ["report", "run", report, "--as-of", day, "--format", "csv"]))
    }
    // As a session that reads facts plans it, and with the server's own memory.
    let alike = register.with(["options": "-c jit=off -c max_parallel_workers_per_gather=0 -c enable_memoize=off"])
    for _ in 0..<ExportBenchmark.rounds {
      for index in exports.indices {
        let one = exports[index]
        exports[index].floor.append(
          try Invocation(bench.psql, "-Xqc", "\\copy (\(one.query)) to '/dev/null' csv header", alike.text).run())
        exports[index].ours.append(
          try Invocation([bench.clause6] + one.words + ["--database", register.text]).run())
      }
    }
    for one in exports {
      let rows = try connection.readFacts {
        try $0.value("SELECT count(*) FROM (\(SQL(verbatim: one.query))) q", as: Int.self)
      }
      bench.sheet.add(one.figure(rows))
    }
  }
}

/// One query written out by both.
private struct Export {
  let name: String
  let query: String
  let words: [String]
  var ours: [Cost] = []
  var floor: [Cost] = []

  init(_ name: String, _ query: String, _ words: [String]) {
    (self.name, self.query, self.words) = (name, query, words)
  }

  func figure(_ rows: Int?) -> Figure {
    Figure(
      what: "export.\(name)", unit: .ms, ours: ours.map(\.wall).min() ?? 0, floor: floor.map(\.wall).min() ?? 0,
      beside: "\\copy of the query", aim: .atMost(1.2), rows: rows, peak: ours.map(\.peak).max())
  }
}
