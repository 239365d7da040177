public import Clause6
public import Postgres
public import Testing

extension TestServer.Template {
  /// An empty register, migrated to what this program carries.
  public static let register = TestServer.Template(name: "register") { connection in
    try Migrator().migrate(connection, as: .test)
  }
}

extension Trait where Self == DatabaseTrait {
  /// A new, empty register.
  public static var register: Self { .database(.register) }
}

extension Authorship {
  /// Who acts in tests that do not ask who acts.
  public static let test = make()

  private static func make() -> Authorship {
    do {
      return try Authorship(actor: "test", reason: "a test")
    } catch {
      preconditionFailure(error.message)
    }
  }
}

extension CalendarDate {
  /// `.iso("2026-03-31")` in a test; a day that does not exist is a mistake of the test.
  public static func iso(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
    return day
  }
}

extension Connection {
  /// Several statements that change the register, in one transaction of the ``Authorship/test``.
  public func register(_ script: String) throws {
    try change(as: .test) { try $0.execute(script: script) }
  }

  /// An instant to the microsecond, as the command line takes it; `nil` where there is none.
  public func instant(_ expression: SQL) throws -> Instant? {
    try value("SELECT to_char(\(expression), 'YYYY-MM-DD HH24:MI:SS.USTZH:TZM')", as: String.self).flatMap {
      Instant($0)
    }
  }

  /// Acts as somebody for the rest of the transaction.
  public func be(_ actor: String) throws { try execute("SELECT set_config('clause6.actor', \(actor), true)") }

  /// Has the register take a day for today, for the rest of the transaction.
  public func pretendToday(_ day: CalendarDate) throws {
    try execute("SELECT set_config('clause6.as_of', \(day)::text, true)")
  }

  /// What a change of the register makes of it, undone when the closure ends.
  public func rehearseRegister<T>(_ body: (Connection) throws -> T) throws -> T {
    try change(as: .test, rehearse: true, body)
  }
}
