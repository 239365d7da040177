public import Postgres

extension Connection {
  /// Creates a database in UTF-8 on the same server.
  public func createDatabase(_ name: String) throws(PostgresError) {
    try execute("CREATE DATABASE \(identifier: name) TEMPLATE template0 ENCODING 'UTF8'")
  }

  /// Lends an empty register in a database of its own on the same server, and drops it afterwards.
  /// - Throws: ``Clause6Error`` when the role may not create databases.
  public func withScratchRegister<T>(_ body: (Connection) throws -> T) throws -> T {
    let name = "clause6_scratch_\(UInt32.random(in: 0 ... .max))"
    do {
      try createDatabase(name)
    } catch {
      guard error.sqlState == "42501" else { throw error }
      throw Clause6Error(
        "This role may not create the database that rules are tested in: connect as one with CREATEDB, see --database.")
    }
    defer { _ = try? execute("DROP DATABASE IF EXISTS \(identifier: name)") }
    let scratch = try Connection(info.with(["dbname": name]), logger: logger)
    try Migrator().migrate(scratch, as: Authorship(actor: "rule test", reason: "a scratch register"))
    return try withExtendedLifetime(scratch) { try body(scratch) }
  }
}
