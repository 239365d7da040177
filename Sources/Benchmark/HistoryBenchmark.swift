import Clause6
import Postgres

/// What history costs: a load and single changes with it beside the same without, sealing, verifying, and whole reports as
/// they were known beside the same reports of now.
struct HistoryBenchmark {
  /// How often each vendor is changed, and every fourth contract.
  private static let rounds = 10
  private static let name = "clause6_bench_history"
  private static let reports = ["contracts", "states", "lapsed"]
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let vendors: Int

  func run() throws {
    try withRegister(HistoryBenchmark.name, clause6, server) { register in
      try fill(register, vendors: vendors, psql)
      let session = try Meter(register.with(["options": "-c clause6.reason=bench"]))
      print(pad("", 30) + columns(["ours", "floor", "x"]) + "  what")
      try measureLoad(session)
      try measureChanges(session, register)
      let cut = try grow(session)
      try measureAnswers(session, cut)
      try measureShow(session)
      try measureVerification(register)
    }
  }

  // MARK: Writing

  /// As many vendors again, each time undone, with history and without.
  private func measureLoad(_ session: Meter) throws {
    let load: SQL = """
      INSERT INTO register.vendor (id, code, name, country, note) SELECT n + \(vendors), 'X' || n, 'Company ' || md5(n::text), 'JP', 'loaded'
      FROM generate_series(1, \(vendors)) n
      """
    func cost() throws -> Double {
      try session.cpu { _ = try session.connection.rehearse { try $0.execute(load) } }
    }
    try session.connection.execute("ALTER TABLE register.vendor DISABLE TRIGGER c6_insert")
    let floor = try min(cost(), cost())
    try session.connection.execute("ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_insert")
    let ours = try min(cost(), cost())
    report("load", ours * 1e3, floor * 1e3, "CPU ms of \(vendors) vendors, with history and without")
  }

  /// Single changes by eight clients that wait for the disk, in turns with history and without.
  private func measureChanges(_ session: Meter, _ register: ConnectionInfo) throws {
    let bench = psql.replacing("/psql", with: "/pgbench")
    func rate() throws -> Double {
      let before = try changes(session)
      _ = try Invocation(
        bench, "-n", "-c", "8", "-j", "2", "-T", "5", "-M", "prepared", "-D", "vendors=\(vendors)", "-f",
        "Fixtures/bench/change.sql", register.with(["options": "-c clause6.reason=bench"]).text
      ).run()
      return Double(try changes(session) - before) / 5
    }
    var (ours, floor) = ([Double](), [Double]())
    for _ in 0..<3 {
      ours.append(try rate())
      try session.connection.execute("ALTER TABLE register.vendor DISABLE TRIGGER c6_update")
      floor.append(try rate())
      try session.connection.execute("ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_update")
    }
    report(
      "changes", ours.sorted()[1], floor.sorted()[1], "a second by eight durable clients, with history and without")
  }

  /// Since the session began, as far as the server has counted.
  private func changes(_ session: Meter) throws -> Int {
    // A process tells what it did when it ends.
    try session.connection.execute("SELECT pg_sleep(0.5), pg_stat_clear_snapshot()")
    return try session.connection.value(
      "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relid = 'register.vendor'::regclass") ?? 0
  }

  // MARK: The log

  /// Takes the whole register into the log, and goes on changing it until the log is as long as it is to be.
  /// - Returns: its length when half of the changes were made.
  private func grow(_ session: Meter) throws -> Int {
    let connection = session.connection
    try connection.execute("SET synchronous_commit = off")
    try connection.adoptAll()
    var sealed = 0
    var seal = (wall: 0.0, cpu: 0.0)
    func sealAll() throws {
      let cost = try session.both { try connection.sealUnsigned() }
      seal = (seal.wall + cost.wall, seal.cpu + cost.cpu)
      sealed = try connection.leafCount()
    }
    try sealAll()
    var cut = sealed
    for round in 1...HistoryBenchmark.rounds {
      try connection.execute("UPDATE register.vendor SET note = 'round ' || \(round)::text")
      try connection.execute(
        "UPDATE register.contract SET note = 'round ' || \(round)::text WHERE id % 4 = \(round)::bigint % 4")
      try sealAll()
      if round == HistoryBenchmark.rounds / 2 { cut = sealed }
    }
    try connection.execute("VACUUM ANALYZE")
    let rate = Int(Double(sealed) / seal.cpu)
    print("\(sealed) leaves over \(vendors) vendors; \(rate) a second of CPU sealed, hashed and kept as versions")
    print("{\"figure\":\"history.seal\",\"vendors\":\(vendors),\"leaves\":\(sealed),\"rows_per_cpu_second\":\(rate)}")
    return cut
  }

  // MARK: Reading

  private func measureAnswers(_ session: Meter, _ cut: Int) throws {
    let connection = session.connection
    let whole = try connection.leafCount()
    for name in HistoryBenchmark.reports {
      let statement = SQL(verbatim: "SELECT count(r) FROM reports.\(name)() r")
      func cost() throws -> (wall: Double, rows: Int) {
        var rows = 0
        let took = try session.both { rows = try connection.readFacts { try $0.value(statement) ?? 0 } }
        return (took.wall, rows)
      }
      let floor = try min(cost().wall, cost().wall)
      for (moment, size) in [("a while ago", cut), ("at the end", whole)] {
        let ours = try connection.knowing(.size(size)) { _ in try cost() }
        report(
          "\(name), known \(moment)", ours.wall * 1e3, floor * 1e3,
          "ms; \(ours.rows) rows with \(size) leaves known, beside now")
      }
    }
  }

  private func measureShow(_ session: Meter) throws {
    var times: [Double] = []
    for number in 0..<21 {
      let key = 1 + number * (vendors - 1) / 20
      times.append(
        try session.both { _ = try session.connection.table("SELECT * FROM facts.history('vendor', \(key))") }.wall)
    }
    let floor = try session.both { try session.connection.execute("SELECT 1") }.wall
    report("show", times.sorted()[10] * 1e3, floor * 1e3, "ms for all that happened to one vendor, beside SELECT 1")
  }

  private func measureVerification(_ register: ConnectionInfo) throws {
    let cost = try Invocation(clause6, "history", "verify", "--database", register.text).run()
    let floor = try Invocation(psql, "-Xqc", "\\copy audit.log TO /dev/null (FORMAT binary)", register.text).run()
    report(
      "verify", cost.wall, floor.wall,
      "ms for all, beside \\copy of the log; \(decimal(cost.peak)) MB at most, psql \(decimal(floor.peak)) MB")
  }

  private func report(_ name: String, _ ours: Double, _ floor: Double, _ remark: String) {
    let numbers = [ours, floor, ours / floor].map(decimal)
    print(pad(name, 30) + columns(numbers) + "  \(remark)")
    print(
      "{\"figure\":\"history.\(name)\",\"vendors\":\(vendors),\"ours\":\(numbers[0]),\"floor\":\(numbers[1]),\"ratio\":\(numbers[2])}"
    )
  }
}
