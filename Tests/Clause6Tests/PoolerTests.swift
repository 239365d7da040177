import Clause6
import Foundation
import Postgres
import TestSupport
import Testing

/// A pooler lends a session of the server to another client after each transaction: nothing of one may reach the next.
@Suite(.enabled(if: Pooler.reasonWithout == nil, "needs the program pgbouncer"))
struct PoolerTests {
  private static let settings: SQL = """
    SELECT concat_ws('|', nullif(current_setting('clause6.known_size', true), ''), nullif(current_setting('clause6.zone', true), ''),
      nullif(current_setting('clause6.at', true), ''), nullif(current_setting('clause6.as_of', true), ''),
      nullif(current_setting('clause6.actor', true), ''), nullif(current_setting('transaction_read_only'), 'off'),
      nullif(current_setting('jit'), 'on'))
    """

  @Test(.register) func whatOneAsksReachesNobodyElse() throws {
    let first = try Connection(TestDatabase.current)
    try first.register("INSERT INTO register.vendor (code, name) VALUES ('A', 'Acme')")
    try first.sealUnsigned()
    let size = try #require(try first.value("SELECT max(idx) + 1 FROM audit.log", as: Int.self))
    try first.register("UPDATE register.vendor SET name = 'Bolt'")
    let pooler = try Pooler(TestDatabase.current, sessions: 1)
    defer { pooler.stop() }
    let (asker, other) = (try Connection(pooler.info), try Connection(pooler.info))
    let plain = try other.value(PoolerTests.settings, as: String.self)
    asker.settings["clause6.zone"] = "Asia/Tokyo"
    let name: SQL = "SELECT name FROM register.vendor"
    try asker.knowing(.size(size)) { connection in
      #expect(try connection.readFacts { try $0.value(name, as: String.self) } == "Acme")
      #expect(try other.value(name, as: String.self) == "Bolt")
      #expect(try other.value(PoolerTests.settings, as: String.self) == plain)
      try other.register("UPDATE register.vendor SET country = 'JP'")
      // Outside of a transaction, too.
      #expect(try connection.value(name, as: String.self) == "Acme")
      #expect(try connection.value("SELECT facts.zone()", as: String.self) == "Asia/Tokyo")
      #expect(throws: PostgresError.self) { try connection.execute("UPDATE register.vendor SET name = 'Cog'") }
    }
    try asker.register("UPDATE register.vendor SET country = 'DE'")
    #expect(try other.value(PoolerTests.settings, as: String.self) == plain)
    #expect(try other.value("SELECT facts.zone()", as: String.self) != "Asia/Tokyo")
    #expect(try asker.value(name, as: String.self) == "Bolt")
  }

  /// Checks, imports and seals leave nothing either.
  @Test(.register) func whatOneDoesReachesNobodyElse() throws {
    let pooler = try Pooler(TestDatabase.current, sessions: 2)
    defer { pooler.stop() }
    let (doer, other) = (try Connection(pooler.info), try Connection(pooler.info))
    let plain = try other.value(PoolerTests.settings, as: String.self)
    try doer.register("INSERT INTO register.vendor (code, name) VALUES ('A', 'Acme')")
    _ = try doer.check(try RuleSet.shipped().rules, on: try doer.today(), as: .test)
    _ = try doer.planCheck(try RuleSet.shipped().rules, on: .iso("2026-01-01"))
    try doer.sealUnsigned()
    for _ in 1...3 { #expect(try other.value(PoolerTests.settings, as: String.self) == plain) }
    #expect(
      try other.value("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'", as: Int.self) == 0)
  }
}
