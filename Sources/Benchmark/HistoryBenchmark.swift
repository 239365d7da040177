import Clause6
import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What history costs: a load with it beside the same without, sealing, verifying, a proof, and whole reports as they were
/// known in the midst of many changes.
struct HistoryBenchmark {
  private static let reports = ["contracts", "states", "lapsed"]
  let bench: Bench

  func run() throws {
    try bench.withRegister { register in
      let session = try Meter(register.writing)
      try measureLoad(session)
      let cut = try grow(session)
      try measureAnswers(session, cut)
      try measureShow(session)
      try measureVerification(register)
      try measureProof(register)
    }
  }

  /// As many vendors again, each time undone, with history and without.
  private func measureLoad(_ session: Meter) throws {
    let vendors = bench.scale.vendors
    let load: SQL = """
      INSERT INTO register.vendor (id, code, name, country, note) SELECT n + \(vendors), 'X' || n, 'Company ' || md5(n::text), 'JP', 'loaded'
      FROM generate_series(1, \(vendors)) n
      """
    func cost() throws -> Double {
      try session.all { _ = try session.connection.rehearse { try $0.execute(load) } }.cpu
    }
    try session.connection.execute("ALTER TABLE register.vendor DISABLE TRIGGER c6_insert")
    let floor = try min(cost(), cost())
    try session.connection.execute("ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_insert")
    let ours = try min(cost(), cost())
    bench.sheet.add(
      Figure(
        what: "history.load", unit: .cpuSeconds, ours: ours, floor: floor, beside: "the same without history",
        aim: .atMost(3), rows: vendors))
  }

  /// Takes the whole register into the log, and goes on changing it until the log is as long as it is to be.
  /// - Returns: its length when half of the changes were made.
  private func grow(_ session: Meter) throws -> Int {
    let connection = session.connection
    try connection.execute("SET synchronous_commit = off")
    try connection.adoptAll()
    var (sealed, cpu, peak) = (0, 0.0, 0.0)
    func sealAll() throws {
      let cost = try session.all { try connection.sealUnsigned() }
      (cpu, peak) = (cpu + cost.cpu, max(peak, cost.peak))
      sealed = try connection.leafCount()
    }
    try sealAll()
    var cut = sealed
    let rounds = bench.scale.changes
    for round in 1...rounds {
      try connection.execute("UPDATE register.vendor SET note = 'round ' || \(round)::text")
      try connection.execute(
        "UPDATE register.contract SET note = 'round ' || \(round)::text WHERE id % 4 = \(round)::bigint % 4")
      try sealAll()
      if round == rounds / 2 { cut = sealed }
    }
    try connection.execute("VACUUM ANALYZE")
    let copied = try session.all {
      try connection.execute("CREATE TEMPORARY TABLE copied AS SELECT * FROM audit.log")
    }
    try connection.execute("DROP TABLE copied")
    bench.sheet.add(
      Figure(
        what: "history.seal", unit: .cpuSeconds, ours: cpu, floor: copied.cpu, beside: "the log written once more",
        rows: sealed, peak: peak))
    return cut
  }

  private func measureAnswers(_ session: Meter, _ cut: Int) throws {
    let connection = session.connection
    for name in HistoryBenchmark.reports {
      let statement = SQL(verbatim: "SELECT count(r) FROM reports.\(name)() r")
      func cost() throws -> (cpu: Double, rows: Int) {
        var rows = 0
        let took = try session.all { rows = try connection.readWhole { try $0.value(statement) ?? 0 } }
        return (took.cpu, rows)
      }
      let floor = try min(cost().cpu, cost().cpu)
      let ours = try connection.knowing(.size(cut)) { _ in try cost() }
      bench.sheet.add(
        Figure(
          what: "history.\(name).known", unit: .cpuSeconds, ours: ours.cpu, floor: floor, beside: "the same of now",
          aim: .atMost(8), rows: ours.rows))
    }
  }

  private func measureShow(_ session: Meter) throws {
    var times: [Double] = []
    for number in 0..<21 {
      let key = 1 + number * (bench.scale.vendors - 1) / 20
      times.append(
        try session.all { _ = try session.connection.table("SELECT * FROM facts.history('vendor', \(key))") }.wall)
    }
    let floor = try session.all { try session.connection.execute("SELECT 1") }.wall
    bench.sheet.add(
      Figure(
        what: "history.show", unit: .ms, ours: times.median * 1e3, floor: floor * 1e3, beside: "SELECT 1",
        aim: .under(50)))
  }

  private func measureVerification(_ register: ConnectionInfo) throws {
    let cost = try Invocation(bench.clause6, "history", "verify", "--database", register.text).run()
    let floor = try Invocation(
      bench.psql, "-Xqc", "\\copy audit.log TO /dev/null (FORMAT binary)", register.text
    ).run()
    bench.sheet.add(
      Figure(
        what: "history.verify", unit: .ms, ours: cost.wall, floor: floor.wall, beside: "\\copy of the log",
        peak: cost.peak))
  }

  /// One entry proven out of the log, and the proof verified by somebody who has only the key.
  private func measureProof(_ register: ConnectionInfo) throws {
    let folder = "/tmp/clause6-proof.\(getpid())"
    guard mkdir(folder, 0o700) == 0 else { throw Failure("\(folder) cannot be made.") }
    let (keys, proof) = (folder + "/log.keys", folder + "/entry.proof")
    defer {
      for path in [keys, proof] { unlink(path) }
      rmdir(folder)
    }
    func write(_ words: String, _ file: String) -> Invocation {
      Invocation(
        "/bin/sh", "-c", "\"$0\" history \(words) --database \"$1\" > \"$2\"", bench.clause6, register.text, file)
    }
    // The first seal makes the log's key.
    _ = try Invocation(bench.clause6, "history", "seal", "--database", register.text).run()
    _ = try write("key", keys).run()
    var (proving, verifying, floor): ([Cost], [Cost], [Cost]) = ([], [], [])
    for _ in 0..<11 {
      floor.append(try Invocation(bench.psql, "-XAtc", "select 1", bench.server.text).run())
      proving.append(try write("prove \(bench.scale.vendors)", proof).run())
      verifying.append(try Invocation(bench.clause6, "proof", "verify", proof, "--key", keys).run())
    }
    for (name, costs) in [("prove", proving), ("proof.verify", verifying)] {
      bench.sheet.add(
        Figure(
          what: "history.\(name)", unit: .ms, ours: costs.map(\.wall).median, floor: floor.map(\.wall).median,
          beside: "psql, select 1", peak: name == "prove" ? nil : costs.map(\.peak).max()))
    }
  }
}
