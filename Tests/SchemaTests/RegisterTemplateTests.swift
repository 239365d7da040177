import Clause6
import Postgres
import TestSupport
import Testing

/// What every other test of this target stands on.
@Suite(.register) struct RegisterTemplateTests {
  @Test func theRegisterIsCurrentAndEmpty() throws {
    let connection = try TestDatabase.connect()
    #expect(try Migrator().status(connection).isCurrent)
    #expect(try connection.value("SELECT count(*) FROM register.contract", as: Int.self) == 0)
  }
}
