import Clause6
import Dispatch
import Postgres
import Synchronization

/// How many single changes a second are kept, beside the same statement where no history is written.
///
/// All of them wait until the disk has what they changed, so a machine whose disk is slow shows no difference.
struct WriteBenchmark {
  private static let clients = 8
  private static let duration = 5.0
  private static let rounds = 3
  let bench: Bench

  func run() throws {
    try bench.withRegister { register in
      let connection = try Connection(register)
      var (raw, kept, library): ([Double], [Double], [Double]) = ([], [], [])
      var (command, statement): ([Cost], [Cost]) = ([], [])
      for _ in 0..<WriteBenchmark.rounds {
        kept.append(try rate(register, connection))
        library.append(try libraryRate(register))
        try connection.execute("ALTER TABLE register.vendor DISABLE TRIGGER c6_update")
        raw.append(try rate(register, connection))
        for number in 1...10 { statement.append(try psql(number, register)) }
        try connection.execute("ALTER TABLE register.vendor ENABLE ALWAYS TRIGGER c6_update")
        for number in 1...10 { command.append(try edit(number, register)) }
      }
      let floor = raw.median
      let clients = "\(WriteBenchmark.clients) clients"
      for (name, rates, aim) in [("statement", kept, Figure.Aim.atLeast(0.7)), ("library", library, nil)] {
        bench.sheet.add(
          Figure(
            what: "write.\(name)", unit: .perSecond, ours: rates.median, floor: floor,
            beside: "pgbench without history, \(clients)", aim: aim))
      }
      bench.sheet.add(
        Figure(
          what: "write.command", unit: .ms, ours: command.map(\.wall).median, floor: statement.map(\.wall).median,
          beside: "psql, the statement without history", peak: command.map(\.peak).max()))
    }
  }

  /// Of the statement by itself, prepared.
  private func rate(_ register: ConnectionInfo, _ connection: Connection) throws -> Double {
    let pgbench = bench.psql.replacing("/psql", with: "/pgbench")
    let before = try changes(connection)
    _ = try Invocation(
      pgbench, "-n", "-c", "\(WriteBenchmark.clients)", "-j", "2", "-T", whole(WriteBenchmark.duration), "-M",
      "prepared",
      "-D", "vendors=\(bench.scale.vendors)", "-f", "Fixtures/bench/change.sql", register.writing.text
    ).run()
    return Double(try changes(connection) - before) / WriteBenchmark.duration
  }

  /// Since the register was made, as far as the server has counted.
  private func changes(_ connection: Connection) throws -> Int {
    // A process tells what it did when it ends.
    try connection.execute("SELECT pg_sleep(0.5), pg_stat_clear_snapshot()")
    return try connection.value(
      "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relid = 'register.vendor'::regclass") ?? 0
  }

  /// Of the library's own change, with all that it asks before and says with it.
  private func libraryRate(_ register: ConnectionInfo) throws -> Double {
    let (vendors, until) = (bench.scale.vendors, seconds() + WriteBenchmark.duration)
    let counter = Counter()
    // Each has a thread of its own, since each waits for the server.
    let queues = (0..<WriteBenchmark.clients).map { DispatchQueue(label: "client \($0)") }
    for (client, queue) in queues.enumerated() {
      queue.async {
        do {
          let connection = try Connection(register)
          let author = try Authorship(actor: "bench", reason: "bench")
          var number = 0
          while seconds() < until {
            var edit = VendorEdit()
            number += 1
            edit.note = .set("changed \(client) \(number)")
            let vendor = Int.random(in: 1...vendors)
            try connection.change(as: author) { try $0.editVendor(vendor, edit) }
            counter.add()
          }
        } catch {
          counter.fail("\(error)")
        }
      }
    }
    for queue in queues { queue.sync {} }
    if let failure = counter.failure { throw Failure(failure) }
    return Double(counter.count) / WriteBenchmark.duration
  }

  private func psql(_ number: Int, _ register: ConnectionInfo) throws -> Cost {
    try Invocation(
      bench.psql, "-XAtc", "UPDATE register.vendor SET note = 'psql' || clock_timestamp() WHERE id = \(number)",
      register.writing.text
    ).run()
  }

  private func edit(_ number: Int, _ register: ConnectionInfo) throws -> Cost {
    let code = "V" + String(repeating: "0", count: 8 - String(number).count) + String(number)
    return try Invocation(
      bench.clause6, "vendor", "edit", code, "--note", "changed \(seconds())", "--actor", "bench", "--reason", "bench",
      "--database", register.text
    ).run()
  }
}

/// What several threads have done.
private final class Counter: Sendable {
  private let done = Atomic(0)
  private let sentence = Mutex<String?>(nil)

  var count: Int { done.load(ordering: .acquiring) }
  var failure: String? { sentence.withLock { $0 } }

  func add() { done.wrappingAdd(1, ordering: .relaxed) }
  func fail(_ text: String) { sentence.withLock { $0 = text } }
}
