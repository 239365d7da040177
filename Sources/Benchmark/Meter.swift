import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A session that tells what its server process has used.
final class Meter {
  let connection: Connection
  private let process: Int
  private var last = 0.0

  init(_ info: ConnectionInfo) throws {
    connection = try Connection(info)
    try connection.execute("SET client_min_messages = warning")
    process = try connection.value("SELECT pg_backend_pid()", as: Int.self) ?? 0
    last = try used()
  }

  func cpu(_ body: () throws -> Void) throws -> Double {
    let before = try used()
    try body()
    return try used() - before
  }

  /// Seconds on the clock, and of the server's CPU.
  func both(_ body: () throws -> Void) throws -> (wall: Double, cpu: Double) {
    let begin = seconds()
    let cpu = try cpu(body)
    return (seconds() - begin, cpu)
  }

  /// What one sequential count of each table of the register that holds more than next to nothing takes, in seconds; the
  /// better of two.
  func countTables() throws -> (tables: Int, wall: Double, cpu: Double) {
    let tables = try connection.table(
      "SELECT relname FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind = 'r' AND reltuples > 100"
    ).rows.compactMap { $0[0] }
    try connection.execute("SET max_parallel_workers_per_gather = 0")
    defer { _ = try? connection.execute("RESET max_parallel_workers_per_gather") }
    var best = (wall: Double.infinity, cpu: Double.infinity)
    for _ in 0..<2 {
      let once = try both {
        for table in tables { try connection.execute("SELECT count(*) FROM register.\(identifier: table)") }
      }
      best = (min(best.wall, once.wall), min(best.cpu, once.cpu))
    }
    return (tables.count, best.wall, max(0.01, best.cpu))
  }

  /// Since the lap before.
  func lap() throws -> Double {
    let now = try used()
    defer { last = now }
    return now - last
  }

  func wal() throws -> Int {
    try connection.value("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint", as: Int.self) ?? 0
  }

  private func used() throws -> Double {
    guard let file = fopen("/proc/\(process)/stat", "r") else {
      throw Failure("This system does not say in /proc what a server's process has used.")
    }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 1024)
    guard fgets(&bytes, 1024, file) != nil else { throw Failure("/proc/\(process)/stat cannot be read.") }
    // The name in parentheses may hold anything; the figures follow the last of them.
    let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      throw Failure("/proc/\(process)/stat reads otherwise than expected.")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

func seconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
