import Clause6
import Postgres

/// The programs and the server that figures are taken with, and registers to take them on.
struct Bench {
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let scale: Scale
  let sheet: Sheet

  /// The day that is asked for: on it some of everything in the registers has lapsed.
  static let day = CalendarDate("2026-11-22")!

  /// Lends an empty register, which goes afterwards.
  func withEmptyRegister(_ body: (ConnectionInfo) throws -> Void) throws {
    try withDatabase("clause6_bench", body) { _, address in
      _ = try Invocation(clause6, "db", "init", "--database", address.text).run()
    }
  }

  /// Lends a register of so many made-up vendors and what belongs to them, which goes afterwards.
  /// - Parameter vendors: those of the scale where nothing is said.
  func withRegister(vendors: Int? = nil, _ body: (ConnectionInfo) throws -> Void) throws {
    let template = try template(vendors ?? scale.vendors)
    try withDatabase("clause6_bench", body) { connection, _ in try copy(template, to: "clause6_bench", connection) }
  }

  /// Lends a copy of a register as it is now, to which nobody may be connected yet.
  func withCopy(of register: ConnectionInfo, _ body: (ConnectionInfo) throws -> Void) throws {
    try withDatabase("clause6_bench_copy", body) { connection, _ in
      try copy(register.settings["dbname"] ?? "", to: "clause6_bench_copy", connection)
    }
  }

  func removeTemplates() {
    guard let connection = try? session(), let names = try? templates(connection) else { return }
    for name in names { _ = try? connection.execute("DROP DATABASE \(identifier: name)") }
  }

  /// The name of a database that is filled once and copied wherever one like it is needed.
  private func template(_ vendors: Int) throws -> String {
    let (name, connection) = ("clause6_bench_of_\(vendors)", try session())
    guard try !templates(connection).contains(name) else { return name }
    let address = server.with(["dbname": name])
    _ = try Invocation(clause6, "db", "init", "--database", address.text).run()
    _ = try Invocation(psql, "-Xqv", "vendors=\(vendors)", "-f", "Fixtures/bench/register.sql", address.text).run()
    return name
  }

  private func templates(_ connection: Connection) throws -> [String] {
    try connection.table("SELECT datname FROM pg_database WHERE datname LIKE 'clause6\\_bench\\_of\\_%'").rows
      .compactMap { $0[0] }
  }

  private func copy(_ name: String, to other: String, _ connection: Connection) throws {
    // Else all of it is written to the log as well.
    let isOld =
      try connection.value("SELECT current_setting('server_version_num')::int < 150000", as: Bool.self) ?? true
    try connection.execute(
      "CREATE DATABASE \(identifier: other) TEMPLATE \(identifier: name) \(SQL(verbatim: isOld ? "" : "STRATEGY file_copy"))"
    )
  }

  private func withDatabase(
    _ name: String, _ body: (ConnectionInfo) throws -> Void, make: (Connection, ConnectionInfo) throws -> Void
  ) throws {
    let connection = try session()
    try connection.execute("DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
    let address = server.with(["dbname": name])
    try make(connection, address)
    defer { _ = try? connection.execute("DROP DATABASE \(identifier: name) WITH (FORCE)") }
    try body(address)
  }

  private func session() throws -> Connection {
    let connection = try Connection(server)
    try connection.execute("SET client_min_messages = warning")
    return connection
  }
}

extension ConnectionInfo {
  /// Whoever changes something says why.
  var writing: ConnectionInfo { with(["options": "-c clause6.reason=bench"]) }
}

extension Connection {
  /// Takes what was written without history into the log, as it is.
  func adoptAll() throws {
    try execute(
      """
      SELECT audit.adopt(v.kept, v.entity) FROM audit.versioned() v WHERE v.entity IN ('questionnaire', 'criterion')
        OR NOT EXISTS (SELECT FROM audit.entry e WHERE e.entity = v.entity AND e.op = 'I')
      """)
  }
}
