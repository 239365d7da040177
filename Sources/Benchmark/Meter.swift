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

  init(_ info: ConnectionInfo) throws {
    connection = try Connection(info)
    try connection.execute("SET client_min_messages = warning")
    process = try connection.value("SELECT pg_backend_pid()", as: Int.self) ?? 0
  }

  func cpu(_ body: () throws -> Void) throws -> Double {
    let before = try used()
    try body()
    return try used() - before
  }

  /// Seconds on the clock and of the server's CPU, and the most megabytes that its process held for itself.
  func all(_ body: () throws -> Void) throws -> (wall: Double, cpu: Double, peak: Double) {
    let watch = MemoryWatch(process)
    let begin = seconds()
    let cpu = try cpu(body)
    return (seconds() - begin, cpu, watch.stop())
  }

  /// What one sequential count of each table of the register that holds more than next to nothing takes, in seconds; the
  /// better of two.
  func countTables() throws -> (wall: Double, cpu: Double) {
    let tables = try connection.table(
      "SELECT relname FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind = 'r' AND reltuples > 100"
    ).rows.compactMap { $0[0] }
    try connection.execute("SET max_parallel_workers_per_gather = 0")
    defer { _ = try? connection.execute("RESET max_parallel_workers_per_gather") }
    var best = (wall: Double.infinity, cpu: Double.infinity)
    for _ in 0..<2 {
      let once = try all {
        for table in tables { try connection.execute("SELECT count(*) FROM register.\(identifier: table)") }
      }
      best = (min(best.wall, once.wall), min(best.cpu, once.cpu))
    }
    return best
  }

  /// Seconds of CPU since the server's process began.
  func used() throws -> Double {
    // To the nanosecond, where the system counts so.
    if let first = field(0, of: "schedstat") { return first / 1e9 }
    // The name in parentheses may hold anything; the figures follow the last of them.
    guard let user = field(11, of: "stat"), let system = field(12, of: "stat") else {
      throw Failure("This system does not say in /proc what a server's process has used.")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private func field(_ number: Int, of name: String) -> Double? {
    guard let file = fopen("/proc/\(process)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 1024)
    guard fgets(&bytes, 1024, file) != nil else { return nil }
    let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > number ? Double(fields[number]) : nil
  }
}

func seconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
