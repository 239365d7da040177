import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Benchmark CLAUSE6 PSQL ADDRESS SCALE [SECTION…] measures what clause6 costs, each figure beside the least it can cost,
/// which is measured in the same run. `scripts/bench` prepares a server and calls it; `docs/performance.md` has the figures.
@main enum Benchmark {
  private static let sections: [(name: String, run: @Sendable (Bench) throws -> Void)] = [
    ("start", { try StartBenchmark(bench: $0).run() }),
    ("import", { try ImportBenchmark(bench: $0).run() }),
    ("export", { try ExportBenchmark(bench: $0).run() }),
    ("rules", { try RulesBenchmark(bench: $0).run() }),
    ("reports", { try ReportBenchmark(bench: $0).run() }),
    ("remind", { try RemindBenchmark(bench: $0).run() }),
    ("write", { try WriteBenchmark(bench: $0).run() }),
    ("history", { try HistoryBenchmark(bench: $0).run() }),
    ("growth", { try GrowthBenchmark(bench: $0).run() }),
  ]

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 4, let scale = Scale(rawValue: words[3]),
      words[4...].allSatisfy({ word in sections.contains { $0.name == word } })
    else {
      let scales = Scale.allCases.map(\.rawValue).joined(separator: "|")
      printError("Benchmark CLAUSE6 PSQL ADDRESS \(scales) [\(sections.map(\.name).joined(separator: "|"))]…")
      exit(64)
    }
    let sheet = Sheet(scale: scale)
    sheet.begin()
    do {
      let bench = Bench(
        clause6: words[0], psql: words[1], server: ConnectionInfo(words[2]), scale: scale, sheet: sheet)
      defer { bench.removeTemplates() }
      for section in sections where words.count == 4 || words[4...].contains(section.name) { try section.run(bench) }
    } catch {
      printError((error as? Failure)?.sentence ?? "\(error)")
      exit(1)
    }
  }
}

struct Failure: Error {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}

func printError(_ text: String) {
  let line = text + "\n"
  _ = write(2, line, line.utf8.count)
}
